package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine.Instruction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The state of table 10-1 of Intel SDM vol. 3, after an INIT in 64-bit mode. */
@ParameterizedClass
@MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
class InitExitTest {
    private static final int RDX = 2;
    private static final int RSP = 4;

    private final VmxGuest guest;

    InitExitTest(CpuModel model) {
        guest = new VmxGuest(model);
        VmxGuest.longMode();
        GuestField.CR0.write(GuestField.CR0.read() | Cr0.CD | Cr0.WP | Cr0.TS);
        ControlField.CR0_SHADOW.write(Cr0.NE);
        GuestField.CR3.write(0x12_3000);
        GuestField.RIP.write(0xFFFF_8000_1234_5678L);
        GuestField.RSP.write(0x7FFF_FFFF_F000L);
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF | Rflags.TF);
        GuestField.GDTR_BASE.write(0x1000);
        GuestField.GDTR_LIMIT.write(0x7F);
        GuestField.IDTR_BASE.write(0x2000);
        GuestField.IDTR_LIMIT.write(0xFFF);
        GuestField.DR7.write(0x401);
        GuestField.INTERRUPTIBILITY.write(8);
        GuestField.ACTIVITY.write(1);
        GuestField.PENDING_DEBUG.write(1 << 14);
        GuestField.SYSENTER_CS.write(0x10);
        GuestField.PAT.write(0x0006_0606_0006_0606L);
        guest.machine().writeControlRegister(2, 0xDEAD);
        guest.machine().execute("MOV to DR6", 0xFFFF_4FF3L);
        for (int i = 0; i < 16; i++) {
            if (i != RSP) {
                guest.registers().general(i, 0x1111 * i);
            }
        }
        guest.exit(ExitReason.INIT);
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theProcessorIsAtTheResetVector() {
        assertThat(GuestField.CS_SELECTOR.read()).isEqualTo(0xF000);
        assertThat(GuestField.CS_BASE.read()).isEqualTo(0xFFFF_0000L);
        assertThat(GuestField.CS_LIMIT.read()).isEqualTo(0xFFFF);
        assertThat(GuestField.CS_ACCESS_RIGHTS.read()).isEqualTo(0x9B);
        assertThat(GuestField.RIP.read()).isEqualTo(0xFFF0);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED);
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
        assertThat(GuestField.PENDING_DEBUG.read()).isZero();
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void theGeneralRegistersAreZeroButForTheSignatureInEdx() {
        for (int i = 0; i < 16; i++) {
            if (i != RSP) {
                long expected = i == RDX ? guest.machine().model().cpuid(1, 0)[0] : 0;
                assertThat(guest.registers().general(i)).as("register %d", i).isEqualTo(expected);
            }
        }
        assertThat(GuestField.RSP.read()).isZero();
    }

    @Test
    void controlRegistersKeepNothingButTheCaching() {
        assertThat(GuestField.CR0.read()).isEqualTo(Cr0.CD | Cr0.ET | Cr0.NE);
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(Cr0.CD | Cr0.ET);
        assertThat(GuestField.CR3.read()).isZero();
        assertThat(GuestField.CR4.read()).isEqualTo(Cr4.VMXE);
        assertThat(ControlField.CR4_SHADOW.read()).isZero();
        assertThat(GuestField.EFER.read()).isZero();
        assertThat(ControlField.ENTRY.read() & Controls.IA_32E_MODE_GUEST).isZero();
        assertThat(guest.machine().readControlRegister(2)).isZero();
    }

    @Test
    void debugRegistersAreReset() {
        assertThat(GuestField.DR7.read()).isEqualTo(0x400);
        assertThat(guest.machine().execute("MOV from DR6", 0)).isEqualTo(0xFFFF_0FF0L);
        assertThat(guest.machine().instructions()).contains(new Instruction("MOV to DR0 to DR3", 0));
    }

    @Test
    void descriptorTablesAndSegmentsAreThoseOfRealMode() {
        assertThat(GuestField.GDTR_BASE.read()).isZero();
        assertThat(GuestField.GDTR_LIMIT.read()).isEqualTo(0xFFFF);
        assertThat(GuestField.IDTR_BASE.read()).isZero();
        assertThat(GuestField.IDTR_LIMIT.read()).isEqualTo(0xFFFF);
        assertThat(GuestField.SS_ACCESS_RIGHTS.read()).isEqualTo(0x93);
        assertThat(GuestField.GS_BASE.read()).isZero();
        assertThat(GuestField.LDTR_ACCESS_RIGHTS.read()).isEqualTo(0x82);
        assertThat(GuestField.TR_ACCESS_RIGHTS.read()).isEqualTo(0x8B);
        assertThat(GuestField.TR_LIMIT.read()).isEqualTo(0xFFFF);
    }

    @Test
    void modelSpecificRegistersStay() {
        assertThat(GuestField.SYSENTER_CS.read()).isEqualTo(0x10);
        assertThat(GuestField.PAT.read()).isEqualTo(0x0006_0606_0006_0606L);
    }

    @Test
    void theTranslationsBeforeAreForgotten() {
        assertThat(guest.machine().instructions()).contains(new Instruction("INVVPID", 1));
    }
}
