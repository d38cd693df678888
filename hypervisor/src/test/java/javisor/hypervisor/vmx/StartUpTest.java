package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import javisor.simulator.LocalApicModel;
import javisor.simulator.SimulatedMachine.Instruction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * INIT and start-up interrupts of a processor that is not the bootstrap one, with VT-x: INIT has it wait and changes nothing else, the
 * start-up interrupt leaves the state of Intel SDM vol. 3, table 10-1. {@link InitExitTest} is about the bootstrap processor.
 */
@ParameterizedClass
@MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
class StartUpTest {
    private static final long WAIT_FOR_SIPI = 3;
    private static final long RUNS = 4;
    private static final long GUEST_RIP = 0xFFFF_8000_1234_5678L;

    private final VmxGuest guest;
    private final LocalApicModel apic;

    StartUpTest(CpuModel model) {
        guest = new VmxGuest(model);
        apic = guest.machine().localApic();
        guest.machine().msrs().preset(Msr.APIC_BASE, LocalApicModel.BASE | 0x800);
        NmiWindow.openFor(guest.processor());
        VmxGuest.longMode();
        GuestField.CR0.write(GuestField.CR0.read() | Cr0.CD | Cr0.WP);
        GuestField.CR3.write(0x12_3000);
        GuestField.RIP.write(GUEST_RIP);
        GuestField.RSP.write(0x7FFF_FFFF_F000L);
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        GuestField.IDTR_LIMIT.write(0xFFF);
        GuestField.DR7.write(0x401);
        GuestField.SYSENTER_CS.write(0x10);
        for (int i = 0; i < 16; i++) {
            if (i != AllRegisters.RSP) {
                guest.registers().general(i, 0x1111 * i);
            }
        }
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void initHasTheProcessorWaitForAStartUpInterrupt() {
        GuestField.INTERRUPTIBILITY.write(8);
        GuestField.ACTIVITY.write(1);
        GuestField.PENDING_DEBUG.write(1 << 14);
        guest.processor().requestNmiWindow();
        guest.exit(ExitReason.INIT);
        assertThat(GuestField.ACTIVITY.read()).isEqualTo(WAIT_FOR_SIPI);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
        assertThat(GuestField.PENDING_DEBUG.read()).isZero();
        assertThat(ControlField.PROCESSOR_BASED.read())
                .isEqualTo(guest.processor().primaryControls());
        assertThat(guest.processor().signals().state()).isEqualTo(Signals.WAITING);
        assertThat(runs()).isZero();
    }

    @Test
    void whileItWaitsItIsOffAndHasNoLogicalIdAndTheRestIsDoneWhenTheStartUpHasCome() {
        apic.preset(0xD0, 0x0200_0000);
        apic.preset(0xF0, 0x1FF);
        apic.preset(0x320, 0x2_0030);
        guest.exit(ExitReason.INIT);
        assertThat(apic.register(0xD0)).isZero();
        assertThat(apic.register(0xF0)).isEqualTo(0xFF);
        assertThat(apic.register(0x320)).isEqualTo(0x2_0030);
        assertThat(GuestField.RIP.read()).isEqualTo(GUEST_RIP);
        assertThat(guest.registers().general(3)).isEqualTo(0x3333);
        sipi(0x9A);
        assertThat(apic.register(0x320)).isEqualTo(0x1_0000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x9A, 0xFF})
    void aStartUpInterruptStartsRealModeAtItsPage(int vector) {
        guest.exit(ExitReason.INIT);
        sipi(vector);
        assertThat(GuestField.CS_SELECTOR.read()).isEqualTo(vector << 8);
        assertThat(GuestField.CS_BASE.read()).isEqualTo((long) vector << 12);
        assertThat(GuestField.CS_LIMIT.read()).isEqualTo(0xFFFF);
        assertThat(GuestField.CS_ACCESS_RIGHTS.read()).isEqualTo(0x9B);
        assertThat(GuestField.RIP.read()).isZero();
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(guest.processor().signals().state()).isEqualTo(Signals.RUNNING);
        assertThat(runs()).isOne();
    }

    @Test
    void ofTheQualificationTheVectorAloneCounts() {
        guest.exit(ExitReason.INIT);
        sipi(0xABCD_9A9A);
        assertThat(GuestField.CS_SELECTOR.read()).isEqualTo(0x9A00);
    }

    @Test
    void theGeneralRegistersAreZeroButForTheSignatureInEdx() {
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        for (int i = 0; i < 16; i++) {
            if (i != AllRegisters.RSP) {
                long expected = i == AllRegisters.RDX ? guest.machine().model().cpuid(1, 0)[0] : 0;
                assertThat(guest.registers().general(i)).as("register %d", i).isEqualTo(expected);
            }
        }
        assertThat(GuestField.RSP.read()).isZero();
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED);
    }

