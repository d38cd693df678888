package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.address.HostPhysical;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.EptWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
class MsrExitTest {
    private static final int RIP = 0x123;
    private static final int WRITES = 0x800;
    private static final int HIGH = 0x400;
    private static final int RANGE = 0x2000;
    private static final int HIGH_RANGE = 0xC000_0000;
    private static final int MONITOR = 0x9B;
    private static final int PERF_GLOBAL_CTRL = 0x38F;
    private static final long FEATURE_CONTROL_WITH_EVERYTHING = 0x6_FF07L;
    private static final int UNCACHEABLE = 0;
    private static final int WRITE_BACK = 6;

    private final VmxGuest guest;

    MsrExitTest(CpuModel model) {
        guest = new VmxGuest(model);
        VmxGuest.protectedMode();
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void exactlyTheRegistersThatConcernJavisorExit() {
        Set<Integer> vmx =
                new TreeSet<>(IntStream.rangeClosed(0x480, 0x493).boxed().toList());
        vmx.add(MONITOR);
        vmx.add(0x3A);
        assertThat(intercepted(0)).isEqualTo(vmx);
        Set<Integer> written = new TreeSet<>(vmx);
        written.add(0x79);
        written.add(0x1A0);
        written.add(PERF_GLOBAL_CTRL);
        written.addAll(IntStream.range(0x200, 0x200 + 2 * 10).boxed().toList());
        written.addAll(Set.of(0x250, 0x258, 0x259, 0x2FF));
        written.addAll(IntStream.rangeClosed(0x268, 0x26F).boxed().toList());
        assertThat(intercepted(WRITES)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2000, 0xBFFF_FFFF, 0xC000_2000, 0xC001_0114, -1})
    void aRegisterOutsideTheRangesHasNoBit(int msr) {
        MsrBitmap bitmap = new MsrBitmap(new HostPhysical(0x1000).toVirtual());
        assertThatThrownBy(() -> bitmap.interceptReads(msr)).hasMessageContaining("outside the ranges");
        assertThatThrownBy(() -> bitmap.interceptWrites(msr)).hasMessageContaining("outside the ranges");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x480, 0x485, 0x48B, 0x491, 0x492, 0x493, MONITOR})
    void theRegistersOfVmxFaultAsWithoutIt(int msr) {
        if (!guest.machine().msrs().exists(msr)) {
            guest.machine().msrs().preset(msr, 0);
        }
        guest.readMsr(msr);
        faulted();
        guest.writeMsr(msr, 0);
        faulted();
    }

