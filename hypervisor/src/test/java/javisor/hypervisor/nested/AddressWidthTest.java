package javisor.hypervisor.nested;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;

class AddressWidthTest {
    private static final int TME = 1 << 13;

    @Test
    void nothingAnswersAtTheTopOfAnIntelProcessorsAddressSpace() {
        SimulatedMachine.install(CpuModel.intel(), 1 << 20);
        assertThat(AddressWidth.ofIntelProcessor(true)).isEqualTo(new AddressWidth(39, true, 0x7F_FFFF_F000L, 39));
        assertThat(AddressWidth.ofIntelProcessor(false).gigabytePages()).isFalse();
    }

    @Test
    void bitsOfKeyIdsChooseNoPlace() {
        assertThat(withActivation(6L << 32 | 3)).isEqualTo(new AddressWidth(46, true, (1L << 40) - 4096, 40));
    }

    @Test
    void keyIdsDoNotCountBeforeTheyAreLockedAndEnabled() {
        AddressWidth whole = new AddressWidth(46, true, (1L << 46) - 4096, 46);
        assertThat(withActivation(6L << 32 | 1)).isEqualTo(whole);
        assertThat(withActivation(6L << 32 | 2)).isEqualTo(whole);
        assertThat(withActivation(3)).as("one key for all").isEqualTo(whole);
    }

    private static AddressWidth withActivation(long value) {
        CpuModel model = CpuModel.intel().with(7, 0, 0, 0, TME, 0).with(0x8000_0008, 0, 46, 0, 0, 0);
        SimulatedMachine.install(model, 1 << 20).msrs().preset(Msr.TME_ACTIVATE, value);
        return AddressWidth.ofIntelProcessor(true);
    }
}
