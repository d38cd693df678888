package javisor.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.simulator.CpuModel;
import javisor.simulator.ModelSpecificRegisters;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;

class HypervisorBootTest {
    private static final int HOST_CR3 = 0x6C02;

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

    @Test
    void anIntelProcessorWithVtxBootsToVmlaunch() {
        LoadedMachine machine = new LoadedMachine(CpuModel.haswell(), 0x100_0000, "").range(0x10_0000, 0xF0_0000, 1);
        assertThatThrownBy(() -> HypervisorBoot.boot(LoadedMachine.BOOT_INFO))
                .hasMessage("the virtualisation has returned");
        assertThat(machine.serial())
                .contains("[javisor] virtualisation: VT-x\n")
                .contains("[javisor] withheld 0x");
        assertThat(machine.machine().instructions())
                .extracting(SimulatedMachine.Instruction::mnemonic)
                .endsWith("VMLAUNCH");
        assertThat(machine.machine().vmcs().read(HOST_CR3))
                .isEqualTo(machine.readControlRegister(3))
                .isNotZero();
    }

    @Test
    void anIntelProcessorWithVtxLockedOffIsToldWhereToSwitchItOn() {
        LoadedMachine machine = new LoadedMachine(CpuModel.haswell(), 0x100_0000, "").range(0x10_0000, 0xF0_0000, 1);
        machine.machine().msrs().preset(ModelSpecificRegisters.FEATURE_CONTROL, ModelSpecificRegisters.FEATURE_LOCK);
        HypervisorBoot.boot(LoadedMachine.BOOT_INFO);
        assertThat(machine.serial())
                .contains("Javisor cannot run here: the firmware has switched Intel VT-x off and locked it; enable")
                .contains("The OS starts without it.");
        assertThat(machine.readControlRegister(3)).isZero();
    }

    @Test
    void anIntelProcessorWithoutUnrestrictedGuestIsRefusedInWords() {
        assertThat(boot(CpuModel.lynnfield())).contains("no 'unrestricted guest'");
    }

    private static String boot(CpuModel model) {
        LoadedMachine machine = new LoadedMachine(model, 0x100_0000, "").range(0x10_0000, 0xF0_0000, 1);
        HypervisorBoot.boot(LoadedMachine.BOOT_INFO);
        assertThat(machine.readControlRegister(3)).isZero();
        return machine.serial();
    }
}