    @Test
    void inRealModeAFaultHasNoErrorCode() {
        GuestField.CR0.write(0x30);
        guest.readMsr(0x480);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP_IN_REAL_MODE);
    }

    @Test
    void featureControlReadsLockedWithoutVmxAndSmx() {
        guest.machine().msrs().preset(Msr.FEATURE_CONTROL, FEATURE_CONTROL_WITH_EVERYTHING);
        assertThat(guest.readMsr(Msr.FEATURE_CONTROL)).as("SGX stays").isEqualTo(0x6_0001L);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 2);
    }

    @Test
    void theGuestsCountersCountInTheGuestOnly() {
        guest.writeMsr(PERF_GLOBAL_CTRL, 0x7_0000_000FL);
        assertThat(GuestField.PERF_GLOBAL_CTRL.read()).isEqualTo(0x7_0000_000FL);
        assertThat(guest.machine().readMsr(PERF_GLOBAL_CTRL)).isZero();
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 2);
    }

    @Test
    void featureControlIsLocked() {
        guest.writeMsr(Msr.FEATURE_CONTROL, 1);
        faulted();
    }

    @Test
    void aMicrocodeUpdateIsSwallowed() {
        guest.machine().msrs().preset(Msr.BIOS_UPDT_TRIG, 0);
        guest.writeMsr(Msr.BIOS_UPDT_TRIG, 0x1234_5678_9ABCL);
        assertThat(guest.machine().readMsr(Msr.BIOS_UPDT_TRIG)).isZero();
        assertThat(VmxGuest.event()).isZero();
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 2);
    }

    @Test
    void aLimitOfCpuidThatEndsIsSeen() {
        int[] leaf = guest.machine().model().cpuid(0, 0);
        guest.machine().msrs().preset(Msr.MISC_ENABLE, 1 << 22);
        guest.processor().exits().highestLeaf(2);
        guest.cpuid(0, 0);
        assertThat(guest.registers().general(0)).isEqualTo(2);
        guest.writeMsr(Msr.MISC_ENABLE, 0);
        assertThat(guest.machine().readMsr(Msr.MISC_ENABLE)).isZero();
        guest.cpuid(0, 0);
        assertThat(guest.registers().general(0)).isEqualTo(leaf[0]);
    }

    @Test
    void aRegisterOutsideTheBitmapsIsTheProcessorsToAnswerOrRefuse() {
        guest.machine().msrs().preset(0xC001_2345, 0x1234_5678_9ABC_DEF0L);
        assertThat(guest.readMsr(0xC001_2345)).isEqualTo(0x1234_5678_9ABC_DEF0L);
        assertThat(guest.registers().general(0)).as("RAX").isEqualTo(0x9ABC_DEF0L);
        guest.writeMsr(0xC001_2345, 0xFEDC_BA98_7654_3210L);
        assertThat(guest.machine().readMsr(0xC001_2345)).isEqualTo(0xFEDC_BA98_7654_3210L);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 4);
        guest.readMsr(0x4000_0000);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
        guest.writeMsr(0x4000_0000, 0);
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 4);
    }

    @Test
    void aWriteToAnMtrrChangesTheTypesOfEpt() {
        assertThat(type(0x200_0000)).isEqualTo(WRITE_BACK);
        guest.writeMsr(0x200, UNCACHEABLE);
        assertThat(type(0x200_0000)).isEqualTo(UNCACHEABLE);
        assertThat(guest.machine().readMsr(0x200)).isEqualTo(UNCACHEABLE);
        assertThat(invalidations()).isEqualTo(2);
        assertThat(GuestField.RIP.read()).isEqualTo(RIP + 2);
    }

    @Test
    void aWriteThatChangesNoTypeCostsNothing() {
        guest.writeMsr(0x200, WRITE_BACK);
        assertThat(invalidations()).as("the one at boot").isEqualTo(1);
    }

    @Test
    void anMtrrThatTheProcessorRefusesFaults() {
        guest.writeMsr(0xFE, 0);
        faulted();
    }

    private void faulted() {
        assertThat(VmxGuest.event()).isEqualTo(VmxGuest.GP);
        assertThat(ControlField.ENTRY_ERROR_CODE.read()).isZero();
        assertThat(GuestField.RIP.read()).isEqualTo(RIP);
    }

    private long invalidations() {
        return guest.instructions().stream().filter("INVEPT"::equals).count();
    }

    private int type(long address) {
        return EptWalk.of(
                        guest.machine().memory(),
                        guest.processor().tables().root().rawValue(),
                        address,
                        guest.machine().model().physicalAddressBits())
                .type();
    }

    /** The MSRs that exit according to the bitmaps (25.6.9), low range at the start, high range 400h after it. */
    private Set<Integer> intercepted(int half) {
        byte[] bitmaps = guest.machine().memory().bytes(ControlField.MSR_BITMAP.read(), 0x1000);
        Set<Integer> found = new TreeSet<>();
        for (int i = 0; i < RANGE; i++) {
            if ((bitmaps[half + i / 8] >>> i % 8 & 1) != 0) {
                found.add(i);
            }
            if ((bitmaps[half + HIGH + i / 8] >>> i % 8 & 1) != 0) {
                found.add(HIGH_RANGE + i);
            }
        }
        return found;
    }
}
