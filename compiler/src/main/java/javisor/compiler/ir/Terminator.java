package javisor.compiler.ir;

import java.util.List;

/** How a block ends. Targets are block numbers. */
public sealed interface Terminator {

    /** {@return where in the Java source this comes from} */
    SourcePosition position();

    /** Unconditional. */
    record Goto(int target, SourcePosition position) implements Terminator {}

    /** Two-way; {@code right} null compares with zero or null. */
    record Branch(
            Condition condition, Register left, Register right, int whenTrue, int whenFalse, SourcePosition position)
            implements Terminator {}

    /** Multi-way over an INT; {@code keys} and {@code targets} run in parallel. */
    record Switch(
            Register selector, List<Integer> keys, List<Integer> targets, int defaultTarget, SourcePosition position)
            implements Terminator {}

    /** {@code value} is null for void. */
    record Return(Register value, SourcePosition position) implements Terminator {}

    /** A panic with the Throwable in {@code throwable}, null-checked. */
    record Throw(Register throwable, SourcePosition position) implements Terminator {}
}
