package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.Residence;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.HostField;
import javisor.machine.x86.Cr0;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further processors with VT-x: each waits for its start-up interrupt as a guest, on its own stack and in the shared tables. */
final class JoinTest {
    private static final int COUNT = 4;
    private static final long WAIT_FOR_SIPI = 3;

    private final GuestMachine machine = new GuestMachine(CpuModel.haswell(), "", COUNT);
    private final VmxVirtualisation virtualisation = new VmxVirtualisation();
    private final Residence residence = machine.residence();

    @Test
    void eachWaitsForItsStartUpInterrupt() {
        joinAll(0);
        for (int i = 1; i < COUNT; i++) {
            machine.on(i);
            VmxGuest.assertThatItCanBeEntered();
            assertThat(GuestField.ACTIVITY.read()).isEqualTo(WAIT_FOR_SIPI);
            assertThat(Signals.of(i).state()).isEqualTo(Signals.WAITING);
            assertThat(Processors.get(i).number()).isEqualTo(i);
            assertThat(Processors.get(i).apicId()).isEqualTo(i);
            assertThat(machine.processor(i).instructions())
                    .last()
                    .extracting(SimulatedMachine.Instruction::mnemonic)
                    .isEqualTo("VMLAUNCH");
        }
        machine.on(0);
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(Signals.of(0).state()).isEqualTo(Signals.RUNNING);
    }

    @Test
    void theTablesAreSharedAndTheRegionsAreNot() {
        joinAll(0);
        Set<Long> regions = new HashSet<>();
        machine.on(0);
        long tables = ControlField.EPT_POINTER.read();
        long msrs = ControlField.MSR_BITMAP.read();
        for (int i = 0; i < COUNT; i++) {
            machine.on(i);
            assertThat(ControlField.EPT_POINTER.read()).isEqualTo(tables);
            assertThat(ControlField.MSR_BITMAP.read()).isEqualTo(msrs);
            for (SimulatedMachine.Instruction instruction : machine.processor(i).instructions()) {
                if (instruction.mnemonic().equals("VMXON")
                        || instruction.mnemonic().equals("VMPTRLD")) {
                    assertThat(regions.add(instruction.operand()))
                            .as("0x%x", instruction.operand())
                            .isTrue();
                }
            }
        }
        assertThat(regions).hasSize(2 * COUNT);
    }

    @Test
    void eachHasDescriptorTablesOfItsOwnInItsPage() {
        joinAll(0);
        for (int i = 0; i < COUNT; i++) {
            machine.on(i);
            long page = ProcessorMemory.page(i).rawValue();
            assertThat(HostField.GDTR_BASE.read()).isBetween(page, page + 0xFFF);
            assertThat(HostField.TR_BASE.read()).isBetween(page, page + 0xFFF);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Cr0.CD, Cr0.CD | Cr0.NW})
    void thePartOfCr0ThatSaysWhetherItCachesIsTheGuestsAsItWas(long caching) {
        joinAll(caching);
        for (int i = 1; i < COUNT; i++) {
            machine.on(i);
            assertThat(machine.processor(i).readControlRegister(0) & (Cr0.CD | Cr0.NW))
                    .isEqualTo(caching);
            assertThat(GuestField.CR0.read() & (Cr0.CD | Cr0.NW)).isEqualTo(caching);
        }
    }

    @Test
    void anNmiHasSomethingToWriteFromTheStart() {
        joinAll(0);
        for (int i = 1; i < COUNT; i++) {
            machine.on(i);
            assertThat(Signals.of(i).base().readLong(Signals.NMI_CONTROLS))
                    .isEqualTo(ControlField.PROCESSOR_BASED.read() | Controls.NMI_WINDOW_EXITING);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 24})
    void noMorePagesAreTakenThanAnnounced(int count) {
        GuestMachine several = new GuestMachine(CpuModel.haswell(), "", count);
        VmxVirtualisation vmx = new VmxVirtualisation();
        int announced = vmx.pages(several.memoryMap(), count);
        Residence room = several.residence();
        int before = room.pages().remaining();
        vmx.prepare(room);
        for (int i = 1; i < count; i++) {
            several.on(i);
            vmx.join(i, 0);
        }
        assertThat(before - room.pages().remaining()).isBetween(announced - 1, announced);
    }

    private void joinAll(long caching) {
        machine.on(0);
        virtualisation.prepare(residence);
        for (int i = 1; i < COUNT; i++) {
            machine.on(i);
            virtualisation.join(i, caching);
        }
    }
}
