package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.panic.ExceptionDescriptors;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.HostField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuestStartTest {
    private static final long PAT_OF_THE_BIOS = 0x0007_0406_0007_0406L;
    private static final long DESCRIPTORS = SimulatedMachine.LINK_ADDRESS + 0x2000;
    private static final int SELECTOR = 0x0800;
    private static final int LIMIT = 0x4800;
    private static final int ACCESS_RIGHTS = 0x4814;
    private static final int BASE = 0x6806;
    private static final int SEGMENTS = 6;
    private static final int CS = 1;
    private static final int SS = 2;

    @ParameterizedTest
    @MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
    void theFirstEntryIsAccepted(CpuModel model) {
        new VmxGuest(model);
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theGuestStartsInRealModeAtTheChainLoadRoutine() {
        new VmxGuest(CpuModel.haswell());
        assertThat(GuestField.RIP.read()).isEqualTo(0x123);
        assertThat(GuestField.RSP.read()).isEqualTo(0x1000);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED);
        assertThat(GuestField.CR0.read()).isEqualTo(Cr0.ET | Cr0.NE);
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(Cr0.ET);
        assertThat(GuestField.CR3.read()).isZero();
        assertThat(GuestField.CR4.read()).isEqualTo(Cr4.VMXE);
        assertThat(ControlField.CR4_SHADOW.read()).isZero();
        assertThat(GuestField.EFER.read()).isZero();
        assertThat(GuestField.DR7.read()).isEqualTo(0x400);
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
        assertThat(GuestField.PENDING_DEBUG.read()).isZero();
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void theSegmentsAreThoseOfRealMode() {
        new VmxGuest(CpuModel.haswell());
        for (int i = 0; i < SEGMENTS; i++) {
            long selector = i == CS ? 0x800 : i == SS ? 0x500 : 0;
            assertThat(segment(SELECTOR, i)).as("selector %d", i).isEqualTo(selector);
            assertThat(segment(BASE, i)).as("base %d", i).isEqualTo(selector << 4);
            assertThat(segment(LIMIT, i)).as("limit %d", i).isEqualTo(0xFFFF);
            assertThat(segment(ACCESS_RIGHTS, i)).as("rights %d", i).isEqualTo(i == CS ? 0x9B : 0x93);
        }
        assertThat(GuestField.LDTR_ACCESS_RIGHTS.read()).isEqualTo(0x82);
        assertThat(GuestField.TR_ACCESS_RIGHTS.read()).isEqualTo(0x8B);
        assertThat(GuestField.GDTR_BASE.read()).isZero();
        assertThat(GuestField.GDTR_LIMIT.read()).isEqualTo(0xFFFF);
        assertThat(GuestField.IDTR_BASE.read()).isZero();
        assertThat(GuestField.IDTR_LIMIT.read()).as("interrupt vectors").isEqualTo(0x3FF);
    }

    @Test
    void theRegistersTheVmcsLeavesAloneAreLoaded() {
        GuestMachine machine = VmxGuest.machine(CpuModel.haswell());
        machine.machine().writeControlRegister(2, 0xDEAD);
        machine.machine().execute("MOV to DR6", 0xFFFF_4FF1L);
        new VmxVirtualisation().prepare(machine.residence());
        assertThat(machine.machine().readControlRegister(2)).isZero();
        assertThat(machine.machine().execute("MOV from DR6", 0)).isEqualTo(0xFFFF_0FF0L);
    }

    @Test
    void modelSpecificRegistersAndCachingAreTheBioss() {
        GuestMachine machine = VmxGuest.machine(CpuModel.haswell());
        machine.machine().writeMsr(Msr.DEBUG_CTL, 1);
        machine.machine().writeMsr(Msr.SYSENTER_CS, 0x10);
        machine.machine().writeMsr(Msr.SYSENTER_ESP, 0x2000);
        machine.machine().writeMsr(Msr.SYSENTER_EIP, 0x3000);
        machine.machine().writeControlRegister(0, machine.machine().readControlRegister(0) | Cr0.CD | Cr0.NW);
        new VmxVirtualisation().prepare(machine.residence());
        assertThat(GuestField.DEBUGCTL.read()).isEqualTo(1);
        assertThat(GuestField.SYSENTER_CS.read()).isEqualTo(0x10);
        assertThat(GuestField.SYSENTER_ESP.read()).isEqualTo(0x2000);
        assertThat(GuestField.SYSENTER_EIP.read()).isEqualTo(0x3000);
        assertThat(GuestField.PAT.read()).isEqualTo(PAT_OF_THE_BIOS);
        assertThat(GuestField.CR0.read()).isEqualTo(Cr0.ET | Cr0.NE | Cr0.CD | Cr0.NW);
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(Cr0.ET | Cr0.CD | Cr0.NW);
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theHostIsTheProcessorAsItIs() {
        VmxGuest guest = new VmxGuest(CpuModel.haswell());
        assertThat(HostField.CR0.read()).isEqualTo(guest.machine().readControlRegister(0));
        assertThat(HostField.CR4.read())
                .isEqualTo(guest.machine().readControlRegister(4))
                .isEqualTo(Cr4.PAE | Cr4.VMXE);
        assertThat(HostField.EFER.read()).isEqualTo(0x500);
        assertThat(HostField.PAT.read()).isEqualTo(PAT_OF_THE_BIOS);
        assertThat(HostField.CS_SELECTOR.read()).isEqualTo(8);
        assertThat(HostField.SS_SELECTOR.read()).isEqualTo(0x10);
        assertThat(HostField.TR_SELECTOR.read()).isEqualTo(0x18);
        assertThat(HostField.GDTR_BASE.read()).isEqualTo(DESCRIPTORS);
        assertThat(HostField.TR_BASE.read()).isEqualTo(DESCRIPTORS + 0x80);
        assertThat(HostField.IDTR_BASE.read())
                .isEqualTo(ExceptionDescriptors.interruptTable().rawValue());
    }

    @Test
    void onlyWhatIsNeededExits() {
        VmxGuest guest = new VmxGuest(CpuModel.haswell());
        assertThat(ControlField.PIN_BASED.read() & 0x41)
                .as("interrupts, preemption timer")
                .isZero();
        assertThat(ControlField.PROCESSOR_BASED.read() & 0x69F9_9E84L)
                .as("windows, HLT, INVLPG, MWAIT, RDPMC, RDTSC, CR3, CR8, debug registers, I/O, PAUSE")
                .isZero();
        assertThat(ControlField.EXCEPTION_BITMAP.read()).isZero();
        assertThat(ControlField.VPID.read()).isEqualTo(1);
        assertThat(ControlField.EPT_POINTER.read())
                .isEqualTo(guest.processor().tables().root().rawValue() | 0x1E);
    }

    @Test
    void runOpensTheNmiWindowAndLaunches() {
        GuestMachine machine = VmxGuest.machine(CpuModel.haswell());
        new VmxVirtualisation().run(machine.residence());
        assertThat(machine.machine().instructions())
                .extracting(SimulatedMachine.Instruction::mnemonic)
                .containsSubsequence("VMXON", "VMCLEAR", "VMPTRLD", "INVEPT", "VMLAUNCH");
        assertThat(new HostVirtual(VmxGuest.NMI_CONTROLS).readLong(0))
                .isEqualTo(ControlField.PROCESSOR_BASED.read() | Controls.NMI_WINDOW_EXITING);
    }

    @ParameterizedTest
    @MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
    void noMorePagesAreTakenThanAnnounced(CpuModel model) {
        GuestMachine machine = VmxGuest.machine(model);
        int announced = new VmxVirtualisation().pages(machine.memoryMap(), 1);
        var residence = machine.residence();
        int before = residence.pages().remaining();
        new VmxVirtualisation().prepare(residence);
        assertThat(before - residence.pages().remaining()).isLessThanOrEqualTo(announced);
        assertThat(announced).isLessThan(64);
    }

    private static long segment(int fieldOfEs, int register) {
        return new VmcsField(fieldOfEs + 2L * register).read();
    }
}
