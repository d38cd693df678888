package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionEndTest {
    private static final long SINGLE_STEP = 1 << 14;
    private static final long BREAKPOINT_0 = 1 << 12 | 1;
    private static final long BRANCH_SINGLE_STEP = 2;
    private static final long BLOCKING_BY_NMI = 8;

    private final VmxGuest guest = new VmxGuest(CpuModel.haswell());

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theGuestGoesOnBehindTheInstruction() {
        guest.set(ExitField.INSTRUCTION_LENGTH, 5);
        InstructionEnd.advance();
        assertThat(GuestField.RIP.read()).isEqualTo(0x128);
        assertThat(GuestField.PENDING_DEBUG.read()).isZero();
    }

    @Test
    void ripWrapsAtFourGibibytesOutside64BitMode() {
        VmxGuest.protectedMode();
        GuestField.RIP.write(0xFFFF_FFFEL);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isZero();
        GuestField.RIP.write(0xFFFF_FFF5L);
        guest.set(ExitField.INSTRUCTION_LENGTH, 15);
        InstructionEnd.advance();
        assertThat(GuestField.RIP.read()).isEqualTo(4);
    }

    @Test
    void ripWrapsInCompatibilityModeToo() {
        VmxGuest.longMode();
        GuestField.CS_ACCESS_RIGHTS.write(0xC09B);
        GuestField.RIP.write(0xFFFF_FFFEL);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isZero();
    }

    @Test
    void in64BitModeItDoesNot() {
        VmxGuest.longMode();
        GuestField.RIP.write(0xFFFF_FFFEL);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isEqualTo(0x1_0000_0000L);
        GuestField.RIP.write(0xFFFF_FFFF_8000_0000L);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isEqualTo(0xFFFF_FFFF_8000_0002L);
    }

    @Test
    void behindTheLastInstructionOfTheLowerHalfThereIsNoRipToEnterWith() {
        VmxGuest.longMode();
        GuestField.RIP.write(0x7FFF_FFFF_FFFEL);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isEqualTo(0x7FFF_FFFF_FFFEL);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
        assertThat(GuestField.RFLAGS.read() & Rflags.RF).isNotZero();
    }

    @Test
    void behindTheLastInstructionOfAllThereIsTheFirst() {
        VmxGuest.longMode();
        GuestField.RIP.write(-2);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isZero();
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void in16BitCodeNothingWraps() {
        GuestField.RIP.write(0xFFFF);
        guest.cpuid(0, 0);
        assertThat(GuestField.RIP.read()).isEqualTo(0x1_0001);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void blockingByStiAndByMovSsEndsAndThatByNmiStays(int blocking) {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        GuestField.INTERRUPTIBILITY.write(blocking | BLOCKING_BY_NMI);
        guest.cpuid(0, 0);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(BLOCKING_BY_NMI);
    }

    @Test
    void theResumeFlagEnds() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.RF | Rflags.IF);
        guest.cpuid(0, 0);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED | Rflags.IF);
    }

    @Test
    void aSingleStepTrapIsLeftPending() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.TF);
        guest.cpuid(0, 0);
        assertThat(GuestField.PENDING_DEBUG.read()).isEqualTo(SINGLE_STEP);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED | Rflags.TF);
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void itJoinsADataBreakpointThatMovSsHeldBack() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.TF);
        GuestField.INTERRUPTIBILITY.write(2);
        GuestField.PENDING_DEBUG.write(SINGLE_STEP | BREAKPOINT_0);
        guest.cpuid(0, 0);
        assertThat(GuestField.PENDING_DEBUG.read()).isEqualTo(SINGLE_STEP | BREAKPOINT_0);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
    }

    @Test
    void branchSingleStepDoesNotTrapBehindAnInstructionThatDoesNotBranch() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.TF);
        GuestField.DEBUGCTL.write(BRANCH_SINGLE_STEP);
        guest.cpuid(0, 0);
        assertThat(GuestField.PENDING_DEBUG.read()).isZero();
    }
}
