package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import javisor.simulator.EptWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EptExitTest {
    private static final int RIP = 0x123;
    private static final long GIB = 1L << 30;
    private static final long DEVICE = 8 * GIB;
    private static final long NMI = 0x8000_0202L;
    private static final long INTERRUPT = 0x8000_0020L;
    private static final long PAGE_FAULT = 0x8000_0B0EL;
    private static final long UNDEFINED = 1 << 12;
    private static final long NMI_UNBLOCKING = 1 << 12;
    private static final long LINEAR_ADDRESS_VALID = 1 << 7;
    private static final long BLOCKING_BY_STI = 1;
    private static final long BLOCKING_BY_NMI = 8;

    /** Without pages of 1 GiB, so that what is above RAM has no tables before it is used. */
    private final VmxGuest guest = new VmxGuest(CpuModel.arrandale());

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void anAddressWithoutTablesGetsThemAndTheGuestTriesAgain() {
        assertThat(walk(DEVICE)).isNull();
        violation(DEVICE + 0x123, 0);
        assertThat(walk(DEVICE).address()).isEqualTo(DEVICE);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
        assertThat(VmxGuest.event()).isZero();
        assertThat(invalidations()).as("the one at boot").isEqualTo(1);
    }

    @Test
    void tablesUsedAgainAreForgottenByTheProcessor() {
        long address = DEVICE;
        while (invalidations() == 1) {
            assertThat(address).isLessThan(63 * GIB);
            address += GIB;
            violation(address, 0);
        }
        assertThat(walk(address).address()).isEqualTo(address);
    }

    @Test
    void anAddressWithBitsTheGuestIsNotShownIsThePageFaultOfReservedBits() {
        VmxGuest.protectedMode();
        guest.set(ExitField.GUEST_LINEAR_ADDRESS, 0x1234_5000L);
        violation(1L << 50, LINEAR_ADDRESS_VALID | 1 << 1);
        assertThat(VmxGuest.event() & 0xFF).isEqualTo(14);
        assertThat(ControlRegisters.readCr2()).isEqualTo(0x1234_5000L);
    }

    @Test
    void anAddressThatIsMappedIsAPanic() {
        assertThatThrownBy(() -> violation(0x20_0000, 7 << 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("that is mapped");
    }

    @Test
    void aWrongEntryIsAPanic() {
        assertThatThrownBy(() -> guest.exit(ExitReason.EPT_MISCONFIGURATION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EPT entry");
    }

    @Test
    void anInterruptOnItsWayIsDeliveredAgain() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        guest.set(ExitField.IDT_VECTORING, INTERRUPT | UNDEFINED);
        violation(DEVICE, 0);
        assertThat(VmxGuest.event()).isEqualTo(INTERRUPT);
    }

    @Test
    void anExceptionIsDeliveredAgainWithItsErrorCode() {
        VmxGuest.protectedMode();
        guest.set(ExitField.IDT_VECTORING, PAGE_FAULT);
        guest.set(ExitField.IDT_VECTORING_ERROR_CODE, 6);
        violation(DEVICE, 0);
        assertThat(VmxGuest.event()).isEqualTo(PAGE_FAULT);
        assertThat(ControlField.ENTRY_ERROR_CODE.read()).isEqualTo(6);
    }

    @Test
    void anExceptionInRealModeIsDeliveredAgainWithoutOne() {
        guest.set(ExitField.IDT_VECTORING, VmxGuest.GP_IN_REAL_MODE);
        guest.set(ExitField.IDT_VECTORING_ERROR_CODE, 6);
        violation(DEVICE, 0);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP_IN_REAL_MODE);
    }

    @Test
    void anNmiIsDeliveredAgainAlthoughItHasBegunToBlock() {
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        GuestField.INTERRUPTIBILITY.write(BLOCKING_BY_NMI | BLOCKING_BY_STI);
        guest.set(ExitField.IDT_VECTORING, NMI);
        violation(DEVICE, 0);
        assertThat(VmxGuest.event()).isEqualTo(NMI);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
    }

    @Test
    void anotherEventLeavesNmisBlocked() {
        VmxGuest.protectedMode();
        GuestField.INTERRUPTIBILITY.write(BLOCKING_BY_NMI);
        guest.set(ExitField.IDT_VECTORING, PAGE_FAULT);
        violation(DEVICE, NMI_UNBLOCKING);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(BLOCKING_BY_NMI);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x8000_0480L, 0x8000_0501L, 0x8000_0603L, 0x8000_0604L})
    void softwareInterruptsHappenAgainByThemselves(long event) {
        guest.set(ExitField.IDT_VECTORING, event);
        violation(DEVICE, 0);
        assertThat(VmxGuest.event()).isZero();
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
    }

    @Test
    void anIretThatHadEndedTheBlockingOfNmisHasItBack() {
        violation(DEVICE, NMI_UNBLOCKING);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(BLOCKING_BY_NMI);
    }

    @Test
    void thatBitMeansNothingWhileAnEventIsDelivered() {
        guest.set(ExitField.IDT_VECTORING, VmxGuest.UD);
        violation(DEVICE, NMI_UNBLOCKING);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.UD);
    }

    private void violation(long address, long qualification) {
        guest.set(ExitField.GUEST_PHYSICAL_ADDRESS, address);
        guest.set(ExitField.QUALIFICATION, qualification);
        guest.exit(ExitReason.EPT_VIOLATION);
    }

    private EptWalk walk(long address) {
        return EptWalk.of(
                guest.machine().memory(),
                guest.processor().tables().root().rawValue(),
                address,
                guest.machine().model().physicalAddressBits());
    }

    private long invalidations() {
        return guest.instructions().stream().filter("INVEPT"::equals).count();
    }
}
