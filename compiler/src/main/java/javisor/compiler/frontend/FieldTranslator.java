package javisor.compiler.frontend;

import java.lang.classfile.instruction.FieldInstruction;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.ClassDefinition.Origin;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.LibraryRules;
import javisor.compiler.classfile.Substitutions;
import javisor.compiler.heap.ImageHeap;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;

/** Reads and writes of fields. Final fields of constants are constants. */
final class FieldTranslator {
    private final Translation translation;
    private final CodeBuilder builder;
    private final World world;

    FieldTranslator(Translation translation) {
        this.translation = translation;
        this.builder = translation.builder();
        this.world = translation.world();
    }

    void field(FieldInstruction instruction) {
        FieldDefinition field = resolve(instruction);
        switch (instruction.opcode()) {
            case GETSTATIC -> loadStatic(field);
            case PUTSTATIC -> storeStatic(field);
            case GETFIELD -> load(field);
            default -> store(field);
        }
    }

    private FieldDefinition resolve(FieldInstruction instruction) {
        String owner = Substitutions.canonicalName(instruction.owner().asInternalName());
        String name = instruction.name().stringValue();
        FieldDefinition field = world.hierarchy().resolveField(owner, name);
        ClassDefinition declaring = world.hierarchy().find(field == null ? owner : field.owner());
        if (field == null || declaring.origin() == Origin.LIBRARY) {
            throw new Refusal(
                    "uses " + owner.replace('/', '.') + "." + name + ", which does not exist on metal",
                    LibraryRules.remedy(owner, name));
        }
        refuseHostedOnly(field, declaring);
        if (field.isVolatile()) {
            throw new Refusal(
                    "uses " + field + ", which is volatile, but fields are not shared between processors on metal",
                    "keep what processors share in memory behind a HostVirtual, with its Volatile and locked accesses");
        }
        return field;
    }

    private static void refuseHostedOnly(FieldDefinition field, ClassDefinition declaring) {
        String reason = field.isHostedOnly()
                ? field.annotations().text("HostedOnly", "reason")
                : declaring.annotations().text("HostedOnly", "reason");
        if (reason != null) {
            throw new Refusal(
                    "uses " + field + ", which is @HostedOnly: " + reason,
                    "keep this for the build machine and tests, or move what both need out of it");
        }
    }

    private void loadStatic(FieldDefinition field) {
        if (world.classes().initialise(field.owner()) == null) {
            translation.pushResult(field.descriptor());
            return;
        }
        if (field.isFinal()) {
            pushConstant(field, world.classes().read(field));
            return;
        }
        world.uses(field, translation.position());
        FieldReference reference = world.hierarchy().reference(field);
        Register result = builder.temporary(reference.kind().registerType());
        builder.emit(new Instruction.LoadStatic(result, reference, translation.position()));
        translation.push(result, field.descriptor());
    }

    /** Pushes what a final field holds. */
    void pushConstant(FieldDefinition field, Object content) {
        ValueType type = translation.typeOf(field.descriptor());
        switch (type) {
            case ValueType.Unboxed(String name) ->
                translation
                        .frame()
                        .push(Value.of(
                                builder.constant(IrType.LONG, world.heap().unbox(name, content)), type));
            case ValueType.Reference reference
            when content != null -> translation.frame().push(object(field, content));
            case ValueType.Reference reference -> {
                Register register = builder.temporary(IrType.REFERENCE);
                builder.emit(new Instruction.NullConstant(register, translation.position()));
                translation.frame().push(Value.of(register, reference));
            }
            default -> {
                long bits = ImageHeap.bits(content);
                Object known = type == ValueType.INT ? Integer.valueOf((int) bits) : null;
                translation.frame().push(new Value(builder.constant(type.register(), bits), type, known, false));
            }
        }
    }

    private Value object(FieldDefinition field, Object content) {
        try {
            world.refersTo(content, field, translation.position());
            return Value.object(content, world.heap().typeOf(content));
        } catch (Refusal refusal) {
            throw new Refusal("uses " + field + ", which " + refusal.getMessage(), refusal.remedy());
        }
    }

    private void storeStatic(FieldDefinition field) {
        Value value = translation.frame().pop();
        world.classes().initialise(field.owner());
        world.uses(field, translation.position());
        world.storesTo(field);
        Register register = translation.assign(value, field.descriptor(), "field " + field);
        builder.emit(new Instruction.StoreStatic(world.hierarchy().reference(field), register, translation.position()));
    }

    private void load(FieldDefinition field) {
        Value object = translation.frame().pop();
        if (object.type() instanceof ValueType.Unboxed) {
            translation.frame().push(object.as(translation.typeOf(field.descriptor())));
            return;
        }
        if (object.known() != null
                && field.isFinal()
                && world.hierarchy().find(field.owner()).origin() == Origin.PROGRAM) {
            pushConstant(field, world.heap().read(field, object.known()));
            return;
        }
        FieldReference reference = world.hierarchy().reference(field);
        Register register = translation.use(object);
        Register result = builder.temporary(reference.kind().registerType());
        builder.emit(new Instruction.LoadField(result, register, reference, translation.position()));
        translation.push(result, field.descriptor());
    }

    private void store(FieldDefinition field) {
        Value value = translation.frame().pop();
        Value object = translation.frame().pop();
        if (object.type() instanceof ValueType.Pending(String name, int site) && site < 0) {
            Register source = translation.assign(value, field.descriptor(), "field " + field);
            ValueType type = new ValueType.Unboxed(name);
            Register self = translation.localRegister(0, type);
            builder.emit(new Instruction.Move(self, source, translation.position()));
            translation.frame().complete(site, Value.of(self, type));
            return;
        }
        world.storesTo(field);
        Register receiver = translation.use(object);
        Register register = translation.assign(value, field.descriptor(), "field " + field);
        builder.emit(new Instruction.StoreField(
                receiver, world.hierarchy().reference(field), register, translation.position()));
    }
}
