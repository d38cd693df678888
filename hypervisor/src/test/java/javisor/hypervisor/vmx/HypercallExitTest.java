package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HypercallExitTest {
    private static final long SMAP = 0x534D_4150;
    private static final long OTHER = 0xFFFF_FFFF_0000_4321L;
    private static final int RAX = 0;
    private static final int RCX = 1;
    private static final int RDX = 2;
    private static final int RBX = 3;
    private static final int RBP = 5;

    /** As BiosCalls finds the labels of the stub: 16 bytes apart. */
    private static final int CHAIN = 0x30;

    private static final int COPY = 0x70;

    private final VmxGuest guest = new VmxGuest(CpuModel.haswell());

    HypercallExitTest() {
        GuestField.CS_SELECTOR.write(GuestMachine.STUB >>> 4);
        GuestField.CS_BASE.write(GuestMachine.STUB);
        GuestField.RIP.write(GuestMachine.STUB_CALL);
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theStubCallsByVmcall() {
        assertThat(guest.machine().memory().read(GuestMachine.STUB + GuestMachine.STUB_CALL, 3))
                .isEqualTo(0xC1_010F);
    }

    @Test
    void theMemoryMapIsToldEntryByEntry() {
        askForTheMemoryMap();
        assertThat(VmxGuest.event()).isZero();
        assertThat(guest.registers().general(RAX)).isEqualTo(SMAP);
        assertThat(guest.registers().general(RBX)).isEqualTo(1);
        assertThat(guest.registers().general(RCX)).isEqualTo(20);
        assertThat(guest.registers().general(RBP)).isEqualTo(OTHER);
        assertThat(GuestField.RIP.read()).isEqualTo(COPY);
        long buffer = GuestMachine.STUB + GuestMachine.STUB_BUFFER;
        assertThat(guest.machine().memory().read(buffer, 8)).isZero();
        assertThat(guest.machine().memory().read(buffer + 8, 8)).isEqualTo(GuestMachine.STUB);
        assertThat(guest.machine().memory().read(buffer + 16, 4)).isEqualTo(1);
    }

    @Test
    void anotherFunctionGoesOnToTheBios() {
        guest.registers().general(RAX, OTHER);
        guest.exit(ExitReason.VMCALL);
        assertThat(guest.registers().general(RAX)).isEqualTo(OTHER);
        assertThat(GuestField.RIP.read()).isEqualTo(CHAIN);
    }

    @Test
    void theCallEndsBlockingAndIsStepped() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.TF | Rflags.IF);
        GuestField.INTERRUPTIBILITY.write(1);
        askForTheMemoryMap();
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
        assertThat(GuestField.PENDING_DEBUG.read()).isEqualTo(1 << 14);
    }

    @Test
    void itWorksInVirtual8086ModeToo() {
        virtual8086Mode();
        askForTheMemoryMap();
        assertThat(guest.registers().general(RAX)).isEqualTo(SMAP);
        assertThat(GuestField.RIP.read()).isEqualTo(COPY);
    }

    @Test
    void aCallFromElsewhereIsAnInvalidOpcode() {
        GuestField.RIP.write(GuestMachine.STUB_CALL + 1);
        askForTheMemoryMap();
        refused(GuestMachine.STUB_CALL + 1);
    }

    @Test
    void aCallFromProtectedModeIsAnInvalidOpcodeEvenAtThatAddress() {
        VmxGuest.protectedMode();
        askForTheMemoryMap();
        refused(GuestMachine.STUB_CALL);
    }

    private void askForTheMemoryMap() {
        guest.registers().general(RAX, 0xE820);
        guest.registers().general(RBX, 0);
        guest.registers().general(RCX, 24);
        guest.registers().general(RDX, SMAP);
        guest.registers().general(RBP, OTHER);
        guest.exit(ExitReason.VMCALL);
    }

    private void refused(long rip) {
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.UD);
        assertThat(GuestField.RIP.read()).isEqualTo(rip);
        assertThat(guest.registers().general(RAX)).isEqualTo(0xE820);
    }

    private static void virtual8086Mode() {
        GuestField.CR0.write(Cr0.NE | Cr0.ET | Cr0.PE);
        ControlField.CR0_SHADOW.write(Cr0.ET | Cr0.PE);
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.VM);
        for (long number = GuestSegment.ES.number(); number <= GuestSegment.GS.number(); number++) {
            ResetState.segment(new GuestSegment(number), (int) (GuestMachine.STUB >>> 4), 0xF3);
        }
    }
}
