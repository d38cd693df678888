package javisor.compiler.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.TypeDefinition;

/**
 * Where things stand inside objects. An object is an 8-byte pointer to its type descriptor, then the fields, the superclass's first
 * and largest first within each class; an array is the descriptor, an {@code int} length at 8, and the elements from 16 on.
 */
public final class ObjectLayout {
    /** Offset of the pointer to the type descriptor. */
    public static final int DESCRIPTOR_OFFSET = 0;
    /** Offset of the first field. */
    public static final int FIRST_FIELD_OFFSET = 8;
    /** Offset of an array's length. */
    public static final int LENGTH_OFFSET = 8;
    /** Offset of an array's first element. */
    public static final int ELEMENTS_OFFSET = 16;
    /** No allocation takes less, so that a length can be stored in each. */
    public static final int SMALLEST_ALLOCATION = 16;
    /** Every object starts at a multiple of this. */
    public static final int ALIGNMENT = 8;

    private final Map<FieldReference, Integer> offsets = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final Map<String, List<FieldReference>> ordered = new HashMap<>();

    /** Lays out {@code types}. */
    public ObjectLayout(List<TypeDefinition> types) {
        for (TypeDefinition type : types) {
            if (type.elementKind() == null) {
                layOut(type);
            }
        }
    }

    private void layOut(TypeDefinition type) {
        Map<String, List<FieldReference>> byClass = new LinkedHashMap<>();
        for (FieldReference field : type.allFields()) {
            byClass.computeIfAbsent(field.owner(), owner -> new ArrayList<>()).add(field);
        }
        List<FieldReference> inMemory = new ArrayList<>();
        int end = FIRST_FIELD_OFFSET;
        for (List<FieldReference> fields : byClass.values()) {
            List<FieldReference> largestFirst = new ArrayList<>(fields);
            largestFirst.sort(Comparator.comparingInt(field -> -field.kind().bytes()));
            for (FieldReference field : largestFirst) {
                int offset = alignUp(end, field.kind().bytes());
                Integer before = offsets.put(field, offset);
                if (before != null && before != offset) {
                    throw new IllegalStateException(field + " would stand at " + before + " and at " + offset);
                }
                inMemory.add(field);
                end = offset + field.kind().bytes();
            }
        }
        ordered.put(type.name(), List.copyOf(inMemory));
        sizes.put(type.name(), alignUp(end, ALIGNMENT));
    }

    /** {@return whether any object has {@code field}; if none has, the reference to one can only be null} */
    public boolean exists(FieldReference field) {
        return offsets.containsKey(field);
    }

    /** {@return the offset of {@code field} in every object that has it} */
    public int offset(FieldReference field) {
        Integer offset = offsets.get(field);
        if (offset == null) {
            throw new IllegalArgumentException(
                    "no type of the program has the field " + field.owner() + "." + field.name());
        }
        return offset;
    }

    /** {@return the size in bytes of an object of exactly {@code type}, a multiple of the alignment} */
    public int size(String type) {
        Integer size = sizes.get(type);
        if (size == null) {
            throw new IllegalArgumentException(type + " is not among the types of the program");
        }
        return size;
    }

    /** {@return the fields of an object of exactly {@code type} by increasing offset} */
    public List<FieldReference> fieldsInMemory(String type) {
        return ordered.get(type);
    }

    /** {@return the size in bytes of an array, a multiple of the alignment} */
    public static int arraySize(StorageKind kind, int length) {
        return alignUp(Math.addExact(ELEMENTS_OFFSET, Math.multiplyExact(kind.bytes(), length)), ALIGNMENT);
    }

    /** {@return the next multiple of {@code alignment}, a power of two} */
    public static int alignUp(int value, int alignment) {
        return (value + alignment - 1) & -alignment;
    }
}
