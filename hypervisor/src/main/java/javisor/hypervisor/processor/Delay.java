package javisor.hypervisor.processor;

import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Ports;

/**
 * Waits before the guest starts, by counter 2 of the interval timer, which nobody uses then but the loudspeaker. Where firmware has
 * switched the timer off, so that its output never changes, the time-stamp counter of an imaginary processor of 10 GHz ends the wait.
 */
final class Delay {
    private static final int COUNTER = 0x42;
    private static final int CONTROL = 0x43;
    private static final int GATE = 0x61;
    private static final int GATE_OPEN = 1;
    private static final int SPEAKER = 1 << 1;
    private static final int OUTPUT = 1 << 5;

    /** Counter 2, low byte then high byte, mode 0: the output rises when the count has run down. */
    private static final int ONE_SHOT = 0xB0;

    private static final long TICKS_PER_SECOND = 1_193_182;
    private static final int LONGEST = 50_000;
    private static final long FASTEST_PER_MICROSECOND = 10_000;

    private Delay() {}

    /** Waits for at least {@code time} microseconds, {@value #LONGEST} at most. */
    static void microseconds(int time) {
        int ticks = (int) (time * TICKS_PER_SECOND / 1_000_000) + 1;
        int gate = Ports.in8(GATE);
        Ports.out8(GATE, gate & ~(SPEAKER | GATE_OPEN));
        Ports.out8(CONTROL, ONE_SHOT);
        Ports.out8(COUNTER, ticks & 0xFF);
        Ports.out8(COUNTER, ticks >>> 8);
        Ports.out8(GATE, gate & ~SPEAKER | GATE_OPEN);
        boolean stuck = hasRunDown();
        long start = Cpu.readTimeStampCounter();
        while ((stuck || !hasRunDown()) && Cpu.readTimeStampCounter() - start < time * FASTEST_PER_MICROSECOND) {
            Cpu.pause();
        }
        Ports.out8(GATE, gate);
    }

    private static boolean hasRunDown() {
        return (Ports.in8(GATE) & OUTPUT) != 0;
    }
}
