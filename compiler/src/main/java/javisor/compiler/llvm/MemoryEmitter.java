package javisor.compiler.llvm;

import java.util.List;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.layout.ObjectLayout;

/** Emits what touches objects: fields, elements, allocation, type tests. */
final class MemoryEmitter {
    private final World world;
    private final Metadata metadata;
    private final FunctionWriter writer;

    MemoryEmitter(World world, Metadata metadata, FunctionWriter writer) {
        this.world = world;
        this.metadata = metadata;
        this.writer = writer;
    }

    void load(Instruction.LoadField load) {
        writer.runVoid("@java.nullcheck", writer.typed(load.object()));
        if (world.layout().exists(load.field())) {
            String at = field(load.object(), load.field());
            load(load.destination(), at, load.field().kind(), metadata.alias(load.field()));
        } else {
            writer.set(load.destination(), load.destination().type() == IrType.REFERENCE ? "null" : "0");
        }
    }

    void store(Instruction.StoreField store) {
        writer.runVoid("@java.nullcheck", writer.typed(store.object()));
        if (world.layout().exists(store.field())) {
            String at = field(store.object(), store.field());
            store(store.value(), at, store.field().kind(), metadata.alias(store.field()));
        }
    }

    void load(Instruction.LoadStatic load) {
        load(load.destination(), Names.field(load.field()), load.field().kind(), metadata.alias(load.field()));
    }

    void store(Instruction.StoreStatic store) {
        store(store.value(), Names.field(store.field()), store.field().kind(), metadata.alias(store.field()));
    }

    void load(Instruction.LoadElement load) {
        String at = element(load.array(), load.index(), load.kind());
        load(load.destination(), at, load.kind(), metadata.alias(load.kind()));
    }

    void store(Instruction.StoreElement store) {
        String at = element(store.array(), store.index(), store.kind());
        if (store.kind() == StorageKind.REFERENCE) {
            writer.runVoid("@java.storecheck", writer.typed(store.array()) + ", " + writer.typed(store.value()));
        }
        store(store.value(), at, store.kind(), metadata.alias(store.kind()));
    }

    void create(Instruction.New creation) {
        if (world.isThrowable(creation.type())) {
            writer.set(creation.destination(), Names.throwable(creation.type()));
            return;
        }
        int size = Math.max(ObjectLayout.SMALLEST_ALLOCATION, world.layout().size(creation.type()));
        String arguments = "i64 " + size + ", ptr " + Names.type(creation.type()) + ", i32 0";
        writer.set(creation.destination(), writer.call("ptr", "@javisor_allocate", arguments));
    }

    void create(Instruction.NewArray creation) {
        int size = world.type(creation.arrayType()).elementKind().bytes();
        String type = Names.type(creation.arrayType());
        String arguments = writer.typed(creation.length()) + ", i64 " + size + ", ptr " + type;
        writer.set(creation.destination(), writer.call("ptr", "@java.newarray", arguments));
    }

    void test(Instruction.InstanceOf test) {
        String is = is(test.reference(), test.type());
        writer.set(test.destination(), writer.value("zext i1 " + is + " to i32"));
    }

    void cast(Instruction.CheckCast cast) {
        String is = is(cast.reference(), cast.type());
        String reference = writer.typed(cast.reference());
        writer.runVoid("@java.cast", reference + ", i1 " + is + ", ptr " + Names.typeName(cast.type()));
    }

    /** {@return an i1: whether the reference is non-null and of the type} */
    private String is(Register reference, String type) {
        List<String> subtypes = world.instantiatedSubtypes(type);
        return switch (subtypes.size()) {
            case 0 -> "false";
            case 1 ->
                writer.call(
                        "i1", "@java.isexact", writer.typed(reference) + ", ptr " + Names.type(subtypes.getFirst()));
            default -> {
                String bit = "i64 " + world.bits().byteIndex(type) + ", i8 "
                        + (byte) world.bits().mask(type);
                yield writer.call("i1", "@java.isbit", writer.typed(reference) + ", " + bit);
            }
        };
    }

    private String field(Register object, FieldReference field) {
        return writer.value("getelementptr i8, " + writer.typed(object) + ", i64 "
                + world.layout().offset(field));
    }

    private String element(Register array, Register index, StorageKind kind) {
        return writer.call(
                "ptr", "@java.element", writer.typed(array) + ", " + writer.typed(index) + ", i64 " + kind.bytes());
    }

    private void load(Register destination, String at, StorageKind kind, String alias) {
        String type = LlvmText.type(kind);
        String loaded = writer.value("load " + type + ", ptr " + at + ", align " + kind.bytes() + alias);
        writer.set(
                destination,
                switch (kind) {
                    case BOOLEAN, CHAR -> writer.value("zext " + type + " " + loaded + " to i32");
                    case BYTE, SHORT -> writer.value("sext " + type + " " + loaded + " to i32");
                    case INT, LONG, REFERENCE -> loaded;
                });
    }

    private void store(Register source, String at, StorageKind kind, String alias) {
        String type = LlvmText.type(kind);
        String value =
                kind.bytes() < 4 ? writer.value("trunc " + writer.typed(source) + " to " + type) : writer.get(source);
        writer.located("store " + type + " " + value + ", ptr " + at + ", align " + kind.bytes() + alias);
    }
}
