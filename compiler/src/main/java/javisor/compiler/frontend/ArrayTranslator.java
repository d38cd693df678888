package javisor.compiler.frontend;

import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.ir.BinaryOperator;
import javisor.compiler.ir.Condition;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.Terminator;

/** Arrays: their making, their length, their elements. */
final class ArrayTranslator {
    private final Translation translation;
    private final CodeBuilder builder;

    ArrayTranslator(Translation translation) {
        this.translation = translation;
        this.builder = translation.builder();
    }

    void length() {
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

    /** Makes an array of arrays of {@code dimensions} levels in one go, the outer ones first, by loops. */
    void newNested(String type, int dimensions) {
        List<Register> lengths = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            lengths.addFirst(translation.use(translation.frame().pop()));
        }
        elementKind(type.substring(type.lastIndexOf('[') + 1));
        for (int level = 1; level < dimensions; level++) {
            refuseNegative(type.substring(level), lengths.get(level));
        }
        Register result = nested(type, lengths);
        translation.frame().push(new Value(result, new ValueType.Reference(type), null, true));
    }

    /** A negative length fails even if no outer array has an element to put the array in: making the array fails for us. */
    private void refuseNegative(String type, Register length) {
        translation.world().creates(type, translation.position());
        Register zero = builder.constant(IrType.INT, 0);
        CodeBuilder.OpenBlock negative = builder.newBlock(builder.currentOffset());
        CodeBuilder.OpenBlock valid = builder.newBlock(builder.currentOffset());
        builder.end(
                new Terminator.Branch(Condition.LT, length, zero, negative.id(), valid.id(), translation.position()));
        builder.enter(negative);
        builder.emit(
                new Instruction.NewArray(builder.temporary(IrType.REFERENCE), type, length, translation.position()));
        builder.end(new Terminator.Goto(valid.id(), translation.position()));
        builder.enter(valid);
    }

    private Register nested(String type, List<Register> lengths) {
        translation.world().creates(type, translation.position());
        Register array = builder.temporary(IrType.REFERENCE);
        builder.emit(new Instruction.NewArray(array, type, lengths.getFirst(), translation.position()));
        if (lengths.size() == 1) {
            return array;
        }
        translation.world().storesToElements(type);
        Register index = builder.temporary(IrType.INT);
        Register one = builder.constant(IrType.INT, 1);
        builder.emit(new Instruction.Constant(index, 0, translation.position()));
        CodeBuilder.OpenBlock head = builder.newBlock(builder.currentOffset());
        CodeBuilder.OpenBlock body = builder.newBlock(builder.currentOffset());
        CodeBuilder.OpenBlock done = builder.newBlock(builder.currentOffset());
        builder.end(new Terminator.Goto(head.id(), translation.position()));
        builder.enter(head);
        builder.end(new Terminator.Branch(
                Condition.LT, index, lengths.getFirst(), body.id(), done.id(), translation.position()));
        builder.enter(body);
        Register inner = nested(type.substring(1), lengths.subList(1, lengths.size()));
        builder.emit(new Instruction.StoreElement(array, index, inner, StorageKind.REFERENCE, translation.position()));
        builder.emit(new Instruction.Binary(index, BinaryOperator.ADD, index, one, translation.position()));
        builder.end(new Terminator.Goto(head.id(), translation.position()));
        builder.enter(done);
        return array;
    }
}
