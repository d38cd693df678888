package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.Residence;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.MachineHalted;
import javisor.simulator.SimulatedMachine.Instruction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further processors with AMD-V: each waits for its start-up interrupt in resident code and enters its guest then. */
final class JoinTest {
    private final SvmProcessors processors = new SvmProcessors(4, true, false);

    @Test
    void eachWaitsAndHasAVmcbAndAHostSaveAreaOfItsOwn() {
        Set<Long> pages = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            SvmProcessor processor = processors.get(i);
            assertThat(processor.apicId()).isEqualTo(i);
            assertThat(processor.signals().state()).isEqualTo(i == 0 ? Signals.RUNNING : Signals.WAITING);
            assertThat(pages.add(processor.vmcb().rawValue())).isTrue();
            assertThat(pages.add(processors.machine().processor(i).readMsr(Msr.VM_HSAVE_PA)))
                    .isTrue();
            assertThat(processor.control().nestedCr3())
                    .isEqualTo(processors.get(0).control().nestedCr3());
            assertThat(processor.control().msrPermissionMap())
                    .isEqualTo(processors.get(0).control().msrPermissionMap());
            assertThat(processor.control().interceptInstructions() & Intercept.NMI)
                    .isNotZero();
        }
    }

    /** A start-up interrupt that comes while it waits for the first time has it run its guest. */
    @ParameterizedTest
    @ValueSource(longs = {0, Cr0.CD, Cr0.CD | Cr0.NW})
    void theFirstStartUpInterruptHasItEnterItsGuest(long caching) {
        GuestMachine machine = new GuestMachine(CpuModel.epyc(), "", 2);
        SvmVirtualisation virtualisation = new SvmVirtualisation();
        virtualisation.prepare(machine.residence());
        machine.processor(1)
                .when(SvmProcessors.PARK, () -> Signals.of(1).change(Signals.WAITING, Signals.STARTING | 0x9A));
        machine.on(1);
        virtualisation.join(1, caching);
        SvmProcessor processor = (SvmProcessor) Processors.get(1);
        assertThat(processor.state().cs().selector()).isEqualTo(0x9A00);
        assertThat(processor.state().cr0()).isEqualTo(caching | Cr0.ET);
        assertThat(processor.signals().state()).isEqualTo(Signals.RUNNING);
        assertThat(machine.processor(1).instructions())
                .last()
                .isEqualTo(new Instruction("VMRUN", processor.vmcb().rawValue()));
        assertThat(processor.trap().isSet()).as("all run").isFalse();
    }

    @Test
    void aProcessorThatCannotStopsTheMachineInWords() {
        GuestMachine machine = new GuestMachine(CpuModel.epyc(), "", 2);
        SvmVirtualisation virtualisation = new SvmVirtualisation();
        virtualisation.prepare(machine.residence());
        machine.on(1).msrs().preset(Msr.VM_CR, 1 << 3 | 1 << 4);
        assertThatThrownBy(() -> virtualisation.join(1, 0)).hasMessageContaining("switched AMD-V off");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 24})
    void noMorePagesAreTakenThanAnnounced(int count) {
        GuestMachine several = new GuestMachine(CpuModel.epyc(), "", count);
        SvmVirtualisation svm = new SvmVirtualisation();
        int announced = svm.pages(several.memoryMap(), count);
        Residence room = several.residence();
        int before = room.pages().remaining();
        svm.prepare(room);
        for (int i = 1; i < count; i++) {
            int number = i;
            several.on(i).when(SvmProcessors.PARK, () -> {
                throw new MachineHalted("waits");
            });
            assertThatThrownBy(() -> svm.join(number, 0)).isInstanceOf(MachineHalted.class);
        }
        assertThat(before - room.pages().remaining()).isEqualTo(announced);
    }
}
