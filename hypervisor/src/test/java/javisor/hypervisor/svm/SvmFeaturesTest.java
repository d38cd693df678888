package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.ModelSpecificRegisters;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;

class SvmFeaturesTest {
    private static final long LOCKED_OFF = ModelSpecificRegisters.LOCK | ModelSpecificRegisters.SVMDIS;

    @Test
    void aProcessorWithSvmAndNestedPagingWillDo() {
        assertThat(obstacle(CpuModel.epyc())).isNull();
        assertThat(obstacle(CpuModel.minimalSvm())).isNull();
    }

    @Test
    void withoutSvmItIsNotPresent() {
        assertThat(present(CpuModel.withoutSvm())).isFalse();
        assertThat(present(CpuModel.intel())).isFalse();
        assertThat(present(CpuModel.epyc())).isTrue();
    }

    @Test
    void svmLockedOffByTheFirmwareNamesTheSetting() {
        SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
        machine.msrs().preset(Msr.VM_CR, LOCKED_OFF);
        assertThat(new SvmFeatures().obstacle()).contains("locked").contains("'SVM Mode'");
        assertThat(machine.instructions()).isEmpty();
    }

    @Test
    void lookingChangesNothing() {
        SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
        long efer = Msrs.read(Msr.EFER);
        assertThat(new SvmFeatures().obstacle()).isNull();
        assertThat(Msrs.read(Msr.EFER)).isEqualTo(efer);
    }

    @Test
    void svmSwitchedOffButNotLockedIsSwitchedOn() {
        SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
        machine.msrs().preset(Msr.VM_CR, ModelSpecificRegisters.SVMDIS);
        SvmFeatures features = new SvmFeatures();
        assertThat(features.obstacle()).isNull();
        SvmFeatures.enable();
        assertThat(Msrs.read(Msr.VM_CR)).isZero();
        assertThat(Msrs.read(Msr.EFER) & Efer.SVME).isNotZero();
    }

    @Test
    void nestedPagingAndASecondAsidAreNeeded() {
        assertThat(obstacle(CpuModel.withoutNestedPaging())).contains("nested paging");
        assertThat(obstacle(CpuModel.epyc().with(0x8000_000A, 0, 1, 1, 0, 0xFF)))
                .contains("address-space identifier");
    }

    @Test
    void optionalFeaturesAreReadFromTheSvmLeaf() {
        SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
        SvmFeatures full = new SvmFeatures();
        assertThat(full.savesNextRip() && full.flushesByAsid()).isTrue();
        SimulatedMachine.install(CpuModel.minimalSvm(), 1 << 20);
        SvmFeatures bare = new SvmFeatures();
        assertThat(bare.savesNextRip() || bare.flushesByAsid()).isFalse();
        assertThat(bare.switchesSpeculationControl()).isFalse();
    }

    @Test
    void theGuestMaySetTheEferBitsWhoseFeaturesItIsShown() {
        SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
        assertThat(new SvmFeatures().guestEfer()).isEqualTo(0x4D01);
    }

    private static boolean present(CpuModel model) {
        SimulatedMachine.install(model, 1 << 20);
        return new SvmFeatures().present();
    }

    private static String obstacle(CpuModel model) {
        SimulatedMachine.install(model, 1 << 20);
        return new SvmFeatures().obstacle();
    }
}
