package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.processor.Signals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** NMIs with AMD-V: Javisor's own has the processor look, any other is the guest's. */
final class NmiExitTest {
    private final SvmProcessors processors = new SvmProcessors(2, true, false);
    private final SvmProcessor processor = processors.get(1);

    @BeforeEach
    void bothRun() {
        processors.start(1, 0x9A);
        processors.machine().processor(1).when("STGI, CLGI", () -> {
            int taken = processor.signals().base().readInt(Signals.TAKEN);
            processor.signals().base().writeInt(Signals.TAKEN, taken + 1);
        });
    }

    @Test
    void anNmiThatNobodyHereHasSentIsTheGuests() {
        processor.control().interruptShadow(1);
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).isEqualTo(EventInjection.NON_MASKABLE);
        assertThat(processor.exits().counted(6)).isOne();
    }

    @Test
    void oneOfJavisorsOwnDoesNotReachTheGuest() {
        processor.signals().kick();
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).isZero();
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).as("the next one").isEqualTo(EventInjection.NON_MASKABLE);
    }

    @Test
    void bothAtOnceAreTwo() {
        processor.signals().kick();
        processor.signals().base().writeInt(Signals.TAKEN, 1);
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).isEqualTo(EventInjection.NON_MASKABLE);
    }

    /** An injected NMI does not block others (AMD APM vol. 2, 15.20). */
    @Test
    void aSecondOneWaitsForTheEndOfTheFirstOnesHandler() {
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().interceptInstructions() & Intercept.IRET).isNotZero();
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).as("in the handler").isZero();
        processors.exit(1, ExitCode.IRET);
        assertThat(processor.control().interceptInstructions() & Intercept.IRET).isZero();
        assertThat(processor.control().interruptShadow()).isEqualTo(1);
        assertThat(processors.commands(1)).as("to itself").endsWith(1L << 56 | 0x4400);
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).isEqualTo(EventInjection.NON_MASKABLE);
    }

    @Test
    void theEndOfAHandlerAloneBringsNoOther() {
        processors.exit(1, ExitCode.NMI);
        int before = processors.commands(1).size();
        processors.exit(1, ExitCode.IRET);
        assertThat(processor.control().eventInjection()).isZero();
        assertThat(processors.commands(1)).hasSize(before);
    }

    @Test
    void afterAnInitNoneIsBlocked() {
        processors.exit(1, ExitCode.NMI);
        processors.meanwhile(1, () -> processors.on(0).follow());
        assertThatThrownBy(() -> processors.exit(1, ExitCode.INIT)).isInstanceOf(SvmProcessors.Parked.class);
        processors.start(1, 0x9A);
        assertThat(processor.control().interceptInstructions() & Intercept.IRET).isZero();
        assertThat(processor.nmisMasked()).isFalse();
    }

    /** The exception it is redirected to is taken with the NMI that has exited. */
    @Test
    void anInitThatComesWithAnNmiIsNotForgotten() {
        processors.machine().processor(1).when("STGI, CLGI", () -> {
            processor.signals().base().writeInt(Signals.TAKEN, 1);
            processor.signals().base().writeInt(Signals.INIT_TAKEN, 1);
        });
        processors.meanwhile(1, () -> processors.on(0).follow());
        assertThatThrownBy(() -> processors.exit(1, ExitCode.NMI)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(processor.signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processors.pageIsTrapped()).isTrue();
    }

    @Test
    void theInstructionIsNotSkipped() {
        processor.state().rip(0x777);
        processor.control().nextRip(0x779);
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.state().rip()).isEqualTo(0x777);
    }

    @Test
    void whatWasLeftIsFollowed() {
        processor.signals().flushed(-7);
        processor.control().tlbControl(0);
        processor.signals().kick();
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().tlbControl()).isEqualTo(3);
        processor.signals().state(Signals.INIT_PENDING);
        processor.signals().kick();
        assertThatThrownBy(() -> processors.exit(1, ExitCode.NMI)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(processor.signals().state()).isEqualTo(Signals.WAITING);
    }

    @Test
    void aGuestThatStartsAnewDoesNotGetTheNmiOfTheOneBefore() {
        processor.signals().state(Signals.STARTING | 0x12);
        processors.exit(1, ExitCode.NMI);
        assertThat(processor.control().eventInjection()).isZero();
        assertThat(processor.state().cs().selector()).isEqualTo(0x1200);
    }
}
