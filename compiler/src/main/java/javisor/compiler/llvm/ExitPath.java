package javisor.compiler.llvm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.MethodReference;

/**
 * The methods that a guest's exit often runs. They are compiled for speed, all others for size. What an exit runs only by way of a method
 * that is never inlined is rare: that is why it is kept apart.
 */
final class ExitPath {
    private final World world;
    private final Set<MethodReference> methods = new HashSet<>();
    private final Deque<MethodReference> pending = new ArrayDeque<>();

    ExitPath(World world) {
        this.world = world;
        world.program().exitPathRoots().forEach(this::reach);
        while (!pending.isEmpty()) {
            follow(world.function(pending.remove()));
        }
    }

    private void reach(MethodReference method) {
        Function function = world.function(method);
        boolean rare = function != null && function.inlining() == Function.Inlining.NEVER;
        if (!rare && methods.add(method)) {
            pending.add(method);
        }
    }

    private void follow(Function function) {
        if (function == null) {
            return;
        }
        for (Block block : function.blocks()) {
            for (Instruction instruction : block.instructions()) {
                switch (instruction) {
                    case Instruction.CallDirect call -> reach(call.method());
                    case Instruction.CallVirtual call ->
                        world.slots().implementations(call.method()).forEach(this::reach);
                    default -> {
                        // Calls nothing.
                    }
                }
            }
        }
    }

    /** {@return whether exits often run {@code method}} */
    boolean contains(MethodReference method) {
        return methods.contains(method);
    }
}
