package javisor.simulator;

import java.util.function.IntConsumer;

/**
 * Counter 2 of a PC's interval timer, in mode 0, with the port that opens its gate and shows its output: the output is low when it is
 * looked at for the first time after a count was written, and high from then on.
 */
public final class IntervalTimer implements PortDevice {
    private static final int COUNTER = 0x42;
    private static final int GATE = 0x61;
    private static final int OUTPUT = 1 << 5;

    private final IntConsumer started;
    private int gate;
    private int low = -1;
    private boolean runDown;

    private IntervalTimer(IntConsumer started) {
        this.started = started;
    }

    /** Gives {@code machine} one that tells {@code started} of each count, in the place of the one it has. */
    public static void attach(SimulatedMachine machine, IntConsumer started) {
        IntervalTimer timer = new IntervalTimer(started);
        machine.attach(timer, COUNTER, 1);
        machine.attach(timer, GATE, 1);
    }

    @Override
    public int in(int port, int size) {
        int value = gate & ~OUTPUT | (runDown ? OUTPUT : 0);
        runDown |= port == GATE;
        return value;
    }

    @Override
    public void out(int port, int size, int value) {
        if (port == GATE) {
            gate = value;
        } else if (low < 0) {
            low = value;
        } else {
            runDown = false;
            started.accept(value << 8 | low);
            low = -1;
        }
    }
}
