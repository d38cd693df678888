package javisor.compiler.ir;

import java.util.List;

/**
 * An object of the image heap: what a static initialiser built on the JVM, as it will stand in memory. Equality is identity. Filled
 * in after construction, because objects may refer to each other in circles.
 */
public final class HeapObject {
    private final int number;
    private final String type;
    private final boolean array;
    private List<Value> values = List.of();
    private boolean constant;

    /**
     * @param number position in the deterministic order of the heap
     * @param type JVM internal name of the exact class, {@code [I} for arrays
     */
    public HeapObject(int number, String type) {
        this.number = number;
        this.type = type;
        this.array = type.startsWith("[");
    }

    /** A field's or element's content. */
    public sealed interface Value {}

    /** A primitive: its bits, sign- or zero-extended. */
    public record Primitive(long bits) implements Value {}

    /** A reference to another object; null for null. */
    public record Reference(HeapObject target) implements Value {}

    /** {@return position in the deterministic order of the heap} */
    public int number() {
        return number;
    }

    /** {@return JVM internal name of the exact class} */
    public String type() {
        return type;
    }

    /** {@return whether this is an array} */
    public boolean isArray() {
        return array;
    }

    /** {@return field values in the order of {@link TypeDefinition#allFields}, or the elements of an array} */
    public List<Value> values() {
        return values;
    }

    /** {@return whether nothing can change this object: every field final, or an array nothing stores to} */
    public boolean isConstant() {
        return constant;
    }

    /** Completes the object. */
    public void fill(List<Value> content, boolean isConstant) {
        values = List.copyOf(content);
        constant = isConstant;
    }
}
