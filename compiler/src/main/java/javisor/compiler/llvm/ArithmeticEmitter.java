package javisor.compiler.llvm;

import java.util.Locale;
import javisor.compiler.ir.Condition;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;

/** Emits arithmetic, comparisons and conversions. */
final class ArithmeticEmitter {
    private final FunctionWriter writer;

    ArithmeticEmitter(FunctionWriter writer) {
        this.writer = writer;
    }

    void constant(Instruction.Constant c) {
        long value = c.destination().type() == IrType.INT ? (int) c.value() : c.value();
        writer.set(c.destination(), Long.toString(value));
    }

    void compare(Instruction.Compare c) {
        String operands = writer.typed(c.left()) + ", " + writer.get(c.right());
        String bit = writer.value("icmp " + condition(c.condition()) + " " + operands);
        writer.set(c.destination(), writer.value("zext i1 " + bit + " to i32"));
    }

    void compare(Instruction.ThreeWayCompare c) {
        String name = (c.unsigned() ? "@llvm.ucmp" : "@llvm.scmp") + ".i32."
                + LlvmText.type(c.left().type());
        writer.set(c.destination(), writer.call("i32", name, writer.typed(c.left()) + ", " + writer.typed(c.right())));
    }

    void binary(Instruction.Binary b) {
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
            writer.set(
                    b.destination(), writer.value(plain + " " + writer.typed(b.left()) + ", " + writer.get(b.right())));
        } else {
            String family = b.destination().type() == IrType.INT ? "int." : "long.";
            String name = "@java." + family + b.operator().name().toLowerCase(Locale.ROOT);
            writer.set(
                    b.destination(), writer.call(type, name, writer.typed(b.left()) + ", " + writer.typed(b.right())));
        }
    }

    void convert(Instruction.Convert c) {
        String source = writer.typed(c.source());
        String result = switch (c.conversion()) {
            case I2L -> writer.value("sext " + source + " to i64");
            case L2I -> writer.value("trunc " + source + " to i32");
            case I2B -> writer.value("sext i8 " + writer.value("trunc " + source + " to i8") + " to i32");
            case I2S -> writer.value("sext i16 " + writer.value("trunc " + source + " to i16") + " to i32");
            case I2C -> writer.value("zext i16 " + writer.value("trunc " + source + " to i16") + " to i32");
        };
        writer.set(c.destination(), result);
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
}
