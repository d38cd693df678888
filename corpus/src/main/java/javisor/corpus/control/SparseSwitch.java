package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** A switch over far numbers, the corners among them. */
public final class SparseSwitch implements Program {
    private static final int[] VALUES = {Integer.MIN_VALUE, -1000, -1, 0, 7, 1000, 1_000_000, Integer.MAX_VALUE, 8};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int value : VALUES) {
            Out.println(name(Input.of(value)));
        }
    }

    private static String name(int x) {
        return switch (x) {
            case Integer.MIN_VALUE -> "minimum";
            case -1000 -> "minus thousand";
            case -1 -> "minus one";
            case 7 -> "seven";
            case 1000, 1_000_000 -> "round";
            case Integer.MAX_VALUE -> "maximum";
            default -> "other";
        };
    }
}
