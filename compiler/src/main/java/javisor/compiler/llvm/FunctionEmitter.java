package javisor.compiler.llvm;

import java.util.ArrayList;
import java.util.List;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Condition;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.Terminator;

/**
 * Emits one function. Every virtual register is a stack slot, which LLVM turns into SSA values; every instruction with a meaning of
 * its own in Java is a call of a function of the {@link Library}.
 */
final class FunctionEmitter {
    private final World world;
    private final Metadata metadata;
    private final CallEmitter calls;
    private final Function function;
    private final StringBuilder out;
    private final FunctionHeader header;
    private final int subprogram;
    private String location = "";
    private int values;

    FunctionEmitter(
            World world,
            Metadata metadata,
            CallEmitter calls,
            Function function,
            FunctionHeader header,
            StringBuilder out) {
        this.world = world;
        this.metadata = metadata;
        this.calls = calls;
        this.function = function;
        this.out = out;
        this.header = header;
        this.subprogram = metadata.subprogram(function, header.symbol());
    }

    void emit() {
        List<String> parameters = new ArrayList<>();
        boolean instance =
                CallEmitter.isInstance(function.method(), function.parameters().size());
        for (int i = 0; i < function.parameters().size(); i++) {
            String nonNull =
                    i == 0 && instance && function.parameters().get(0).type() == IrType.REFERENCE ? " nonnull" : "";
            parameters.add(LlvmText.type(function.parameters().get(i).type()) + nonNull + " %p" + i);
        }
        out.append("\ndefine ").append(header.exported() ? "dso_local " : "internal ");
        out.append(LlvmText.type(function.returnType())).append(' ');
        out.append(LlvmText.global(header.symbol()));
        out.append('(').append(String.join(", ", parameters)).append(") ").append(header.attributes());
        out.append(" !dbg !").append(subprogram).append(" {\n");
        for (Register register : function.registers()) {
            line(slot(register) + " = alloca " + LlvmText.type(register.type()));
        }
        for (int i = 0; i < function.parameters().size(); i++) {
            Register parameter = function.parameters().get(i);
            line("store " + LlvmText.type(parameter.type()) + " %p" + i + ", ptr " + slot(parameter));
        }
        line("br label %b0");
        for (Block block : function.blocks()) {
            out.append('b').append(block.number()).append(":\n");
            for (Instruction instruction : block.instructions()) {
                at(instruction.position());
                emit(instruction);
            }
            at(block.terminator().position());
            emit(block.terminator());
        }
        out.append("}\n");
    }

    private void at(SourcePosition position) {
        location = metadata.location(position, subprogram, function.position().line());
    }

