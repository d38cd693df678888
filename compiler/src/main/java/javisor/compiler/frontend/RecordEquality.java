package javisor.compiler.frontend;

import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.util.List;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.ir.Condition;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.Terminator;

/** The {@code equals} javac generates for a record: the same class and every component equal (java.lang.runtime.ObjectMethods). */
final class RecordEquality {
    private final Translation translation;
    private final CodeBuilder builder;
    private final ObjectTranslator objects;
    private final Hierarchy hierarchy;

    RecordEquality(Translation translation, ObjectTranslator objects) {
        this.translation = translation;
        this.builder = translation.builder();
        this.objects = objects;
        this.hierarchy = translation.world().hierarchy();
    }

    void translate(InvokeDynamicInstruction site) {
        Register other = translation.use(translation.frame().pop());
        Register self = translation.use(translation.frame().pop());
        ClassDesc type = (ClassDesc) site.bootstrapArgs().getFirst();
        ClassDefinition definition = hierarchy.find(MethodShape.typeName(type.descriptorString()));
        Register result = builder.temporary(IrType.INT);
        CodeBuilder.OpenBlock unequal = block();
        CodeBuilder.OpenBlock done = block();
        Register same = builder.temporary(IrType.INT);
        objects.emitTest(same, other, definition.name());
        continueIf(Condition.NE, same, null, unequal);
        for (String component : definition.recordComponents()) {
            compare(definition.field(component), self, other, unequal);
        }
        finish(result, 1, done);
        builder.enter(unequal);
        finish(result, 0, done);
        builder.enter(done);
        translation.frame().push(Value.of(result, ValueType.INT));
    }

    private CodeBuilder.OpenBlock block() {
        return builder.newBlock(builder.currentOffset());
    }

    private void finish(Register result, int value, CodeBuilder.OpenBlock done) {
        builder.emit(new Instruction.Constant(result, value, translation.position()));
        builder.end(new Terminator.Goto(done.id(), translation.position()));
    }

    private void continueIf(Condition condition, Register left, Register right, CodeBuilder.OpenBlock otherwise) {
        CodeBuilder.OpenBlock next = block();
        builder.end(new Terminator.Branch(condition, left, right, next.id(), otherwise.id(), translation.position()));
        builder.enter(next);
    }

    private void compare(FieldDefinition field, Register self, Register other, CodeBuilder.OpenBlock unequal) {
        FieldReference reference = hierarchy.reference(field);
        Register left = load(self, reference);
        Register right = load(other, reference);
        if (reference.kind() != StorageKind.REFERENCE) {
            continueIf(Condition.EQ, left, right, unequal);
            return;
        }
        CodeBuilder.OpenBlock different = block();
        CodeBuilder.OpenBlock next = block();
        builder.end(
                new Terminator.Branch(Condition.EQ, left, right, next.id(), different.id(), translation.position()));
        builder.enter(different);
        continueIf(Condition.NE, left, null, unequal);
        MethodDefinition equals = hierarchy.resolve("java/lang/Object", "equals", "(Ljava/lang/Object;)Z");
        translation.world().callsVirtually(equals, translation.position());
        Register answer = builder.temporary(IrType.INT);
        builder.emit(
                new Instruction.CallVirtual(answer, equals.reference(), List.of(left, right), translation.position()));
        builder.end(new Terminator.Branch(Condition.NE, answer, null, next.id(), unequal.id(), translation.position()));
        builder.enter(next);
    }

    private Register load(Register object, FieldReference field) {
        Register register = builder.temporary(field.kind().registerType());
        builder.emit(new Instruction.LoadField(register, object, field, translation.position()));
        return register;
    }
}
