package javisor.compiler.machinecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
 * <p>The panic path is part of the bound. Recursion on the exit path has been refused before; a cycle found here runs through a panic
 * within a panic, or through a slot that two methods share, and is cut.
 */
public final class StackBound {
    private static final Pattern SUBTRACTION = Pattern.compile("sub[qlwb]? \\$(\\d+), %rsp");
    private static final Pattern THROUGH_SLOT = Pattern.compile("callq \\*(\\d*)\\(%\\w+\\)");
    private static final int SLOT_BYTES = 8;

    private final ImageCode code;
    private final Map<Integer, Set<String>> slots;
    private final Map<Long, Integer> known = new HashMap<>();
    private final Set<Long> active = new HashSet<>();

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
        Integer before = known.get(address);
        if (before != null) {
            return before;
        }
        if (!active.add(address)) {
            return 0;
        }
        int frame = SLOT_BYTES;
        int deepest = 0;
        for (MachineInstruction instruction : code.instructions(address)) {
            Matcher subtraction = SUBTRACTION.matcher(instruction.text());
            if (instruction.text().startsWith("push")) {
                frame += SLOT_BYTES;
            } else if (subtraction.matches()) {
                frame += Integer.parseInt(subtraction.group(1));
            }
            for (long target : targets(instruction)) {
                deepest = Math.max(deepest, bytes(target));
            }
        }
        active.remove(address);
        known.put(address, frame + deepest);
        return frame + deepest;
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
