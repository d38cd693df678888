package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.hypervisor.virtualisation.GuestView;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.Settings;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the guest sees on a processor whose CPUID reports every feature. */
class EnabledFeatureTest {
    private static final long ALL_CONTROLS = -1;
    private static final long PROCESSOR_TRACE = 1 << 14;
    private static final int[] LEAVES = {7, 7, 0xD, 0x8000_0001, 1};
    private static final int[] SUBLEAVES = {0, 1, 1, 0, 0};

    /** Always hidden: FRED and MSR lists, TSE, immediate MSR numbers, user-mode MSR access, safe supervisor shadow stacks; SVM and SKINIT are the policy's. */
    private static final int[][] NEVER_SHOWN = {
        {0, 0, CpuModel.OSPKE, 0},
        {1 << 17 | 1 << 27, 1 << 1, 1 << 5, 1 << 15 | 1 << 18},
        {0, 0, 0, 0},
        {0, 0, 1 << 2 | 1 << 12, 0},
        {0, 0, 1 << 5 | 1 << 6 | CpuModel.OSXSAVE, 0}
    };

    private final HostPhysical place = new HostPhysical(0x1000);

    EnabledFeatureTest() {
        CpuModel model = CpuModel.skylake();
        for (int i = 0; i < LEAVES.length; i++) {
            model = model.with(LEAVES[i], SUBLEAVES[i], -1, -1, -1, -1);
        }
        SimulatedMachine.install(model, 1 << 20);
    }

    @Test
    void withEveryControlAllIsShownButWhatNeedsOnesThatAreNotSet() {
        CpuidPolicy policy = policy(ALL_CONTROLS, true, PROCESSOR_TRACE);
        for (int i = 0; i < LEAVES.length; i++) {
            for (int register = 0; register < 4; register++) {
                assertThat(hidden(policy, i, register))
                        .as("leaf %x.%d, register %d", LEAVES[i], SUBLEAVES[i], register)
                        .isEqualTo(NEVER_SHOWN[i][register]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "RDTSCP, 3, 3, 3, 27",
        "RDPID, 3, 0, 2, 22",
        "INVPCID, 12, 0, 1, 10",
        "XSAVES, 20, 2, 0, 3",
        "WAITPKG, 26, 0, 2, 5",
        "PCONFIG, 27, 0, 3, 18"
    })
    void aFeatureIsHiddenWithoutItsControl(String name, int control, int leaf, int register, int bit) {
        CpuidPolicy without = policy(ALL_CONTROLS & ~(1L << control), true, PROCESSOR_TRACE);
        assertThat(hidden(without, leaf, register)).as(name).isEqualTo(NEVER_SHOWN[leaf][register] | 1 << bit);
        CpuidPolicy only = policy(1L << control, false, 0);
        assertThat(hidden(only, leaf, register) >>> bit & 1).as(name).isZero();
    }

    @Test
    void eachControlHidesNothingElse() {
        CpuidPolicy withoutTsc = policy(ALL_CONTROLS & ~(1L << 3), true, PROCESSOR_TRACE);
        assertThat(hidden(withoutTsc, 0, 1)).isZero();
        assertThat(hidden(withoutTsc, 2, 0)).isZero();
        assertThat(hidden(policy(ALL_CONTROLS & ~(1L << 20), true, PROCESSOR_TRACE), 0, 0))
                .isZero();
    }

    @Test
    void controlFlowEnforcementIsHiddenWhereItsStateIsNotSwitched() {
        CpuidPolicy policy = policy(ALL_CONTROLS, false, PROCESSOR_TRACE);
        assertThat(hidden(policy, 0, 2)).isEqualTo(1 << 7 | CpuModel.OSPKE);
        assertThat(hidden(policy, 0, 3)).isEqualTo(1 << 20);
    }

    @Test
    void theDebugStoreIsHiddenWhereTheCountersAreNotSwitched() {
        CpuidPolicy policy = new CpuidPolicy();
        policy.configure(new Settings());
        EnabledFeature.hide(policy, ALL_CONTROLS, true, false, PROCESSOR_TRACE);
        assertThat(hidden(policy, 4, 2) & (1 << 2 | 1 << 4)).isEqualTo(1 << 2 | 1 << 4);
        assertThat(hidden(policy, 4, 3)).isEqualTo(1 << 21);
    }

    @Test
    void processorTraceIsHiddenWhereItDoesNotWorkInVmxOperation() {
        assertThat(hidden(policy(ALL_CONTROLS, true, 0), 0, 1)).isEqualTo(1 << 25);
    }

    private static CpuidPolicy policy(long secondary, boolean cet, long misc) {
        CpuidPolicy policy = new CpuidPolicy();
        policy.configure(new Settings());
        EnabledFeature.hide(policy, secondary, cet, true, misc);
        return policy;
    }

    /** The bits of an answer that are 0. */
    private int hidden(CpuidPolicy policy, int leaf, int register) {
        GuestRegisters registers = new GuestRegisters(place.toVirtual());
        registers.rcx(SUBLEAVES[leaf]);
        long eax = policy.answer(LEAVES[leaf], 0, registers, new Guest(0, true));
        long answer = switch (register) {
            case 0 -> eax;
            case 1 -> registers.rbx();
            case 2 -> registers.rcx();
            default -> registers.rdx();
        };
        assertThat(answer >>> 32).isZero();
        return (int) ~answer;
    }

    private record Guest(long cr4, boolean tellsOfSyscall) implements GuestView {}
}
