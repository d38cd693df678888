package javisor.compiler.llvm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.StaticField;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.TypeDefinition;
import javisor.compiler.layout.ObjectLayout;

/**
 * Emits the data of the image: type descriptors, image heap, static fields, preallocated exceptions. What nothing can change is
 * constant, so LLVM folds loads from it.
 *
 * <p>A type descriptor: pointer to the class's name at 0, for an array of references byte index and mask of the element type's bit
 * at 8 and 10, the bitmap of supertypes from 11 on, then, 8-byte aligned, the dispatch table.
 */
final class DataEmitter {
    private static final int BITMAP_OFFSET = 11;

    private final World world;
    private final DeferredArrays deferred;
    private final StringBuilder out;

    DataEmitter(World world, DeferredArrays deferred, StringBuilder out) {
        this.world = world;
        this.deferred = deferred;
        this.out = out;
    }

    /** {@return the offset of a dispatch slot in a type descriptor} */
    static int slotOffset(World world, int slot) {
        return ObjectLayout.alignUp(BITMAP_OFFSET + world.bits().bytes(), 8) + slot * 8;
    }

    /** Emits everything; {@code castTargets} are types whose names a failed cast may have to say. */
    void emit(Set<String> castTargets) {
        for (TypeDefinition type : world.types()) {
            if (type.instantiated() || castTargets.contains(type.name())) {
                name(type.name());
            }
            if (type.instantiated()) {
                descriptor(type);
                if (world.isThrowable(type.name())) {
                    object(
                            Names.throwable(type.name()),
                            "global",
                            type,
                            zeros(type.allFields().size()));
                }
            }
        }
        castTargets.stream()
                .filter(target ->
                        world.types().stream().noneMatch(type -> type.name().equals(target)))
                .forEach(this::name);
        for (HeapObject heapObject : world.program().heap()) {
            heapObject(heapObject);
        }
        for (StaticField field : world.program().staticFields()) {
            out.append(Names.field(field.field()))
                    .append(field.constant() ? " = internal constant " : " = internal global ")
                    .append(value(field.initial(), field.field().kind()))
                    .append('\n');
        }
    }

