package javisor.compiler.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.SourcePosition;

/**
 * Checks the regime of the exit path: nothing reachable from a {@code @NoAllocation} method allocates or recurses. Throwing does not
 * count as allocating, because each exception class has its one instance.
 */
public final class ExitPathCheck {
    private final Map<MethodReference, Function> functions = new LinkedHashMap<>();
    private final java.util.function.Function<MethodReference, Collection<MethodReference>> virtualTargets;
    private final Predicate<String> isThrowable;
    private final Problems problems;
    private final Set<MethodReference> done = new LinkedHashSet<>();
    private final List<Call> path = new ArrayList<>();

    private record Call(MethodReference target, SourcePosition position) {}

    /**
     * @param virtualTargets what a virtual call may run
     * @param isThrowable whether a type is an exception
     */
    public ExitPathCheck(
            List<Function> functions,
            java.util.function.Function<MethodReference, Collection<MethodReference>> virtualTargets,
            Predicate<String> isThrowable,
            Problems problems) {
        functions.forEach(function -> this.functions.put(function.method(), function));
        this.virtualTargets = virtualTargets;
        this.isThrowable = isThrowable;
        this.problems = problems;
    }

    /** Checks everything reachable from {@code root}. */
    public void check(MethodReference root) {
        path.clear();
        visit(new Call(root, null));
    }

    private void visit(Call call) {
        Function function = functions.get(call.target());
        int before = indexOf(call.target());
        if (before >= 0) {
            reportRecursion(call, before);
            return;
        }
        if (function == null || !done.add(call.target())) {
            return;
        }
        path.add(call);
        for (Block block : function.blocks()) {
            block.instructions().forEach(this::visit);
        }
        path.removeLast();
    }

    private int indexOf(MethodReference method) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).target().equals(method)) {
                return i;
            }
        }
        return -1;
    }

    private void visit(Instruction instruction) {
        switch (instruction) {
            case Instruction.CallDirect call -> visit(new Call(call.method(), call.position()));
            case Instruction.CallVirtual call ->
                virtualTargets.apply(call.method()).forEach(target -> visit(new Call(target, call.position())));
            case Instruction.New creation
            when !isThrowable.test(creation.type()) ->
                reportAllocation("an object of " + creation.type().replace('/', '.'), creation.position());
            case Instruction.NewArray creation ->
                reportAllocation("an array (" + creation.arrayType().replace('/', '.') + ")", creation.position());
            default -> {}
        }
    }

    private void reportAllocation(String what, SourcePosition position) {
        problems.report(
                text(position),
                name(path.getLast().target()) + " allocates " + what
                        + ", but is reachable from the @NoAllocation method "
                        + name(path.getFirst().target()),
                steps(path),
                "make it when the image is built or at boot and keep it in a field; return several values by filling a preallocated "
                        + "object");
    }

    private void reportRecursion(Call call, int before) {
        List<Call> cycle = new ArrayList<>(path.subList(0, path.size()));
        cycle.add(call);
        problems.report(
                text(call.position()),
                name(call.target()) + " calls itself"
                        + (before == path.size() - 1
                                ? ""
                                : " through " + name(path.getLast().target()))
                        + ", but is reachable from the @NoAllocation method "
                        + name(path.getFirst().target()),
                steps(cycle),
                "write a loop, so that the depth of the stack is known when the image is built");
    }

    private static String steps(List<Call> calls) {
        StringBuilder text = new StringBuilder();
        for (Call call : calls) {
            if (call.position() != null) {
                text.append(" (").append(text(call.position())).append(") -> ");
            }
            text.append(name(call.target()));
        }
        return text.toString();
    }

    private static String name(MethodReference method) {
        return method.owner().substring(method.owner().lastIndexOf('/') + 1) + "." + method.name();
    }

    private static String text(SourcePosition position) {
        return position.file() + ":" + position.line();
    }
}
