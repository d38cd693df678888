package javisor.compiler.frontend;

import java.lang.classfile.Opcode;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.ir.BinaryOperator;
import javisor.compiler.ir.Conversion;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;

/** Arithmetic, conversions, the shuffling of the stack. */
final class OperatorTranslator {
    private final Translation translation;
    private final CodeBuilder builder;

    OperatorTranslator(Translation translation) {
        this.translation = translation;
        this.builder = translation.builder();
    }

    void operator(Opcode opcode) {
        switch (opcode) {
            case IADD -> binary(BinaryOperator.ADD, IrType.INT);
            case LADD -> binary(BinaryOperator.ADD, IrType.LONG);
            case ISUB -> binary(BinaryOperator.SUB, IrType.INT);
            case LSUB -> binary(BinaryOperator.SUB, IrType.LONG);
            case IMUL -> binary(BinaryOperator.MUL, IrType.INT);
            case LMUL -> binary(BinaryOperator.MUL, IrType.LONG);
            case IDIV -> binary(BinaryOperator.DIV, IrType.INT);
            case LDIV -> binary(BinaryOperator.DIV, IrType.LONG);
            case IREM -> binary(BinaryOperator.REM, IrType.INT);
            case LREM -> binary(BinaryOperator.REM, IrType.LONG);
            case IAND -> binary(BinaryOperator.AND, IrType.INT);
            case LAND -> binary(BinaryOperator.AND, IrType.LONG);
            case IOR -> binary(BinaryOperator.OR, IrType.INT);
            case LOR -> binary(BinaryOperator.OR, IrType.LONG);
            case IXOR -> binary(BinaryOperator.XOR, IrType.INT);
            case LXOR -> binary(BinaryOperator.XOR, IrType.LONG);
            case ISHL -> binary(BinaryOperator.SHL, IrType.INT);
            case LSHL -> binary(BinaryOperator.SHL, IrType.LONG);
            case ISHR -> binary(BinaryOperator.SHR, IrType.INT);
            case LSHR -> binary(BinaryOperator.SHR, IrType.LONG);
            case IUSHR -> binary(BinaryOperator.USHR, IrType.INT);
            case LUSHR -> binary(BinaryOperator.USHR, IrType.LONG);
            case INEG -> negate(IrType.INT);
            case LNEG -> negate(IrType.LONG);
            case LCMP -> threeWay(false);
            default -> throw Hierarchy.floatingPoint();
        }
    }

    /** Pops two values, pushes what {@code operator} makes of them. */
    void binary(BinaryOperator operator, IrType type) {
        Register right = translation.use(translation.frame().pop());
        Register left = translation.use(translation.frame().pop());
        emitBinary(operator, type, left, right);
    }

    private void emitBinary(BinaryOperator operator, IrType type, Register left, Register right) {
        Register result = builder.temporary(type);
        builder.emit(new Instruction.Binary(result, operator, left, right, translation.position()));
        translation.frame().push(Value.of(result, type == IrType.INT ? ValueType.INT : ValueType.LONG));
    }

    private void negate(IrType type) {
        Register operand = translation.use(translation.frame().pop());
        emitBinary(BinaryOperator.SUB, type, builder.constant(type, 0), operand);
    }

    /** Pops two longs, pushes -1, 0 or 1. */
    void threeWay(boolean unsigned) {
        Register right = translation.use(translation.frame().pop());
        Register left = translation.use(translation.frame().pop());
        Register result = builder.temporary(IrType.INT);
        builder.emit(new Instruction.ThreeWayCompare(result, left, right, unsigned, translation.position()));
        translation.frame().push(Value.of(result, ValueType.INT));
    }

    void convert(Opcode opcode) {
        Conversion conversion = switch (opcode) {
            case I2L -> Conversion.I2L;
            case L2I -> Conversion.L2I;
            case I2B -> Conversion.I2B;
            case I2C -> Conversion.I2C;
            case I2S -> Conversion.I2S;
            default -> throw Hierarchy.floatingPoint();
        };
        Register operand = translation.use(translation.frame().pop());
        IrType type = conversion == Conversion.I2L ? IrType.LONG : IrType.INT;
        Register result = builder.temporary(type);
        builder.emit(new Instruction.Convert(result, conversion, operand, translation.position()));
        translation.frame().push(Value.of(result, type == IrType.INT ? ValueType.INT : ValueType.LONG));
    }

    void increment(int slot, int amount) {
        Register register = translation.localRegister(slot, ValueType.INT);
        translation.spill(register);
        Register constant = builder.constant(IrType.INT, amount);
        builder.emit(new Instruction.Binary(register, BinaryOperator.ADD, register, constant, translation.position()));
        translation.frame().setLocal(slot, Value.of(register, ValueType.INT));
    }

    void stack(Opcode opcode) {
        FrameState frame = translation.frame();
        Value top = frame.pop();
        boolean wide = top.type().isWide();
        switch (opcode) {
            case POP -> {}
            case POP2 -> {
                if (!wide) {
                    frame.pop();
                }
            }
            case DUP -> push(top, top);
            case SWAP -> {
                Value second = frame.pop();
                push(top, second);
            }
            case DUP_X1 -> {
                Value second = frame.pop();
                push(top, second, top);
            }
            case DUP_X2 -> {
                Value second = frame.pop();
                if (second.type().isWide()) {
                    push(top, second, top);
                } else {
                    Value third = frame.pop();
                    push(top, third, second, top);
                }
            }
            case DUP2 -> {
                if (wide) {
                    push(top, top);
                } else {
                    Value second = frame.pop();
                    push(second, top, second, top);
                }
            }
            case DUP2_X1 -> {
                Value second = frame.pop();
                if (wide) {
                    push(top, second, top);
                } else {
                    Value third = frame.pop();
                    push(second, top, third, second, top);
                }
            }
            case DUP2_X2 -> duplicateTwoBelowTwo(top, wide);
            default -> throw new IllegalStateException("unexpected " + opcode);
        }
    }

    private void duplicateTwoBelowTwo(Value top, boolean wide) {
        FrameState frame = translation.frame();
        Value second = frame.pop();
        if (wide && second.type().isWide()) {
            push(top, second, top);
            return;
        }
        Value third = frame.pop();
        if (wide) {
            push(top, third, second, top);
        } else if (third.type().isWide()) {
            push(second, top, third, second, top);
        } else {
            Value fourth = frame.pop();
            push(second, top, fourth, third, second, top);
        }
    }

    private void push(Value... values) {
        for (Value value : values) {
            translation.frame().push(value);
        }
    }
}