    private static List<HeapObject.Value> zeros(int count) {
        List<HeapObject.Value> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(new HeapObject.Primitive(0));
        }
        return values;
    }

    private void name(String type) {
        byte[] text = (type.replace('/', '.') + '\0').getBytes(StandardCharsets.ISO_8859_1);
        out.append(Names.typeName(type))
                .append(" = internal unnamed_addr constant ")
                .append(LlvmText.bytes(text))
                .append(", align 1\n");
    }

    private void descriptor(TypeDefinition type) {
        List<String> parts = new ArrayList<>();
        parts.add("ptr " + Names.typeName(type.name()));
        boolean holdsReferences = type.elementType() != null;
        parts.add("i16 " + (holdsReferences ? world.bits().byteIndex(type.elementType()) : 0));
        parts.add("i8 " + (byte) (holdsReferences ? world.bits().mask(type.elementType()) : 0));
        byte[] bitmap = world.bits().bitmap(type);
        List<MethodReference> table = world.slots().table(type);
        int padded = table.isEmpty() ? bitmap.length : slotOffset(world, 0) - BITMAP_OFFSET;
        parts.add(LlvmText.bytes(Arrays.copyOf(bitmap, padded)));
        for (MethodReference method : table) {
            parts.add("ptr "
                    + (method == null ? "null" : LlvmText.global(world.names().symbol(method))));
        }
        define(Names.type(type.name()), "constant", parts);
    }

    private void define(String name, String linkage, List<String> parts) {
        List<String> types = parts.stream().map(DataEmitter::typeOf).toList();
        out.append(name)
                .append(" = internal ")
                .append(linkage)
                .append(" <{ ")
                .append(String.join(", ", types))
                .append(" }> <{ ")
                .append(String.join(", ", parts))
                .append(" }>, align 8\n");
    }

    /** A constant is written as its type and its value; the type ends at the first blank outside brackets. */
    private static String typeOf(String constant) {
        int end = constant.startsWith("[") ? constant.indexOf(']') + 1 : constant.indexOf(' ');
        return constant.substring(0, end);
    }

    private void heapObject(HeapObject heapObject) {
        String linkage = heapObject.isConstant() ? "constant" : "global";
        TypeDefinition type = world.type(heapObject.type());
        if (deferred.contains(heapObject)) {
            out.append(Names.heapObject(heapObject))
                    .append(" = internal global ")
                    .append(deferred.memoryType(heapObject))
                    .append(" zeroinitializer, align 8\n");
            int used = DeferredArrays.usedElements(heapObject);
            List<HeapObject.Value> values = heapObject.values().subList(0, used);
            array(DeferredArrays.initialName(heapObject), "constant", heapObject, values, type.elementKind());
        } else if (heapObject.isArray()) {
            array(Names.heapObject(heapObject), linkage, heapObject, heapObject.values(), type.elementKind());
        } else {
            object(Names.heapObject(heapObject), linkage, type, heapObject.values());
        }
    }

    private void array(
            String name, String linkage, HeapObject array, List<HeapObject.Value> values, StorageKind elementKind) {
        List<String> parts = new ArrayList<>();
        parts.add("ptr " + Names.type(array.type()));
        parts.add("i32 " + array.values().size());
        parts.add("[4 x i8] zeroinitializer");
        parts.add(elements(values, elementKind));
        define(name, linkage, parts);
    }

    private String elements(List<HeapObject.Value> values, StorageKind kind) {
        String array = "[" + values.size() + " x " + LlvmText.type(kind) + "] ";
        if (values.stream().allMatch(value -> value instanceof HeapObject.Primitive(long bits) && bits == 0)) {
            return array + "zeroinitializer";
        }
        if (kind.bytes() == 1) {
            byte[] bytes = new byte[values.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ((HeapObject.Primitive) values.get(i)).bits();
            }
            return LlvmText.bytes(bytes);
        }
        List<String> texts = values.stream().map(value -> value(value, kind)).toList();
        return array + "[ " + String.join(", ", texts) + " ]";
    }

    private void object(String name, String linkage, TypeDefinition type, List<HeapObject.Value> values) {
        Map<FieldReference, HeapObject.Value> byField = new HashMap<>();
        for (int i = 0; i < type.allFields().size(); i++) {
            byField.put(type.allFields().get(i), values.get(i));
        }
        List<String> parts = new ArrayList<>();
        parts.add("ptr " + Names.type(type.name()));
        int end = ObjectLayout.FIRST_FIELD_OFFSET;
        for (FieldReference field : world.layout().fieldsInMemory(type.name())) {
            pad(parts, world.layout().offset(field) - end);
            parts.add(value(byField.get(field), field.kind()));
            end = world.layout().offset(field) + field.kind().bytes();
        }
        pad(parts, world.layout().size(type.name()) - end);
        define(name, linkage, parts);
    }

    private static void pad(List<String> parts, int bytes) {
        if (bytes > 0) {
            parts.add("[" + bytes + " x i8] zeroinitializer");
        }
    }

    private static String value(HeapObject.Value value, StorageKind kind) {
        String type = LlvmText.type(kind) + ' ';
        return switch (value) {
            case HeapObject.Reference(HeapObject target) -> type + (target == null ? "null" : Names.heapObject(target));
            case HeapObject.Primitive(long bits) ->
                type
                        + switch (kind) {
                            case BOOLEAN, BYTE -> Long.toString((byte) bits);
                            case SHORT, CHAR -> Long.toString((short) bits);
                            case INT -> Long.toString((int) bits);
                            case LONG -> Long.toString(bits);
                            case REFERENCE -> "null";
                        };
        };
    }
}
