package javisor.hypervisor.panic;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.LoadedMachine;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.InterruptGate;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine.Instruction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExceptionDescriptorsTest {
    private final LoadedMachine machine = new LoadedMachine(CpuModel.epyc(), 0x100_0000, "");
    private final HostVirtual page = new HostVirtual(LoadedMachine.symbol("javisor_descriptors"));

    @BeforeEach
    void install() {
        ExceptionDescriptors.install(0);
    }

    @Test
    void theTablesAreLoadedInTheOrderTheProcessorNeeds() {
        long at = page.rawValue();
        assertThat(machine.machine().instructions())
                .containsExactly(
                        new Instruction("LGDT", at + 0x40),
                        new Instruction("load segments", 0x08_0010),
                        new Instruction("LIDT", at + 0x50),
                        new Instruction("LTR", 0x18));
        assertThat(page.readShort(0x40)).isEqualTo((short) 0x27);
        assertThat(page.readLong(0x42)).isEqualTo(at);
        assertThat(page.readShort(0x50)).isEqualTo((short) 0xFFF);
        assertThat(page.readLong(0x52)).isEqualTo(LoadedMachine.symbol("javisor_interrupt_table"));
    }

    @Test
    void everyVectorLeadsToItsStub() {
        HostVirtual table = new HostVirtual(LoadedMachine.symbol("javisor_interrupt_table"));
        for (int vector = 0; vector < 256; vector++) {
            InterruptGate gate = new InterruptGate(table.add(16L * vector));
            assertThat(gate.target().rawValue())
                    .isEqualTo(
                            vector < 32
                                    ? LoadedMachine.symbol("javisor_exception_stubs") + 16L * vector
                                    : LoadedMachine.symbol("javisor_ignored_interrupt"));
            assertThat(gate.selector()).isEqualTo(8);
            assertThat(gate.ist()).isEqualTo(vector == 8 ? 1 : 0);
        }
    }

    @Test
    void theFaultStackIsTheFirstInterruptStack() {
        assertThat(page.readLong(0x80 + 0x24)).isEqualTo(LoadedMachine.symbol("javisor_fault_stack_top"));
    }
}