    @Test
    void controlAndDebugRegistersKeepNothingButTheCaching() {
        guest.machine().writeControlRegister(2, 0xDEAD);
        guest.machine().execute("MOV to DR6", 0xFFFF_4FF3L);
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        assertThat(GuestField.CR0.read()).isEqualTo(Cr0.CD | Cr0.ET | Cr0.NE);
        assertThat(ControlField.CR0_SHADOW.read()).isEqualTo(Cr0.CD | Cr0.ET);
        assertThat(GuestField.CR3.read()).isZero();
        assertThat(GuestField.CR4.read()).isEqualTo(Cr4.VMXE);
        assertThat(ControlField.CR4_SHADOW.read()).isZero();
        assertThat(GuestField.EFER.read()).isZero();
        assertThat(ControlField.ENTRY.read() & Controls.IA_32E_MODE_GUEST).isZero();
        assertThat(guest.machine().readControlRegister(2)).isZero();
        assertThat(GuestField.DR7.read()).isEqualTo(0x400);
        assertThat(guest.machine().instructions()).contains(new Instruction("MOV to DR0 to DR3", 0));
        assertThat(guest.machine().execute("MOV from DR6", 0)).isEqualTo(0xFFFF_0FF0L);
        assertThat(GuestField.SYSENTER_CS.read()).isEqualTo(0x10);
    }

    @Test
    void segmentsAndDescriptorTablesAreThoseOfRealMode() {
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        GuestSegment[] data = {GuestSegment.ES, GuestSegment.SS, GuestSegment.DS, GuestSegment.FS, GuestSegment.GS};
        for (GuestSegment segment : data) {
            assertSegment(segment, 0x93);
        }
        assertSegment(GuestSegment.LDTR, 0x82);
        assertSegment(GuestSegment.TR, 0x8B);
        assertThat(GuestField.GDTR_BASE.read()).isZero();
        assertThat(GuestField.GDTR_LIMIT.read()).isEqualTo(0xFFFF);
        assertThat(GuestField.IDTR_BASE.read()).isZero();
        assertThat(GuestField.IDTR_LIMIT.read()).isEqualTo(0xFFFF);
    }

    private static void assertSegment(GuestSegment segment, int accessRights) {
        assertThat(segment.selector()).isZero();
        assertThat(segment.base()).isZero();
        assertThat(segment.limit()).isEqualTo(0xFFFF);
        assertThat(segment.accessRights()).isEqualTo(accessRights);
    }

    /** Who waits is not waited for, so it forgets when it starts what others took out of the tables meanwhile. */
    @Test
    void whoStartsFollowsTheNestedPageTables() {
        guest.exit(ExitReason.INIT);
        guest.processor().signals().flushed(-7);
        long before = invepts();
        sipi(0x9A);
        assertThat(invepts()).isEqualTo(before + 1);
        assertThat(guest.processor().signals().flushed()).isNotEqualTo(-7);
        assertThat(guest.machine().instructions()).contains(new Instruction("INVVPID", 1));
    }

    /** Or none would be sent any more: it would be under way for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aKickThatWasTakenInResidentCodeBeforeIsTakenUp(boolean bootstrap) {
        guest.machine().msrs().preset(Msr.APIC_BASE, LocalApicModel.BASE | (bootstrap ? 0x900 : 0x800));
        Signals signals = guest.processor().signals();
        signals.flushed(-7);
        signals.kick();
        signals.base().writeInt(Signals.TAKEN, 1);
        ControlField.PROCESSOR_BASED.write(guest.processor().kickControls());
        guest.exit(ExitReason.INIT);
        if (!bootstrap) {
            sipi(0x9A);
        }
        assertThat(signals.flushed()).isNotEqualTo(-7);
        assertThat(signals.base().readInt(Signals.TAKEN)).isZero();
        assertThat(signals.kick()).as("the next one has to be sent").isTrue();
        assertThat(ControlField.PROCESSOR_BASED.read())
                .isEqualTo(guest.processor().primaryControls());
    }

    @Test
    void anNmiFromBeforeTheInitIsForgotten() {
        guest.processor().requestNmiWindow();
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        guest.exit(ExitReason.NMI_WINDOW);
        assertThat(VmxGuest.event()).isZero();
    }

    /** The state of waiting has blocked it: it exits before the first instruction (Intel SDM vol. 3, 26.2). */
    @Test
    void anInitThatWasBlockedWhileTheProcessorWaitedHasNothingLeftToDo() {
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        guest.exit(ExitReason.INIT);
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(GuestField.CS_SELECTOR.read()).isEqualTo(0x9A00);
        assertThat(guest.processor().signals().state()).isEqualTo(Signals.RUNNING);
    }

    @Test
    void anInitLaterCountsThoughTheGuestIsAtItsFirstInstructionAgain() {
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        guest.machine().passTime(1 << 25);
        guest.exit(ExitReason.INIT);
        assertThat(GuestField.ACTIVITY.read()).isEqualTo(WAIT_FOR_SIPI);
    }

    @Test
    void anInitOnceTheGuestHasRunCounts() {
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        GuestField.RIP.write(2);
        guest.exit(ExitReason.INIT);
        assertThat(GuestField.ACTIVITY.read()).isEqualTo(WAIT_FOR_SIPI);
        assertThat(guest.processor().signals().state()).isEqualTo(Signals.WAITING);
        sipi(0x11);
        assertThat(GuestField.CS_SELECTOR.read()).isEqualTo(0x1100);
    }

    @Test
    void bothAreCounted() {
        guest.exit(ExitReason.INIT);
        sipi(0x9A);
        assertThat(guest.processor().exits().counted(10)).as("INIT").isOne();
        assertThat(guest.processor().exits().counted(12)).as("SIPI").isOne();
    }

    private void sipi(long qualification) {
        guest.set(ExitField.QUALIFICATION, qualification);
        guest.exit(ExitReason.SIPI);
    }

    private long runs() {
        return guest.processor().exits().base().readInt(RUNS);
    }

    private long invepts() {
        return guest.instructions().stream().filter("INVEPT"::equals).count();
    }
}
