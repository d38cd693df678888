package javisor.hypervisor.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javisor.machine.instruction.Cpu;
import javisor.simulator.CpuModel;
import javisor.simulator.IntervalTimer;
import javisor.simulator.PortDevice;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;

final class DelayTest {
    private static final long TICKS_OF_TEN_GIGAHERTZ = 10_000;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 1 << 20);

    @Test
    void theIntervalTimerEndsTheWait() {
        List<Integer> counts = new ArrayList<>();
        IntervalTimer.attach(machine, counts::add);
        assertThat(ticksOf(200)).isLessThan(TICKS_OF_TEN_GIGAHERTZ);
        assertThat(counts).containsExactly(239);
    }

    /** The port of a timer that is not there reads as ones: no output that rises. */
    @Test
    void whereTheTimersOutputIsHighFromTheStartTheTimeStampCounterEndsTheWait() {
        machine.attach(
                new PortDevice() {
                    @Override
                    public int in(int port, int size) {
                        return 0xFF;
                    }

                    @Override
                    public void out(int port, int size, int value) {}
                },
                0x61,
                1);
        assertThat(ticksOf(20)).isGreaterThanOrEqualTo(20 * TICKS_OF_TEN_GIGAHERTZ);
    }

    private static long ticksOf(int microseconds) {
        long start = Cpu.readTimeStampCounter();
        Delay.microseconds(microseconds);
        return Cpu.readTimeStampCounter() - start;
    }
}
