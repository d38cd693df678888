package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.panic.LastWord;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.simulator.CpuModel;
import javisor.simulator.MachineHalted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whose an NMI is, with VT-x, and what becomes of it. What the NMI handler does, in assembly, a test does here: it counts, and writes the
 * controls of a kick or of another NMI to the VMCS.
 */
@ParameterizedClass
@MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
class NmiWindowTest {
    private static final long NMI = 0x8000_0202L;
    private static final long BLOCKING_BY_NMI = 8;
    private static final int STALE = -7;

    private final VmxGuest guest;
    private final VmxProcessor processor;
    private final Signals signals;

    NmiWindowTest(CpuModel model) {
        guest = new VmxGuest(model);
        processor = guest.processor();
        signals = processor.signals();
        NmiWindow.openFor(processor);
        signals.flushed(STALE);
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void aKickWhileTheGuestRunsIsFollowedAndDoesNotReachIt() {
        signals.kick();
        exitForNmi();
        assertFollowed();
        assertThat(controls()).isEqualTo(processor.primaryControls());
        assertThat(processor.nmiWaits()).isFalse();
        assertThat(signals.takeKick()).as("still under way").isFalse();
        assertThat(guest.instructions()).endsWith("IRETQ");
    }

    @Test
    void anNmiWhileNoKickIsUnderWayIsTheGuests() {
        exitForNmi();
        assertThat(controls()).isEqualTo(processor.primaryControls() | Controls.NMI_WINDOW_EXITING);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(controls()).isEqualTo(processor.primaryControls());
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).as("once").isZero();
    }

    @Test
    void aKickInResidentCodeIsFollowedBeforeTheGuestsNextInstruction() {
        signals.kick();
        strike(Signals.KICK_CONTROLS);
        GuestField.INTERRUPTIBILITY.write(BLOCKING_BY_NMI);
        guest.exit(ExitReason.MONITOR_TRAP);
        assertFollowed();
        assertThat(controls()).isEqualTo(processor.primaryControls());
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(BLOCKING_BY_NMI);
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void whereThereIsNoMonitorTrapAKickIsFollowedInTheNmiWindow() {
        signals.kick();
        strike(Signals.KICK_CONTROLS);
        guest.exit(ExitReason.NMI_WINDOW);
        assertFollowed();
        assertThat(VmxGuest.event()).isZero();
        assertThat(controls()).isEqualTo(processor.primaryControls());
    }

    @Test
    void theControlsOfAKickHaveTheMonitorTrapWhereTheProcessorHasIt() {
        long all = processor.primaryControls() | Controls.NMI_WINDOW_EXITING;
        assertThat(signals.base().readLong(Signals.NMI_CONTROLS)).isEqualTo(all);
        assertThat(signals.base().readLong(Signals.KICK_CONTROLS))
                .isEqualTo(all | new VmxFeatures().monitorTrap())
                .isEqualTo(processor.kickControls());
    }

    @Test
    void theGuestsNmiBesideAKickInResidentCodeIsDelivered() {
        signals.kick();
        strike(Signals.KICK_CONTROLS);
        strike(Signals.KICK_CONTROLS);
        guest.exit(ExitReason.MONITOR_TRAP);
        assertFollowed();
        assertThat(VmxGuest.event()).isZero();
        assertThat(controls()).isEqualTo(processor.primaryControls() | Controls.NMI_WINDOW_EXITING);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
    }

    @Test
    void anNmiTakenInResidentCodeIsDeliveredInTheWindow() {
        strike(Signals.NMI_CONTROLS);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(controls()).isEqualTo(processor.primaryControls());
    }

    /** As by a processor, that holds one NMI back and no more. */
    @Test
    void twoOfTheGuestsNmisWhileTheyAreHeldBackAreOne() {
        strike(Signals.NMI_CONTROLS);
        strike(Signals.NMI_CONTROLS);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void theGuestsNmiThatWaitsOutlastsAKick() {
        exitForNmi();
        signals.kick();
        exitForNmi();
        assertFollowed();
        assertThat(controls() & Controls.NMI_WINDOW_EXITING).isNotZero();
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
    }

    /** The one that exits is taken for the kick, and the one in resident code for the guest's: there is one of each. */
    @Test
    void theGuestsNmiThatExitsBeforeAKickInResidentCodeIsLookedAtIsDelivered() {
        signals.kick();
        strike(Signals.KICK_CONTROLS);
        exitForNmi();
        assertFollowed();
        guest.exit(ExitReason.MONITOR_TRAP);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(controls()).isEqualTo(processor.primaryControls());
    }

    @Test
    void closedTheHandlerHasNothingToWrite() {
        NmiWindow.close(processor);
        assertThat(signals.base().readLong(Signals.NMI_CONTROLS)).isZero();
        assertThat(signals.base().readLong(Signals.KICK_CONTROLS)).isZero();
    }

    @Test
    void whoIsInterruptedByAPanicElsewhereStops() {
        LastWord.take(5);
        assertThatThrownBy(this::exitForNmi).isInstanceOf(MachineHalted.class);
        assertThat(signals.flushed()).isEqualTo(STALE);
    }

    private void exitForNmi() {
        guest.set(ExitField.INTERRUPTION, NMI);
        guest.exit(ExitReason.EXCEPTION_OR_NMI);
    }

    /** An NMI in resident code. */
    private void strike(int controls) {
        signals.base().writeInt(Signals.TAKEN, signals.base().readInt(Signals.TAKEN) + 1);
        ControlField.PROCESSOR_BASED.write(signals.base().readLong(controls));
    }

    private void assertFollowed() {
        assertThat(signals.flushed()).isNotEqualTo(STALE);
        assertThat(guest.instructions()).contains("INVEPT");
    }

    private static long controls() {
        return ControlField.PROCESSOR_BASED.read();
    }
}
