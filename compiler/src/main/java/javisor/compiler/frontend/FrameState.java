package javisor.compiler.frontend;

import java.util.ArrayList;
import java.util.List;

/** Locals and operand stack at one point of a method. A long takes one stack entry and two locals. */
final class FrameState {
    private final List<Value> locals;
    private final List<Value> stack;

    FrameState() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    private FrameState(List<Value> locals, List<Value> stack) {
        this.locals = locals;
        this.stack = stack;
    }

    /** {@return an independent copy} */
    FrameState copy() {
        return new FrameState(new ArrayList<>(locals), new ArrayList<>(stack));
    }

    void push(Value value) {
        stack.add(value);
    }

    Value pop() {
        return stack.removeLast();
    }

    Value peek() {
        return stack.getLast();
    }

    /** {@return the stack, bottom first; changes show through} */
    List<Value> stack() {
        return stack;
    }

    Value local(int slot) {
        return slot < locals.size() ? locals.get(slot) : Value.NONE;
    }

    void setLocal(int slot, Value value) {
        while (locals.size() <= slot + 1) {
            locals.add(Value.NONE);
        }
        locals.set(slot, value);
        if (value.type().isWide()) {
            locals.set(slot + 1, Value.NONE);
        }
    }

    int localCount() {
        return locals.size();
    }

    /** Replaces the pending record made at {@code site} by the value its constructor gave. */
    void complete(int site, Value value) {
        stack.replaceAll(entry -> isPending(entry, site) ? value : entry);
        locals.replaceAll(entry -> isPending(entry, site) ? value : entry);
    }

    private static boolean isPending(Value entry, int site) {
        return entry.type() instanceof ValueType.Pending pending && pending.site() == site;
    }
}
