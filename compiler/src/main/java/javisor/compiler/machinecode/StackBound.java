package javisor.compiler.machinecode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most stack a function and all it calls can need, from the finished code: each function's pushes and its subtraction from RSP,
 * summed along the deepest path of calls. A call through a dispatch table is followed to every method that stands in that slot of
 * any table.
 *
 * <p>The panic path is part of the bound. Recursion on the exit path has been refused before, so a path visits each function once; what
 * looks like a cycle here runs through a panic within a panic, or through one object's method that calls another's. All functions of a cycle
 * (a strongly connected component, found by Tarjan's algorithm) are therefore counted once each, whatever way leads through them.
 */
public final class StackBound {
    private static final Pattern SUBTRACTION = Pattern.compile("sub[qlwb]? \\$(\\d+), %rsp");
    private static final Pattern THROUGH_SLOT = Pattern.compile("callq \\*(\\d*)\\(%\\w+\\)");
    private static final int SLOT_BYTES = 8;

    private final ImageCode code;
    private final Map<Integer, Set<String>> slots;
    private final Map<Long, Integer> bounds = new HashMap<>();
    private final Map<Long, Integer> order = new HashMap<>();
    private final Map<Long, Integer> earliest = new HashMap<>();
    private final Deque<Long> open = new ArrayDeque<>();

    /**
     * Bounds for one image.
     *
     * @param slots by offset of a dispatch slot in type descriptors, the symbols of all methods that stand there
     */
    public StackBound(ImageCode code, Map<Integer, Set<String>> slots) {
        this.code = code;
        this.slots = slots;
    }

    /** {@return the most bytes below the stack pointer of a caller of the function at {@code address}, return address included} */
    public int bytes(long address) {
        if (!order.containsKey(address)) {
            visit(address);
        }
        return bounds.get(address);
    }

    private void visit(long address) {
        int number = order.size();
        order.put(address, number);
        earliest.put(address, number);
        open.push(address);
        for (long target : callees(address)) {
            if (!order.containsKey(target)) {
                visit(target);
                earliest.merge(address, earliest.get(target), Math::min);
            } else if (!bounds.containsKey(target)) {
                earliest.merge(address, order.get(target), Math::min);
            }
        }
        if (earliest.get(address) == number) {
            close(address);
        }
    }

    /** Bounds the cycle that was entered at {@code address}; all it calls outside of itself has been bounded. */
    private void close(long address) {
        List<Long> cycle = new ArrayList<>();
        do {
            cycle.add(open.pop());
        } while (cycle.getLast() != address);
        int frames = 0;
        int deepest = 0;
        for (long member : cycle) {
            frames += frame(member);
            for (long target : callees(member)) {
                deepest = Math.max(deepest, bounds.getOrDefault(target, 0));
            }
        }
        int bound = frames + deepest;
        cycle.forEach(member -> bounds.put(member, bound));
    }

    private int frame(long address) {
        int frame = SLOT_BYTES;
        for (MachineInstruction instruction : code.instructions(address)) {
            Matcher subtraction = SUBTRACTION.matcher(instruction.text());
            if (instruction.text().startsWith("push")) {
                frame += SLOT_BYTES;
            } else if (subtraction.matches()) {
                frame += Integer.parseInt(subtraction.group(1));
            }
        }
        return frame;
    }

    private Set<Long> callees(long address) {
        Set<Long> callees = new LinkedHashSet<>();
        for (MachineInstruction instruction : code.instructions(address)) {
            callees.addAll(targets(instruction));
        }
        return callees;
    }

    private List<Long> targets(MachineInstruction instruction) {
        List<Long> targets = new ArrayList<>();
        if (instruction.callTarget() != 0) {
            targets.add(instruction.callTarget());
        } else if (instruction.isIndirectCall()) {
            Matcher slot = THROUGH_SLOT.matcher(instruction.text());
            if (slot.matches()) {
                int offset = slot.group(1).isEmpty() ? 0 : Integer.parseInt(slot.group(1));
                slots.getOrDefault(offset, Set.of())
                        .forEach(symbol -> code.address(symbol).ifPresent(targets::add));
            } else {
                slots.values()
                        .forEach(all ->
                                all.forEach(symbol -> code.address(symbol).ifPresent(targets::add)));
            }
        }
        return targets;
    }
}
