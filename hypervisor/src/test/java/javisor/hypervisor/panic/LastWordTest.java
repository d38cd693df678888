package javisor.hypervisor.panic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.List;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.log.Log;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.simulator.CpuModel;
import javisor.simulator.MachineHalted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of several processors that panic one prints, and the others stop. */
final class LastWordTest {
    private static final long NMI_TO_OTHERS = 0xC_4400;
    private static final long TRACE_TABLE = 0xFFFF_FFFF_8000_0000L + 0x6000;

    private GuestMachine machine = machine(3);

    @BeforeEach
    void firstPanic() throws ReflectiveOperationException {
        Field depth = Panic.class.getDeclaredField("depth");
        depth.setAccessible(true);
        depth.setInt(null, 0);
    }

    @AfterEach
    void nobodyElseRunsAnyMore() {
        Panic.guests(new GuestSummary[0]);
    }

    @Test
    void nobodyHasItAtFirst() {
        assertThat(LastWord.taken()).isFalse();
        LastWord.take(1);
        assertThat(LastWord.taken()).isTrue();
    }

    @Test
    void theFirstStopsTheOthersByAnNmiAndGoesOn() {
        machine.on(1);
        LastWord.take(1);
        assertThat(commands(1)).containsExactly(NMI_TO_OTHERS);
    }

    @Test
    void whoHasItMayTakeItAgainWithoutAnotherNmi() {
        machine.on(1);
        LastWord.take(1);
        LastWord.take(1);
        assertThat(commands(1)).hasSize(1);
    }

    @Test
    void anyOtherStops() {
        machine.on(1);
        LastWord.take(1);
        for (int other : new int[] {0, 2}) {
            machine.on(other);
            assertThatThrownBy(() -> LastWord.take(other)).isInstanceOf(MachineHalted.class);
            assertThat(commands(other)).isEmpty();
        }
    }

    @Test
    void aProcessorAloneInterruptsNobody() {
        machine = machine(1);
        LastWord.take(0);
        assertThat(commands(0)).isEmpty();
    }

    @Test
    void theFirstThatPanicsReportsItselfAndItsGuestAndTheOthersSayNothing() {
        assertThatThrownBy(() -> panic(2, "first")).isInstanceOf(MachineHalted.class);
        String report = serial();
        assertThat(report)
                .contains("PANIC: java.lang.IllegalStateException: first\n")
                .contains("processor 2 of 3\n")
                .contains("guest of processor 2\n")
                .doesNotContain("guest of processor 0")
                .contains("Javisor has stopped.");
        assertThatThrownBy(() -> panic(0, "second")).isInstanceOf(MachineHalted.class);
        assertThatThrownBy(() -> exception(1)).isInstanceOf(MachineHalted.class);
        assertThat(serial()).isEqualTo(report);
        assertThat(commands(2)).containsExactly(NMI_TO_OTHERS);
        assertThat(commands(0)).isEmpty();
        assertThat(commands(1)).isEmpty();
    }

    @Test
    void aPanicInsideItsOwnReportIsStillReported() {
        assertThatThrownBy(() -> panic(2, "first")).isInstanceOf(MachineHalted.class);
        assertThatThrownBy(() -> exception(2)).isInstanceOf(MachineHalted.class);
        assertThat(serial()).contains("PANIC while reporting a panic");
    }

    @Test
    void whoHasNoGuestYetReportsWithoutOne() {
        Panic.guests(new GuestSummary[3]);
        assertThatThrownBy(() -> panic(1, "early")).isInstanceOf(MachineHalted.class);
        assertThat(serial()).contains("early").contains("processor 1 of 3\n").contains("Javisor has stopped.");
    }

    private void panic(int processor, String message) {
        machine.on(processor);
        Panic.panic(new IllegalStateException(message), new HostVirtual(0), new HostVirtual(TRACE_TABLE));
    }

    private void exception(int processor) {
        machine.on(processor);
        ExceptionFrame frame = new ExceptionFrame(new HostPhysical(0x9000).toVirtual());
        frame.base().writeLong(ExceptionFrame.VECTOR, 13);
        Panic.exception(frame);
    }

    private List<Long> commands(int processor) {
        return machine.processor(processor).localApic().commands();
    }

    private String serial() {
        return machine.machine().com1().sent().replace("\r", "");
    }

    private static GuestMachine machine(int count) {
        GuestMachine machine = new GuestMachine(CpuModel.epyc(), "", count);
        for (String symbol : List.of(
                "javisor_trace_table",
                "javisor_stack_guard",
                "javisor_stack_top",
                "javisor_fault_stack_guard",
                "javisor_fault_stack_top",
                "javisor_guarded_rdmsr_instruction",
                "javisor_guarded_wrmsr_instruction",
                "javisor_guarded_xsetbv_instruction",
                "javisor_guarded_fault")) {
            machine.machine().symbol(symbol, TRACE_TABLE);
        }
        GuestSummary[] guests = new GuestSummary[count];
        for (int i = 0; i < count; i++) {
            int number = i;
            guests[i] = console ->
                    console.print("guest of processor ").decimal(number).println();
        }
        Panic.guests(guests);
        Log.open();
        LastWord.othersRun(count > 1);
        return machine;
    }
}