    private void emit(Instruction instruction) {
        switch (instruction) {
            case Instruction.Constant c ->
                set(c.destination(), Long.toString(c.destination().type() == IrType.INT ? (int) c.value() : c.value()));
            case Instruction.NullConstant c -> set(c.destination(), "null");
            case Instruction.ObjectConstant c -> set(c.destination(), Names.heapObject(c.object()));
            case Instruction.Move move -> set(move.destination(), get(move.source()));
            case Instruction.Binary binary -> binary(binary);
            case Instruction.Compare c -> {
                String bit = value("icmp " + condition(c.condition()) + " " + typed(c.left()) + ", " + get(c.right()));
                set(c.destination(), value("zext i1 " + bit + " to i32"));
            }
            case Instruction.ThreeWayCompare c -> {
                String type = LlvmText.type(c.left().type());
                String name = (c.unsigned() ? "ucmp" : "scmp") + ".i32." + type;
                set(c.destination(), call("i32", "@llvm." + name, typed(c.left()) + ", " + typed(c.right())));
            }
            case Instruction.Convert c -> convert(c);
            case Instruction.LoadField load -> {
                String at = field(load.object(), world.layout().offset(load.field()));
                load(load.destination(), at, load.field().kind(), metadata.alias(load.field()));
            }
            case Instruction.StoreField store -> {
                String at = field(store.object(), world.layout().offset(store.field()));
                store(store.value(), at, store.field().kind(), metadata.alias(store.field()));
            }
            case Instruction.LoadStatic load ->
                load(load.destination(), Names.field(load.field()), load.field().kind(), "");
            case Instruction.StoreStatic store ->
                store(store.value(), Names.field(store.field()), store.field().kind(), "");
            case Instruction.LoadElement load -> {
                String at = element(load.array(), load.index(), load.kind());
                load(load.destination(), at, load.kind(), metadata.alias(load.kind()));
            }
            case Instruction.StoreElement store -> {
                String at = element(store.array(), store.index(), store.kind());
                if (store.kind() == StorageKind.REFERENCE) {
                    runVoid("@java.storecheck", typed(store.array()) + ", " + typed(store.value()));
                }
                store(store.value(), at, store.kind(), metadata.alias(store.kind()));
            }
            case Instruction.ArrayLength length ->
                set(length.destination(), call("i32", "@java.arraylength", typed(length.array())));
            case Instruction.New creation -> create(creation);
            case Instruction.NewArray creation -> {
                int size = world.type(creation.arrayType()).elementKind().bytes();
                String arguments =
                        typed(creation.length()) + ", i64 " + size + ", ptr " + Names.type(creation.arrayType());
                set(creation.destination(), call("ptr", "@java.newarray", arguments));
            }
            case Instruction.NullCheck check -> runVoid("@java.nullcheck", typed(check.reference()));
            case Instruction.InstanceOf test -> {
                String is = is(test.reference(), test.type());
                set(test.destination(), value("zext i1 " + is + " to i32"));
            }
            case Instruction.CheckCast cast -> {
                String is = is(cast.reference(), cast.type());
                runVoid("@java.cast", typed(cast.reference()) + ", i1 " + is + ", ptr " + Names.typeName(cast.type()));
            }
            case Instruction.CallDirect call -> calls.direct(this, call);
            case Instruction.CallVirtual call -> calls.virtual(this, call);
            case Instruction.CallIntrinsic call -> calls.intrinsic(this, call);
            case Instruction.CallSymbol call -> calls.symbol(this, call);
            case Instruction.SymbolAddress address ->
                set(address.destination(), value("ptrtoint ptr " + calls.external(address.symbol()) + " to i64"));
        }
    }

    private void emit(Terminator terminator) {
        switch (terminator) {
            case Terminator.Goto jump -> located("br label %b" + jump.target());
            case Terminator.Branch branch -> {
                String zero = branch.left().type() == IrType.REFERENCE ? "null" : "0";
                String right = branch.right() == null ? zero : get(branch.right());
                String bit = value("icmp " + condition(branch.condition()) + " " + typed(branch.left()) + ", " + right);
                located("br i1 " + bit + ", label %b" + branch.whenTrue() + ", label %b" + branch.whenFalse());
            }
            case Terminator.Switch choice -> {
                StringBuilder text = new StringBuilder();
                text.append("switch ").append(typed(choice.selector()));
                text.append(", label %b").append(choice.defaultTarget()).append(" [");
                for (int i = 0; i < choice.keys().size(); i++) {
                    text.append(" i32 ")
                            .append(choice.keys().get(i))
                            .append(", label %b")
                            .append(choice.targets().get(i));
                }
                located(text.append(" ]").toString());
            }
            case Terminator.Return end -> located(end.value() == null ? "ret void" : "ret " + typed(end.value()));
            case Terminator.Throw end -> {
                located("call void @javisor_panic_throw(" + typed(end.throwable()) + ") #3");
                located("unreachable");
            }
        }
    }

    private void binary(Instruction.Binary b) {
        String type = LlvmText.type(b.destination().type());
        String plain = switch (b.operator()) {
            case ADD -> "add";
            case SUB -> "sub";
            case MUL -> "mul";
            case AND -> "and";
            case OR -> "or";
            case XOR -> "xor";
            default -> null;
        };
        if (plain != null) {
            set(b.destination(), value(plain + " " + typed(b.left()) + ", " + get(b.right())));
        } else {
            String family = b.destination().type() == IrType.INT ? "int." : "long.";
            String name = "@java." + family + b.operator().name().toLowerCase(java.util.Locale.ROOT);
            set(b.destination(), call(type, name, typed(b.left()) + ", " + typed(b.right())));
        }
    }

