package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRegisterExitTest {
    private static final int RIP = 0x123;
    private static final int RAX = 0;
    private static final int RSP = 4;
    private static final int R13 = 13;
    private static final int CR4 = 4;
    private static final long CLTS = 2 << 4;
    private static final long FLAT = Cr0.PE | Cr0.ET;
    private static final long PAGED = FLAT | Cr0.PG;
    private static final long BUSY_TSS_16 = 0x83;

    private final VmxGuest guest = new VmxGuest(CpuModel.haswell());

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theGuestOwnsAllButTheBitsOfVmxAndSmx() {
        assertThat(ControlField.CR0_MASK.read()).isEqualTo(Cr0.NE);
        assertThat(ControlField.CR4_MASK.read()).isEqualTo(Cr4.VMXE | Cr4.SMXE);
        assertThat(ControlField.CR0_SHADOW.read() & Cr0.NE).isZero();
        assertThat(ControlField.CR4_SHADOW.read()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Cr4.VMXE, Cr4.SMXE, Cr4.VMXE | Cr4.PAE})
    void vmxeAndSmxeDoNotExist(long value) {
        VmxGuest.protectedMode();
        write(CR4, RAX, value);
        refused();
        assertThat(ControlField.CR4_SHADOW.read()).isZero();
    }

    @Test
    void neIsWhatTheGuestWroteAndTheInstructionIsExecutedAgain() {
        VmxGuest.protectedMode();
        writeCr0(FLAT | Cr0.NE);
        assertThat(VmxGuest.event()).isZero();
        assertThat(ControlField.CR0_SHADOW.read() & Cr0.NE).isEqualTo(Cr0.NE);
        assertThat(GuestField.CR0.read()).as("to be loaded by the guest itself").isEqualTo(FLAT | Cr0.NE);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
        writeCr0(FLAT);
        assertThat(ControlField.CR0_SHADOW.read() & Cr0.NE).isZero();
        assertThat(GuestField.CR0.read() & Cr0.NE)
                .as("as VMX operation demands")
                .isEqualTo(Cr0.NE);
    }

    @Test
    void executedAgainItDoesNotMeetItsBreakpointTwice() {
        writeCr0(Cr0.ET | Cr0.NE);
        assertThat(GuestField.RFLAGS.read() & Rflags.RF).isNotZero();
    }

    @Test
    void blockingByStiLastsUntilItHasBeenExecuted() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        GuestField.INTERRUPTIBILITY.write(1);
        writeCr0(Cr0.ET | Cr0.NE);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(1);
    }

    @Test
    void theValueComesFromTheRegisterTheInstructionNames() {
        guest.registers().general(R13, Cr0.ET | Cr0.NE);
        write(0, R13, Cr0.ET | Cr0.NE);
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(Cr0.ET | Cr0.NE);
        GuestField.RSP.write(Cr0.ET);
        guest.set(ExitField.QUALIFICATION, (long) RSP << 8);
        guest.exit(ExitReason.CONTROL_REGISTER);
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(Cr0.ET);
    }

    @Test
    void outside64BitModeTheHighHalfOfTheRegisterDoesNotCount() {
        VmxGuest.protectedMode();
        writeCr0(0xFFFF_FFFF_0000_0000L | FLAT | Cr0.NE);
        accepted(FLAT | Cr0.NE);
    }

    @Test
    void in64BitModeItHasToBeZero() {
        VmxGuest.longMode();
        writeCr0(0x1_0000_0000L | PAGED | Cr0.NE);
        refused();
    }

    @Test
    void pagingNeedsProtectionAndNotWriteThroughNeedsCachesOff() {
        VmxGuest.protectedMode();
        writeCr0(Cr0.PG | Cr0.ET | Cr0.NE);
        refused();
        writeCr0(FLAT | Cr0.NW | Cr0.NE);
        refused();
        writeCr0(FLAT | Cr0.NW | Cr0.CD | Cr0.NE);
        accepted(FLAT | Cr0.NW | Cr0.CD | Cr0.NE);
    }

    @Test
    void pagingCannotEndIn64BitMode() {
        VmxGuest.longMode();
        writeCr0(FLAT | Cr0.NE);
        refused();
        GuestField.CS_ACCESS_RIGHTS.write(0xC09B);
        writeCr0(FLAT | Cr0.NE);
        accepted(FLAT | Cr0.NE);
    }

    @Test
    void pagingCannotEndWhileThereAreProcessContextIdentifiers() {
        VmxGuest.longMode();
        GuestField.CS_ACCESS_RIGHTS.write(0xC09B);
        GuestField.CR4.write(Cr4.VMXE | Cr4.PAE | Cr4.PCIDE);
        writeCr0(FLAT | Cr0.NE);
        refused();
    }

    @Test
    void longModeNeedsPaeA32BitCodeSegmentAndA32BitTask() {
        VmxGuest.protectedMode();
        GuestField.EFER.write(Efer.LME);
        writeCr0(PAGED | Cr0.NE);
        refused();
        GuestField.CR4.write(Cr4.VMXE | Cr4.PAE);
        GuestField.CS_ACCESS_RIGHTS.write(0xA09B);
        writeCr0(PAGED | Cr0.NE);
        refused();
        GuestField.CS_ACCESS_RIGHTS.write(0xC09B);
        GuestField.TR_ACCESS_RIGHTS.write(BUSY_TSS_16);
        writeCr0(PAGED | Cr0.NE);
        refused();
        GuestField.TR_ACCESS_RIGHTS.write(0x8B);
        writeCr0(PAGED | Cr0.NE);
        accepted(PAGED | Cr0.NE);
    }

    @Test
    void pagingOutsideLongModeNeedsNoneOfThat() {
        VmxGuest.protectedMode();
        GuestField.TR_ACCESS_RIGHTS.write(BUSY_TSS_16);
        writeCr0(PAGED | Cr0.NE);
        accepted(PAGED | Cr0.NE);
    }

    @Test
    void withinLongModeNothingIsEntered() {
        VmxGuest.longMode();
        writeCr0(PAGED | Cr0.NE);
        accepted(PAGED | Cr0.NE);
    }

    @Test
    void writeProtectionStaysWhileCetIsOn() {
        CpuModel model = CpuModel.haswell();
        VmxGuest enforcing =
                new VmxGuest(model.with(model.vmx().with(0x489, model.vmx().register(0x489) | Cr4.CET)));
        VmxGuest.protectedMode();
        GuestField.CR0.write(FLAT | Cr0.NE | Cr0.WP);
        GuestField.CR4.write(Cr4.VMXE | Cr4.CET);
        enforcing.registers().general(RAX, FLAT | Cr0.NE);
        enforcing.set(ExitField.QUALIFICATION, 0);
        enforcing.exit(ExitReason.CONTROL_REGISTER);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
    }

    @Test
    void anotherAccessIsAPanic() {
        for (long qualification : new long[] {3, 8, 0x10, CLTS, 0x30}) {
            assertThatThrownBy(() -> {
                        guest.set(ExitField.QUALIFICATION, qualification);
                        guest.exit(ExitReason.CONTROL_REGISTER);
                    })
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not ask for");
        }
    }

    private void writeCr0(long value) {
        write(0, RAX, value);
    }

    private void write(int controlRegister, int from, long value) {
        guest.registers().general(from, value);
        guest.set(ExitField.QUALIFICATION, (long) from << 8 | controlRegister);
        guest.exit(ExitReason.CONTROL_REGISTER);
    }

    private void accepted(long shadow) {
        assertThat(VmxGuest.event()).isZero();
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(shadow);
        ControlField.CR0_SHADOW.write(Cr0.ET);
    }

    private void refused() {
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
        assertThat(ControlField.CR0_SHADOW.read()).as("what CR0 reads as").isEqualTo(Cr0.ET);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
    }
}
