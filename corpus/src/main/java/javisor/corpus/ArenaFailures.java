package javisor.corpus;

import javisor.machine.memory.BootArena;

/** Failures of the boot arena. The JVM has none, so that there is nothing to compare them with. */
final class ArenaFailures {
    private static final int BLOCK = 1000;

    private static byte[] kept = new byte[1];

    private ArenaFailures() {}

    /** Allocates once the arena is sealed. */
    static void allocateAfterSeal() {
        kept = new byte[Input.of(BLOCK)];
        Out.println(kept.length);
        BootArena.seal();
        kept = new byte[Input.of(BLOCK + 1)];
        Out.println(kept.length);
    }

    /** Allocates until nothing is left. */
    static void allocateForever() {
        for (int blocks = 0; blocks < Input.of(BLOCK); blocks++) {
            kept = new byte[Input.of(BLOCK)];
        }
        Out.println(kept.length);
    }
}
