package javisor.compiler.frontend;

import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;

/** The translation of one method in progress: where its parts meet. */
final class Translation {
    private final MethodDefinition method;
    private final World world;
    private final Bytecode bytecode;
    private final CodeBuilder builder = new CodeBuilder();
    private FrameState frame = new FrameState();

    Translation(MethodDefinition method, World world) {
        this.method = method;
        this.world = world;
        this.bytecode = new Bytecode(method);
    }

    MethodDefinition method() {
        return method;
    }

    World world() {
        return world;
    }

    Bytecode bytecode() {
        return bytecode;
    }

    CodeBuilder builder() {
        return builder;
    }

    FrameState frame() {
        return frame;
    }

    void setFrame(FrameState state) {
        frame = state;
    }

    SourcePosition position() {
        return builder.position();
    }

    /** {@return whether this is a constructor of an unboxed record, which returns the value it makes} */
    boolean makesUnboxed() {
        return method.isConstructor()
                && world.hierarchy().unboxed(method.owner().name()) != null;
    }

    /** {@return the type of values of this field descriptor} */
    ValueType typeOf(String descriptor) {
        return switch (world.hierarchy().kind(descriptor)) {
            case REFERENCE -> new ValueType.Reference(MethodShape.typeName(descriptor));
            case LONG ->
                descriptor.equals("J") ? ValueType.LONG : new ValueType.Unboxed(MethodShape.typeName(descriptor));
            default -> ValueType.INT;
        };
    }

    /** {@return the register that holds {@code value}, loading it if it is a constant} */
    Register use(Value value) {
        if (value.register() != null) {
            return value.register();
        }
        if (value.type() instanceof ValueType.Reference && value.known() != null) {
            Register register = builder.temporary(IrType.REFERENCE);
            builder.emit(new Instruction.ObjectConstant(register, world.heap().image(value.known()), position()));
            return register;
        }
        throw new Refusal(
                "uses an @Unboxed record before its constructor has run",
                "compute the component first, then write new with nothing but it");
    }

    /** {@return the register of {@code value}, assigned to something of type {@code descriptor}; {@code place} says to what} */
    Register assign(Value value, String descriptor, String place) {
        ValueType target = typeOf(descriptor);
        checkAssignable(value.type(), target, place);
        return use(value);
    }

    /** Refuses what an unboxed record cannot be assigned to, and what cannot be assigned to one. */
    static void checkAssignable(ValueType value, ValueType target, String place) {
        if (value instanceof ValueType.Unboxed(String name)
                && target instanceof ValueType.Reference(String reference)
                && !reference.equals(name)) {
            throw unboxedMisuse(name, "is converted to " + reference.replace('/', '.') + " as " + place);
        }
        if (target instanceof ValueType.Unboxed(String name) && !value.equals(target)) {
            throw unboxedMisuse(
                    name, value == ValueType.NULL ? "is null as " + place : "is taken out of another type as " + place);
        }
    }

    /** {@return the refusal of something an unboxed record cannot do} */
    static Refusal unboxedMisuse(String name, String what) {
        String simpleName = name.substring(name.lastIndexOf('/') + 1);
        return new Refusal(
                "treats " + simpleName + " as an object: it " + what + ", but an @Unboxed record is a bare register",
                "keep it in variables, fields and parameters of type " + simpleName
                        + "; compare its component, use its own methods, and hold many of them as a long[]");
    }

    /** Pushes a new value. */
    void push(Register register, String descriptor) {
        frame.push(Value.of(register, typeOf(descriptor)));
    }

    /** {@return a register for a result of this descriptor, pushed; null for {@code V}} */
    Register pushResult(String descriptor) {
        if (descriptor.equals("V")) {
            return null;
        }
        Register register = builder.temporary(typeOf(descriptor).register());
        push(register, descriptor);
        return register;
    }

    /** {@return {@code value} after making sure that it is not null} */
    Value nonNull(Value value) {
        if (value.type() instanceof ValueType.Reference && !value.nonNull()) {
            builder.emit(new Instruction.NullCheck(value.register(), position()));
        } else if (value.type() == ValueType.NULL) {
            builder.emit(new Instruction.NullCheck(use(value), position()));
        }
        return value.checked();
    }

    /** {@return the register of the local variable in {@code slot}} */
    Register localRegister(int slot, ValueType type) {
        return builder.shared(type.register(), bytecode.variableName(slot), "local" + slot);
    }

    /** Assigns to a local variable; stack entries that still mean its old value keep it. */
    void store(int slot, Value value) {
        if (value.type() instanceof ValueType.Pending) {
            frame.setLocal(slot, value);
            return;
        }
        Register source = use(value);
        Register register = localRegister(slot, value.type());
        spill(register);
        builder.emit(new Instruction.Move(register, source, position()));
        frame.setLocal(slot, value.in(register));
    }

    /** Copies {@code register} aside for the stack entries that refer to it. */
    void spill(Register register) {
        Register copy = null;
        for (int i = 0; i < frame.stack().size(); i++) {
            Value entry = frame.stack().get(i);
            if (entry.register() == register) {
                if (copy == null) {
                    copy = builder.temporary(register.type());
                    builder.emit(new Instruction.Move(copy, register, position()));
                }
                frame.stack().set(i, entry.in(copy));
            }
        }
    }
}
