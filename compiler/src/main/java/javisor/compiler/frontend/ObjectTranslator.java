package javisor.compiler.frontend;

import java.lang.classfile.Opcode;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.ClassDefinition.Origin;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.LibraryRules;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;

/** Creation of objects, and questions about their type. */
final class ObjectTranslator {
    private final Translation translation;
    private final CodeBuilder builder;
    private final Hierarchy hierarchy;

    ObjectTranslator(Translation translation) {
        this.translation = translation;
        this.builder = translation.builder();
        this.hierarchy = translation.world().hierarchy();
    }

    /** {@code new} at {@code offset}. */
    void create(String type, int offset) {
        if (hierarchy.unboxed(type) != null) {
            translation.frame().push(new Value(null, new ValueType.Pending(type, offset), null, true));
            return;
        }
        ClassDefinition definition = hierarchy.find(type);
        if (definition.annotations().has("HostedOnly")) {
            throw new Refusal(
                    "makes an object of " + definition + ", which is @HostedOnly: "
                            + definition.annotations().text("HostedOnly", "reason"),
                    "keep this for the build machine and tests, or move what both need out of it");
        }
        if (definition.origin() == Origin.LIBRARY && !hierarchy.isThrowable(type)) {
            throw new Refusal(
                    "makes an object of " + definition + ", which does not exist on metal",
                    LibraryRules.remedy(type, "<init>"));
        }
        if (definition.origin() == Origin.PROGRAM) {
            translation.world().classes().initialise(type);
        }
        translation.world().creates(type, translation.position());
        Register register = builder.temporary(IrType.REFERENCE);
        builder.emit(new Instruction.New(register, type, translation.position()));
        translation.frame().push(new Value(register, new ValueType.Reference(type), null, true));
    }

    /** {@code checkcast} and {@code instanceof}. */
    void check(Opcode opcode, String type) {
        Value value = translation.frame().pop();
        if (opcode == Opcode.CHECKCAST) {
            cast(value, type);
        } else {
            test(value, type);
        }
    }

    private void cast(Value value, String type) {
        if (value.type() instanceof ValueType.Unboxed(String name)) {
            if (!name.equals(type)) {
                throw Translation.unboxedMisuse(name, "is cast to " + type.replace('/', '.'));
            }
            translation.frame().push(value);
            return;
        }
        if (hierarchy.unboxed(type) != null) {
            throw Translation.unboxedMisuse(type, "is cast from another type");
        }
        if (isKnownToBe(value, type)) {
            translation.frame().push(value);
            return;
        }
        translation.world().names(type);
        Register register = translation.use(value);
        builder.emit(new Instruction.CheckCast(register, type, translation.position()));
        translation.frame().push(value.in(register).as(new ValueType.Reference(type)));
    }

    private boolean isKnownToBe(Value value, String type) {
        if (value.known() != null) {
            return hierarchy.isSubtype(translation.world().heap().typeOf(value.known()), type);
        }
        return value.type() instanceof ValueType.Reference(String name) && hierarchy.isSubtype(name, type);
    }

    private void test(Value value, String type) {
        String unboxed = value.type() instanceof ValueType.Unboxed(String name) ? name : type;
        if (hierarchy.unboxed(unboxed) != null) {
            throw Translation.unboxedMisuse(unboxed, "is tested with instanceof");
        }
        if (value.known() != null) {
            boolean holds = isKnownToBe(value, type);
            Register register = builder.constant(IrType.INT, holds ? 1 : 0);
            translation.frame().push(new Value(register, ValueType.INT, holds ? 1 : 0, false));
            return;
        }
        Register register = builder.temporary(IrType.INT);
        emitTest(register, translation.use(value), type);
        translation.frame().push(Value.of(register, ValueType.INT));
    }

    /** destination = reference is of the type. */
    void emitTest(Register destination, Register reference, String type) {
        translation.world().names(type);
        builder.emit(new Instruction.InstanceOf(destination, reference, type, translation.position()));
    }
}
