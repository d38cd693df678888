package javisor.compiler.heap;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.classfile.UnboxedRecord;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.StorageKind;

/**
 * The objects of the build-time JVM that become part of the image. Each gets a number when something first refers to it, and its
 * content at the very end, when no initialiser can run any more.
 */
public final class ImageHeap {
    private static final String STRING = "java/lang/String";

    private final Hierarchy hierarchy;
    private final BuildTimeClasses classes;
    private final Map<Object, HeapObject> images = new IdentityHashMap<>();
    private final Map<String, byte[]> characters = new IdentityHashMap<>();
    private final List<Object> order = new ArrayList<>();

    /** An empty heap. */
    public ImageHeap(Hierarchy hierarchy, BuildTimeClasses classes) {
        this.hierarchy = hierarchy;
        this.classes = classes;
    }

    /** A reference out of an object: the field's name or the element's index, and what it refers to. */
    public record Edge(String label, Object target) {}

    /** {@return the internal name of the exact class of {@code object}, which may be in the heap} */
    public String typeOf(Object object) {
        Class<?> type = object.getClass();
        String name = type.getName().replace('.', '/');
        if (type == String.class || type == Object.class) {
            return name;
        }
        if (type.isArray()) {
            checkArray(type, name);
            return name;
        }
        if (classes.isOfProgram(type) && !(object instanceof Throwable)) {
            if (hierarchy.find(name).annotations().has("HostedOnly")) {
                throw new Refusal(
                        "is an object of " + type.getName() + ", which is @HostedOnly: "
                                + hierarchy.find(name).annotations().text("HostedOnly", "reason"),
                        "mark the field that refers to it @HostedOnly, or keep the result only");
            }
            if (hierarchy.unboxed(name) != null) {
                throw new Refusal(
                        "is a boxed " + type.getName() + ", which is @Unboxed and has no object",
                        "declare the field as " + type.getSimpleName() + ", or keep its long");
            }
            return name;
        }
        throw new Refusal(
                "is an object of " + (type.isHidden() ? "a capturing lambda" : type.getName())
                        + ", which cannot be part of the image",
                type.isHidden()
                        ? "write a class with fields in place of the lambda"
                        : "convert it to arrays, strings and objects of your own in the static initialiser, or mark the field "
                                + "@HostedOnly");
    }

    private void checkArray(Class<?> type, String name) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element == float.class || element == double.class) {
            throw Hierarchy.floatingPoint();
        }
        String elementName = element.getName().replace('.', '/');
        if (!element.isPrimitive() && classes.isOfProgram(element) && hierarchy.unboxed(elementName) != null) {
            throw new Refusal(
                    "is an array of " + element.getName() + ", which is @Unboxed and never an array element",
                    "keep a long[] and wrap what you read from it");
        }
    }

    /** {@return the objects {@code object} refers to} */
    public List<Edge> edges(Object object) {
        List<Edge> edges = new ArrayList<>();
        if (object instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                if (array[i] != null) {
                    edges.add(new Edge("[" + i + "]", array[i]));
                }
            }
        } else if (!object.getClass().isArray() && !(object instanceof String)) {
            for (FieldDefinition field : hierarchy.instanceFields(typeOf(object))) {
                if (isReference(field.descriptor())) {
                    Object target = read(field, object);
                    if (target != null) {
                        edges.add(new Edge("." + field.name(), target));
                    }
                }
            }
        }
        return edges;
    }

    /** {@return the objects that have a number so far} */
    public List<Object> constants() {
        return List.copyOf(order);
    }

    /** {@return whether a field of this descriptor refers to an object} */
    public boolean isReference(String descriptor) {
        return hierarchy.kind(descriptor) == StorageKind.REFERENCE;
    }

    /** {@return what {@code field} of {@code object} holds on the build-time JVM; the object is null for a static field} */
    public Object read(FieldDefinition field, Object object) {
        if (field.owner().equals("java/lang/Enum")) {
            Enum<?> constant = (Enum<?>) object;
            return field.name().equals("name") ? constant.name() : Integer.valueOf(constant.ordinal());
        }
        return classes.read(field, object);
    }

    /** {@return {@code object} as it will stand in the image} */
    public HeapObject image(Object object) {
        HeapObject image = images.get(object);
        if (image == null) {
            image = new HeapObject(order.size(), typeOf(object));
            images.put(object, image);
            order.add(object);
        }
        return image;
    }

    /** {@return {@code value}, read from a field of this descriptor, as the image holds it} */
    public HeapObject.Value value(String descriptor, Object value) {
        return switch (hierarchy.kind(descriptor)) {
            case REFERENCE -> new HeapObject.Reference(value == null ? null : image(value));
            case LONG ->
                new HeapObject.Primitive(
                        descriptor.equals("J") ? (Long) value : unbox(MethodShape.typeName(descriptor), value));
            default -> new HeapObject.Primitive(bits(value));
        };
    }

    /** {@return the long in an unboxed record; 0 for a field nothing was assigned to} */
    public long unbox(String type, Object value) {
        if (value == null) {
            return 0;
        }
        UnboxedRecord unboxed = hierarchy.unboxed(type);
        Object component = classes.read(unboxed.component(), value);
        return component instanceof Long bits
                ? bits
                : unbox(MethodShape.typeName(unboxed.component().descriptor()), component);
    }

    /** {@return a primitive, widened to 64 bits as the IR wants it} */
    public static long bits(Object primitive) {
        return switch (primitive) {
            case Boolean truth -> truth ? 1 : 0;
            case Character character -> character;
            case Number number -> number.longValue();
            default -> throw new IllegalArgumentException(primitive + " is not a primitive");
        };
    }

    /**
     * Gives every object its content, and with it all the objects reachable from those that have a number.
     *
     * @param constant tells for an object and its type's name whether nothing stores to it
     * @return the whole heap in order
     */
    public List<HeapObject> fill(BiPredicate<Object, String> constant) {
        List<HeapObject> all = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Object object = order.get(i);
            HeapObject image = images.get(object);
            image.fill(content(object, image.type()), constant.test(object, image.type()));
            all.add(image);
        }
        return all;
    }

    /** {@return whether {@code array} holds the characters of a string, to which nothing can store} */
    public boolean isCharacters(Object array) {
        return characters.containsValue(array);
    }

    /** The characters as they are; a charset would replace surrogates without a partner. */
    private static byte[] littleEndian(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * Character.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private List<HeapObject.Value> content(Object object, String type) {
        List<HeapObject.Value> values = new ArrayList<>();
        if (object instanceof Object[] array) {
            for (Object element : array) {
                values.add(new HeapObject.Reference(element == null ? null : image(element)));
            }
        } else if (object.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(object); i++) {
                values.add(new HeapObject.Primitive(bits(Array.get(object, i))));
            }
        } else if (type.equals(STRING)) {
            String text = (String) object;
            boolean latin1 = text.chars().allMatch(character -> character < 0x100);
            byte[] bytes = characters.computeIfAbsent(
                    text, t -> latin1 ? t.getBytes(StandardCharsets.ISO_8859_1) : littleEndian(t));
            values.add(new HeapObject.Reference(image(bytes)));
            values.add(new HeapObject.Primitive(latin1 ? 1 : 0));
        } else {
            for (FieldDefinition field : hierarchy.instanceFields(type)) {
                values.add(value(field.descriptor(), read(field, object)));
            }
        }
        return values;
    }
}
