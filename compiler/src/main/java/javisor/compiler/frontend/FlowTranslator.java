package javisor.compiler.frontend;

import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.ObjectVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.SimpleVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.UninitializedVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.Substitutions;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.Terminator;

/**
 * Blocks and the edges between them. Where control flow meets, the verifier's frame gives the types; locals stay in their registers,
 * stack entries move to one register for each depth and type.
 */
final class FlowTranslator {
    private final Translation translation;
    private final CodeBuilder builder;
    private final Bytecode bytecode;
    private final Map<Integer, CodeBuilder.OpenBlock> blocks = new HashMap<>();
    private final Map<Integer, FrameState> entryStates = new HashMap<>();
    private final PriorityQueue<Integer> pending = new PriorityQueue<>();

    FlowTranslator(Translation translation) {
        this.translation = translation;
        this.builder = translation.builder();
        this.bytecode = translation.bytecode();
    }

    /** {@return the offset of the next block to translate, entered; -1 if there is none} */
    int enterNext() {
        Integer offset = pending.poll();
        if (offset == null) {
            return -1;
        }
        builder.enter(blocks.get(offset));
        FrameState state = entryStates.get(offset).copy();
        for (int i = 0; i < state.stack().size(); i++) {
            Value entry = state.stack().get(i);
            if (entry.register() != null) {
                Register copy = builder.temporary(entry.register().type());
                builder.emit(new Instruction.Move(copy, entry.register(), translation.position()));
                state.stack().set(i, entry.in(copy));
            }
        }
        translation.setFrame(state);
        return offset;
    }

    /** Ends the block with a jump to {@code offset}. */
    void jump(int offset) {
        int target = edge(offset);
        builder.end(new Terminator.Goto(target, translation.position()));
    }

    /** {@return the id of the block at {@code offset}, with the current values where that block expects them} */
    int edge(int offset) {
        StackMapFrameInfo info = bytecode.frame(offset);
        if (info == null) {
            throw new Refusal(
                    "has a branch target without a stack map frame",
                    "compile the class with a Java compiler for release 7 or later");
        }
        FrameState state = entryStates.get(offset);
        if (state == null) {
            state = entryState(info);
            entryStates.put(offset, state);
            blocks.put(offset, builder.newBlock(offset));
            pending.add(offset);
        }
        moveTo(state);
        return blocks.get(offset).id();
    }

    private void moveTo(FrameState target) {
        FrameState frame = translation.frame();
        for (int slot = 0; slot < target.localCount(); slot++) {
            Value expected = target.local(slot);
            if (expected.type().register() != IrType.VOID) {
                Translation.checkAssignable(
                        frame.local(slot).type(), expected.type(), "the variable " + bytecode.variableName(slot));
            } else if (isConstructedLater(expected) != isConstructedLater(frame.local(slot))) {
                throw new Refusal(
                        "assigns the component of an @Unboxed record on some paths only",
                        "compute the value in a local variable and assign the component once, at the end");
            }
        }
        for (int i = 0; i < target.stack().size(); i++) {
            Value expected = target.stack().get(i);
            Value value = frame.stack().get(i);
            Translation.checkAssignable(value.type(), expected.type(), "the result of a conditional expression");
            if (expected.register() != null) {
                builder.emit(new Instruction.Move(expected.register(), translation.use(value), translation.position()));
            }
        }
    }

    private static boolean isConstructedLater(Value value) {
        return value.type() instanceof ValueType.Pending pending && pending.site() < 0;
    }

    private FrameState entryState(StackMapFrameInfo info) {
        FrameState state = new FrameState();
        List<VerificationTypeInfo> locals = info.locals();
        int slot = 0;
        for (VerificationTypeInfo local : locals) {
            if (slot == 0 && translation.makesUnboxed()) {
                state.setLocal(slot++, translation.frame().local(0));
                continue;
            }
            ValueType type = type(local);
            Value value = type.register() == IrType.VOID
                    ? new Value(null, type, null, false)
                    : Value.of(translation.localRegister(slot, type), type);
            boolean receiver = slot == 0 && !translation.method().isStatic() && bytecode.receiverStays();
            state.setLocal(slot, receiver ? value.checked() : value);
            slot += type.isWide() || isWide(local) ? 2 : 1;
        }
        for (VerificationTypeInfo entry : info.stack()) {
            ValueType type = type(entry);
            int depth = state.stack().size();
            Register register = type.register() == IrType.VOID
                    ? null
                    : builder.shared(type.register(), "s" + depth, "stack" + depth);
            state.push(new Value(register, type, null, false));
        }
        return state;
    }

    private static boolean isWide(VerificationTypeInfo type) {
        return type == SimpleVerificationTypeInfo.DOUBLE;
    }

    private ValueType type(VerificationTypeInfo info) {
        return switch (info) {
            case SimpleVerificationTypeInfo simple ->
                switch (simple) {
                    case TOP -> ValueType.NONE;
                    case INTEGER -> ValueType.INT;
                    case LONG -> ValueType.LONG;
                    case NULL -> ValueType.NULL;
                    case UNINITIALIZED_THIS ->
                        new ValueType.Reference(translation.method().owner().name());
                    case FLOAT, DOUBLE -> throw Hierarchy.floatingPoint();
                };
            case ObjectVerificationTypeInfo object ->
                named(Substitutions.canonicalName(object.className().asInternalName()));
            case UninitializedVerificationTypeInfo uninitialized -> {
                int site = bytecode.offset(uninitialized.newTarget());
                String name = bytecode.created(site);
                yield named(name) instanceof ValueType.Unboxed
                        ? new ValueType.Pending(name, site)
                        : new ValueType.Reference(name);
            }
        };
    }

    private ValueType named(String name) {
        return translation.world().hierarchy().unboxed(name) == null
                ? new ValueType.Reference(name)
                : new ValueType.Unboxed(name);
    }
}
