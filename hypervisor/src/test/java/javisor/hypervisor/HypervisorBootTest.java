package javisor.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.simulator.CpuModel;
import org.junit.jupiter.api.Test;

class HypervisorBootTest {
    @Test
    void anIntelProcessorWithoutVtxIsToldWhereToSwitchItOn() {
        assertThat(boot(CpuModel.intel()))
                .contains("[javisor] Javisor " + Version.TEXT)
                .contains("Javisor cannot run here: this Intel processor shows no VT-x; if it has it, switch on")
                .contains("The OS starts without it.");
    }

    @Test
    void aProcessorWithoutSvmIsToldWhereToSwitchItOn() {
        assertThat(boot(CpuModel.withoutSvm()))
                .contains("no AMD-V; if it has it, switch on SVM in the firmware's setup");
    }

    @Test
    void aProcessorWithoutNestedPagingIsRefusedInWords() {
        assertThat(boot(CpuModel.withoutNestedPaging())).containsIgnoringCase("nested paging");
    }

    private static String boot(CpuModel model) {
        LoadedMachine machine = new LoadedMachine(model, 0x100_0000, "").range(0x10_0000, 0xF0_0000, 1);
        HypervisorBoot.boot(LoadedMachine.BOOT_INFO);
        assertThat(machine.readControlRegister(3)).isZero();
        return machine.serial();
    }
}
