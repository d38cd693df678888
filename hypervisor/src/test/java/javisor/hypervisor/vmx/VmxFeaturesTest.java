package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.ModelSpecificRegisters;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmxModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmxFeaturesTest {
    private static final long TRUE_CONTROLS = 1L << 55;
    private static final int TRUE_PRIMARY = 0x48E;
    private static final int TRUE_EXIT = 0x48F;
    private static final int TRUE_ENTRY = 0x490;
    private static final long VPID = 1L << 5;
    private static final long MAY_BE_ONE = 1L << 32;

    @Test
    void processorsWithUnrestrictedGuestWillDo() {
        assertThat(obstacle(CpuModel.arrandale())).isNull();
        assertThat(obstacle(CpuModel.haswell())).isNull();
        assertThat(obstacle(CpuModel.skylake())).isNull();
    }

    @Test
    void vmxIsWhatLeaf1Says() {
        assertThat(present(CpuModel.penryn())).isTrue();
        assertThat(present(CpuModel.intel())).isFalse();
        assertThat(present(CpuModel.epyc())).isFalse();
        assertThat(present(CpuModel.haswell().withVendor(0, 0, "GenuineIntel"))).isFalse();
    }

    @Test
    void olderProcessorsAreToldWhatTheyLack() {
        assertThat(obstacle(CpuModel.penryn())).contains("extended page tables (EPT)", "Nehalem");
        assertThat(obstacle(CpuModel.lynnfield())).contains("'unrestricted guest'", "Westmere");
    }

    /** The control that may not be 1 any more, by capability register and bit. */
    @ParameterizedTest(name = "{0}, bit {1}: {2}")
    @CsvSource({
        "0x48D, 3, virtual NMIs",
        "0x48D, 5, virtual NMIs",
        "0x48E, 22, NMI windows",
        "0x48E, 28, MSR bitmaps",
        "0x48E, 31, extended page tables",
        "0x48B, 1, extended page tables",
        "0x48B, 7, unrestricted guest",
        "0x48F, 2, debug controls",
        "0x48F, 9, 64-bit mode",
        "0x48F, 20, EFER",
        "0x48F, 21, EFER",
        "0x490, 2, debug controls",
        "0x490, 9, 64-bit mode",
        "0x490, 15, EFER"
    })
    void aRequiredControlThatIsMissingIsNamed(String register, int bit, String named) {
        int msr = Integer.decode(register);
        long value = CpuModel.haswell().vmx().register(msr);
        assertThat(obstacle(haswell(msr, value & ~(MAY_BE_ONE << bit)))).contains(named);
    }

    @ParameterizedTest(name = "{0}, bit {1}: {2}")
    @CsvSource({"0x48E, 15, every load of CR3", "0x48E, 16, every load of CR3", "0x490, 9, outside 64-bit mode"})
    void aControlThatCannotBeZeroIsNamed(String register, int bit, String named) {
        int msr = Integer.decode(register);
        assertThat(obstacle(haswell(msr, CpuModel.haswell().vmx().register(msr) | 1L << bit)))
                .contains(named);
    }

    @ParameterizedTest
    @CsvSource({"6", "14", "16", "20", "25", "26"})
    void whatIsUsedOfEptIsAskedFor(int bit) {
        long capability = CpuModel.haswell().vmx().register(VmxModel.EPT_VPID);
        assertThat(obstacle(haswell(VmxModel.EPT_VPID, capability & ~(1L << bit))))
                .contains("2 MiB pages, write-back memory or INVEPT");
    }

    @Test
    void aVmcsInUncacheableMemoryIsNotSupported() {
        long basic = CpuModel.haswell().vmx().register(VmxModel.BASIC);
        assertThat(obstacle(haswell(VmxModel.BASIC, basic & ~(0xFL << 50)))).contains("write-back memory");
    }

    @Test
    void vmxLockedOffByTheFirmwareNamesTheSetting() {
        SimulatedMachine machine = SimulatedMachine.install(CpuModel.haswell(), 1 << 20);
        machine.msrs().preset(Msr.FEATURE_CONTROL, ModelSpecificRegisters.FEATURE_LOCK | 2);
        assertThat(new VmxFeatures().obstacle(1))
                .contains("locked")
                .contains("'Intel Virtualization Technology'")
                .contains("switch the machine off and on");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "4", "5", "0x60005"})
    void lookingChangesNothing(String featureControl) {
        SimulatedMachine machine = SimulatedMachine.install(CpuModel.haswell(), 1 << 20);
        machine.msrs().preset(Msr.FEATURE_CONTROL, Long.decode(featureControl));
        long cr4 = machine.readControlRegister(4);
        assertThat(new VmxFeatures().obstacle(1) == null).isEqualTo((Long.decode(featureControl) & 5) != 1);
        assertThat(machine.readMsr(Msr.FEATURE_CONTROL)).isEqualTo(Long.decode(featureControl));
        assertThat(machine.readControlRegister(4)).isEqualTo(cr4);
        assertThat(machine.instructions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "4, 5", "2, 7", "0x40000, 0x40005", "5, 5", "0x60007, 0x60007"})
    void whatTheFirmwareLeftOpenIsEnabledAndLocked(String before, String after) {
        GuestMachine machine = VmxGuest.machine(CpuModel.haswell());
        machine.machine().msrs().preset(Msr.FEATURE_CONTROL, Long.decode(before));
        assertThat(new VmxFeatures().obstacle(1)).isNull();
        new VmxVirtualisation().prepare(machine.residence());
        assertThat(machine.machine().readMsr(Msr.FEATURE_CONTROL)).isEqualTo(Long.decode(after));
    }

    @Test
    void countersAreSwitchedWhereTheProcessorHasTheirRegister() {
        SimulatedMachine.install(CpuModel.haswell(), 1 << 20);
        assertThat(new VmxFeatures().switchesCounters()).isTrue();
        SimulatedMachine.install(CpuModel.haswell().with(0xA, 0, 0x0730_0401, 0, 0, 0), 1 << 20);
        assertThat(new VmxFeatures().switchesCounters()).isFalse();
    }

    @Test
    void theControlsAreTheRequiredOnesAndWhatMustBeOne() {
        SimulatedMachine.install(CpuModel.arrandale(), 1 << 20);
        VmxFeatures features = new VmxFeatures();
        assertThat(features.pinControls()).isEqualTo(0x3E);
        assertThat(features.primaryControls()).isEqualTo(0x9400_6172L);
        assertThat(features.secondaryControls())
                .as("EPT, RDTSCP, VPID, unrestricted")
                .isEqualTo(0xAA);
        assertThat(features.exitControls()).isEqualTo(0x3F_7FFFL);
        assertThat(features.entryControls()).isEqualTo(0xF1FF);
        assertThat(VmxFeatures.gigabytePages()).isFalse();
        assertThat(VmxFeatures.revision()).isEqualTo(0xF);
    }

    @Test
    void newerProcessorsAddWhatTheGuestsFeaturesNeed() {
        SimulatedMachine.install(CpuModel.haswell(), 1 << 20);
        assertThat(new VmxFeatures().secondaryControls()).as("and INVPCID").isEqualTo(0x10AA);
        assertThat(VmxFeatures.gigabytePages()).isTrue();
        SimulatedMachine.install(CpuModel.skylake(), 1 << 20);
        assertThat(new VmxFeatures().secondaryControls()).as("and XSAVES").isEqualTo(0x10_10AA);
    }

    @Test
    void optionalControlsAreDoneWithout() {
        VmxModel vmx = CpuModel.haswell().vmx();
        VmxModel bare = vmx.with(VmxModel.SECONDARY, 0x82L << 32)
                .with(TRUE_EXIT, vmx.register(TRUE_EXIT) & ~((Controls.EXIT_SAVE_PAT | Controls.EXIT_LOAD_PAT) << 32))
                .with(
                        VmxModel.EXIT,
                        vmx.register(VmxModel.EXIT) & ~((Controls.EXIT_SAVE_PAT | Controls.EXIT_LOAD_PAT) << 32));
        VmxGuest guest = new VmxGuest(CpuModel.haswell().with(bare));
        assertThat(new VmxFeatures().obstacle(1)).isNull();
        assertThat(ControlField.SECONDARY_PROCESSOR_BASED.read()).isEqualTo(0x82);
        assertThat(ControlField.EXIT.read() & (Controls.EXIT_SAVE_PAT | Controls.EXIT_LOAD_PAT))
                .isZero();
        assertThat(ControlField.ENTRY.read() & Controls.ENTRY_LOAD_PAT).isZero();
        VmxGuest.assertThatItCanBeEntered();
        guest.processor().flushTranslations();
        assertThat(guest.instructions()).doesNotContain("INVVPID");
    }

    @Test
    void whereAllOfItIsThereControlFlowEnforcementIsSwitched() {
        CpuModel haswell = CpuModel.haswell();
        VmxModel vmx = haswell.vmx();
        for (int msr : new int[] {VmxModel.EXIT, TRUE_EXIT}) {
            vmx = vmx.with(msr, vmx.register(msr) | Controls.EXIT_LOAD_CET << 32);
        }
        SimulatedMachine.install(haswell.with(vmx), 1 << 20);
        assertThat(new VmxFeatures().switchesCet()).as("entries do not").isFalse();
        for (int msr : new int[] {VmxModel.ENTRY, TRUE_ENTRY}) {
            vmx = vmx.with(msr, vmx.register(msr) | Controls.ENTRY_LOAD_CET << 32);
        }
        VmxGuest guest = new VmxGuest(haswell.with(vmx));
        assertThat(ControlField.EXIT.read() & Controls.EXIT_LOAD_CET).isNotZero();
        assertThat(ControlField.ENTRY.read() & Controls.ENTRY_LOAD_CET).isNotZero();
        assertThat(guest.machine().vmcs().has(0x6828)).isTrue();
        VmxGuest.assertThatItCanBeEntered();
    }

    @ParameterizedTest
    @CsvSource({"32", "41", "42"})
    void vpidsAreUsedOnlyIfTheirTranslationsCanBeInvalidated(int bit) {
        long capability = CpuModel.haswell().vmx().register(VmxModel.EPT_VPID);
        VmxGuest guest = new VmxGuest(haswell(VmxModel.EPT_VPID, capability & ~(1L << bit)));
        assertThat(ControlField.SECONDARY_PROCESSOR_BASED.read() & VPID).isZero();
        assertThat(guest.instructions()).doesNotContain("INVVPID").contains("INVEPT");
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void withoutTrueControlsThePlainOnesAreUsed() {
        VmxModel plain = plain(0x1E5);
        assertThat(plain.registers()).doesNotContainKey(TRUE_PRIMARY);
        new VmxGuest(CpuModel.haswell().with(plain));
        assertThat(new VmxFeatures().obstacle(1)).isNull();
        assertThat(ControlField.PROCESSOR_BASED.read()).isEqualTo(0x9400_6172L);
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void plainControlsThatDemandExitsForCr3WillNotDo() {
        VmxModel plain = plain(0x1E5).with(VmxModel.PROCESSOR_BASED, 0xFFF9_FFFE_0401_E172L);
        assertThat(obstacle(CpuModel.haswell().with(plain))).contains("every load of CR3");
    }

    /** Haswell's VT-x as a processor without TRUE registers shows it, but one that does not demand exits for CR3. */
    private static VmxModel plain(long misc) {
        VmxModel haswell = CpuModel.haswell().vmx();
        Map<Integer, Long> registers = new HashMap<>(haswell.registers());
        for (int msr = VmxModel.TRUE_PIN_BASED; msr <= TRUE_ENTRY; msr++) {
            registers.remove(msr);
        }
        return new VmxModel(registers)
                .with(VmxModel.BASIC, haswell.register(VmxModel.BASIC) & ~TRUE_CONTROLS)
                .with(VmxModel.MISC, misc)
                .with(VmxModel.PROCESSOR_BASED, 0xFFF9_FFFE_0400_6172L);
    }

    private static CpuModel haswell(int msr, long value) {
        CpuModel haswell = CpuModel.haswell();
        return haswell.with(haswell.vmx().with(msr, value));
    }

    private static boolean present(CpuModel model) {
        SimulatedMachine.install(model, 1 << 20);
        return VmxFeatures.present();
    }

    private static String obstacle(CpuModel model) {
        SimulatedMachine.install(model, 1 << 20);
        return new VmxFeatures().obstacle(1);
    }
}
