package javisor.compiler.frontend;

import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.ir.BinaryOperator;
import javisor.compiler.ir.Conversion;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.StorageKind;

/** Arithmetic, conversions, the shuffling of the stack, and arrays. */
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
            case ARRAYLENGTH -> arrayLength();
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

    private void arrayLength() {
        Register array = translation.use(translation.frame().pop());
        Register length = builder.temporary(IrType.INT);
        builder.emit(new Instruction.ArrayLength(length, array, translation.position()));
        translation.frame().push(Value.of(length, ValueType.INT));
    }

    void loadElement(TypeKind kind) {
        Register index = translation.use(translation.frame().pop());
        Value array = translation.frame().pop();
        String descriptor = elementDescriptor(array, kind);
        StorageKind storage = elementKind(descriptor);
        Register arrayRegister = translation.use(array);
        Register result = builder.temporary(storage.registerType());
        builder.emit(new Instruction.LoadElement(result, arrayRegister, index, storage, translation.position()));
        translation.push(result, descriptor);
    }

    void storeElement(TypeKind kind) {
        Value value = translation.frame().pop();
        Register index = translation.use(translation.frame().pop());
        Value array = translation.frame().pop();
        String descriptor = elementDescriptor(array, kind);
        StorageKind storage = elementKind(descriptor);
        translation.world().storesToElements("[" + descriptor);
        Register arrayRegister = translation.use(array);
        Register stored = translation.assign(value, descriptor, "an array element");
        builder.emit(new Instruction.StoreElement(arrayRegister, index, stored, storage, translation.position()));
    }

    private StorageKind elementKind(String descriptor) {
        StorageKind storage = translation.world().hierarchy().kind(descriptor);
        if (storage == StorageKind.LONG && !descriptor.equals("J")) {
            throw Translation.unboxedMisuse(MethodShape.typeName(descriptor), "is an array element");
        }
        return storage;
    }

    /** The element type by the array's static type; for {@code null} by the instruction, which then panics anyway. */
    private static String elementDescriptor(Value array, TypeKind kind) {
        if (array.type() instanceof ValueType.Reference(String name) && name.startsWith("[")) {
            return name.substring(1);
        }
        return switch (kind) {
            case BOOLEAN -> "Z";
            case BYTE -> "B";
            case SHORT -> "S";
            case CHAR -> "C";
            case INT -> "I";
            case LONG -> "J";
            case REFERENCE -> "Ljava/lang/Object;";
            default -> throw Hierarchy.floatingPoint();
        };
    }

    /** Makes an array whose elements have this descriptor. */
    void newArray(String descriptor) {
        elementKind(descriptor);
        String type = "[" + descriptor;
        translation.world().creates(type, translation.position());
        Register length = translation.use(translation.frame().pop());
        Register result = builder.temporary(IrType.REFERENCE);
        builder.emit(new Instruction.NewArray(result, type, length, translation.position()));
        translation.frame().push(new Value(result, new ValueType.Reference(type), null, true));
    }

    /** Refuses an array of arrays made in one go. */
    static Refusal multiArray() {
        return new Refusal(
                "makes an array of arrays in one expression",
                "make it in a static initialiser, or make the outer array and each inner one by itself");
    }
}
