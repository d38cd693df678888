package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.log.Log;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
class VmxExitTest {
    private static final int RIP = 0x123;
    private static final int RDX = 2;
    private static final long NMI = 0x8000_0202L;
    private static final int IN_ENCLAVE = 1 << 27;
    private static final long BLOCKING_BY_STI = 1;
    private static final long BLOCKING_BY_NMI = 8;
    private static final long HALTED = 1;

    private final VmxGuest guest;

    VmxExitTest(CpuModel model) {
        guest = new VmxGuest(model);
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 19, 20, 21, 22, 23, 24, 25, 26, 27, 50, 53, 59, 76, 77})
    void instructionsOfVmxAndSmxAreInvalidOpcodes(int reason) {
        VmxGuest.protectedMode();
        guest.exit(reason);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.UD);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
    }

    @Test
    void aFaultMeetsNoBreakpointOnTheSameInstructionAgain() {
        guest.exit(ExitReason.VMXON);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED | Rflags.RF);
    }

    @Test
    void invdWritesBackFirst() {
        guest.exit(ExitReason.INVD);
        assertThat(guest.instructions()).contains("WBINVD").doesNotContain("INVD");
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 2);
    }

    @Test
    void xsetbvLoadsXcr0() {
        guest.registers().general(1, 0xFFFF_FFFF_0000_0000L);
        guest.registers().general(RDX, 0xFFFF_FFFF_0000_0001L);
        guest.registers().general(0, 0xFFFF_FFFF_0000_0007L);
        guest.exit(ExitReason.XSETBV);
        assertThat(guest.machine().execute("XGETBV", 0)).isEqualTo(0x1_0000_0007L);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 2);
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void xsetbvOfAnotherRegisterFaults() {
        VmxGuest.longMode();
        guest.registers().general(1, 1);
        guest.registers().general(0, 7);
        guest.exit(ExitReason.XSETBV);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
        assertThat(guest.instructions()).doesNotContain("XSETBV");
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
    }

    @Test
    void anNmiWaitsForItsWindow() {
        GuestField.INTERRUPTIBILITY.write(BLOCKING_BY_NMI);
        guest.set(ExitField.INTERRUPTION, NMI);
        guest.exit(ExitReason.EXCEPTION_OR_NMI);
        assertThat(VmxGuest.event()).isZero();
        assertThat(ControlField.PROCESSOR_BASED.read())
                .isEqualTo(guest.processor().primaryControls() | Controls.NMI_WINDOW_EXITING);
        assertThat(guest.instructions()).as("NMIs are not blocked any more").contains("IRETQ");
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(BLOCKING_BY_NMI);
    }

    @Test
    void inItsWindowTheNmiIsDelivered() {
        guest.processor().requestNmiWindow();
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(ControlField.PROCESSOR_BASED.read())
                .isEqualTo(guest.processor().primaryControls());
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
    }

    @Test
    void theWindowMayOpenBehindSti() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        GuestField.INTERRUPTIBILITY.write(BLOCKING_BY_STI);
        guest.processor().requestNmiWindow();
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
    }

    @Test
    void anNmiWakesAHaltedGuest() {
        GuestField.ACTIVITY.write(HALTED);
        guest.processor().requestNmiWindow();
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(GuestField.ACTIVITY.read()).isEqualTo(HALTED);
    }

    @Test
    void anExitThatInterruptsAnEnclaveIsStillThatExit() {
        guest.set(ExitField.INTERRUPTION, NMI);
        guest.exit(ExitReason.EXCEPTION_OR_NMI | IN_ENCLAVE);
        assertThat(ControlField.PROCESSOR_BASED.read() & Controls.NMI_WINDOW_EXITING)
                .isNotZero();
    }

    @Test
    void anNmiInRootOperationAsksForAWindow() {
        NmiWindow.openFor(guest.processor());
        HostVirtual controls = new HostVirtual(VmxGuest.NMI_CONTROLS);
        assertThat(controls.readLong(0)).isEqualTo(guest.processor().primaryControls() | Controls.NMI_WINDOW_EXITING);
    }

    @Test
    void anExceptionNobodyAskedForIsAPanic() {
        guest.set(ExitField.INTERRUPTION, 0x8000_0306L);
        assertThatThrownBy(() -> guest.exit(ExitReason.EXCEPTION_OR_NMI))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an exception that Javisor did not ask for");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 7, 12, 14, 17, 30, 36, 52, 54, 62, 99})
    void anExitNobodyAskedForIsAPanic(int reason) {
        assertThatThrownBy(() -> guest.exit(reason))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("an exit that Javisor did not ask for");
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 34})
    void aRefusedEntryIsAPanic(int reason) {
        assertThatThrownBy(() -> guest.exit(reason | ExitReason.ENTRY_FAILURE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void aMachineCheckAtTheEntryIsTheGuests() {
        GuestField.CR4.write(Cr4.VMXE | Cr4.MCE);
        guest.exit(ExitReason.MACHINE_CHECK_AT_ENTRY | ExitReason.ENTRY_FAILURE);
        assertThat(VmxGuest.event()).isEqualTo(0x8000_0312L);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED);
    }

    @Test
    void theSummaryOfAPanicHasTheExitAndTheGuestsRegisters() {
        guest.set(ExitField.REASON, 33 | ExitReason.ENTRY_FAILURE);
        guest.set(ExitField.QUALIFICATION, 0x1234);
        Log.open();
        guest.processor().print(Log.console());
        Log.drain();
        assertThat(guest.machine().com1().sent())
                .contains("last exit 33 (invalid guest state, entry failed) qualification 0x1234")
                .contains("cs:rip 0x800:0x123")
                .contains("cr0 0x" + Long.toHexString(Cr0.NE | Cr0.ET));
    }
}