    private void convert(Instruction.Convert c) {
        String source = typed(c.source());
        String result = switch (c.conversion()) {
            case I2L -> value("sext " + source + " to i64");
            case L2I -> value("trunc " + source + " to i32");
            case I2B -> value("sext i8 " + value("trunc " + source + " to i8") + " to i32");
            case I2S -> value("sext i16 " + value("trunc " + source + " to i16") + " to i32");
            case I2C -> value("zext i16 " + value("trunc " + source + " to i16") + " to i32");
        };
        set(c.destination(), result);
    }

    private void create(Instruction.New creation) {
        if (world.isThrowable(creation.type())) {
            set(creation.destination(), Names.throwable(creation.type()));
            return;
        }
        int size = Math.max(16, world.layout().size(creation.type()));
        String arguments = "i64 " + size + ", ptr " + Names.type(creation.type()) + ", i32 0";
        set(creation.destination(), call("ptr", "@javisor_allocate", arguments));
    }

    /** {@return an i1: whether the reference is non-null and of the type} */
    private String is(Register reference, String type) {
        List<String> subtypes = world.instantiatedSubtypes(type);
        return switch (subtypes.size()) {
            case 0 -> "false";
            case 1 -> call("i1", "@java.isexact", typed(reference) + ", ptr " + Names.type(subtypes.getFirst()));
            default -> {
                String bit = "i64 " + world.bits().byteIndex(type) + ", i8 "
                        + (byte) world.bits().mask(type);
                yield call("i1", "@java.isbit", typed(reference) + ", " + bit);
            }
        };
    }

    private String field(Register object, int offset) {
        runVoid("@java.nullcheck", typed(object));
        return value("getelementptr i8, " + typed(object) + ", i64 " + offset);
    }

    private String element(Register array, Register index, StorageKind kind) {
        return call("ptr", "@java.element", typed(array) + ", " + typed(index) + ", i64 " + kind.bytes());
    }

    private void load(Register destination, String at, StorageKind kind, String alias) {
        String type = LlvmText.type(kind);
        String loaded = value("load " + type + ", ptr " + at + ", align " + kind.bytes() + alias);
        set(
                destination,
                switch (kind) {
                    case BOOLEAN, CHAR -> value("zext " + type + " " + loaded + " to i32");
                    case BYTE, SHORT -> value("sext " + type + " " + loaded + " to i32");
                    case INT, LONG, REFERENCE -> loaded;
                });
    }

    private void store(Register source, String at, StorageKind kind, String alias) {
        String type = LlvmText.type(kind);
        String value = kind.bytes() < 4 ? value("trunc " + typed(source) + " to " + type) : get(source);
        located("store " + type + " " + value + ", ptr " + at + ", align " + kind.bytes() + alias);
    }

    static String condition(Condition condition) {
        return switch (condition) {
            case EQ -> "eq";
            case NE -> "ne";
            case LT -> "slt";
            case LE -> "sle";
            case GT -> "sgt";
            case GE -> "sge";
            case ULT -> "ult";
            case ULE -> "ule";
            case UGT -> "ugt";
            case UGE -> "uge";
        };
    }

    private static String slot(Register register) {
        return "%r" + register.index();
    }

    /** {@return the register's value with its type} */
    String typed(Register register) {
        return LlvmText.type(register.type()) + " " + get(register);
    }

    private String get(Register register) {
        return value("load " + LlvmText.type(register.type()) + ", ptr " + slot(register));
    }

    void set(Register register, String value) {
        located("store " + LlvmText.type(register.type()) + " " + value + ", ptr " + slot(register));
    }

    String value(String computation) {
        String name = "%v" + values++;
        located(name + " = " + computation);
        return name;
    }

    String call(String type, String callee, String arguments) {
        return value("call " + type + " " + callee + "(" + arguments + ")");
    }

    void runVoid(String callee, String arguments) {
        located("call void " + callee + "(" + arguments + ")");
    }

    Function function() {
        return function;
    }

    private void located(String text) {
        line(text + location);
    }

    private void line(String text) {
        out.append("  ").append(text).append('\n');
    }
}
