package javisor.hypervisor.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;

class PageAllocatorTest {
    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 0x10_0000);
    private final PageAllocator pages = new PageAllocator(new HostPhysical(0x4000), new HostPhysical(0x8000));

    @Test
    void pagesComeInOrderAndAreZero() {
        machine.memory().write(0x5FF8, 8, -1);
        assertThat(pages.allocate().rawValue()).isEqualTo(0x4000);
        assertThat(pages.allocate(2).rawValue()).isEqualTo(0x5000);
        assertThat(machine.memory().read(0x5FF8, 8)).isZero();
        assertThat(pages.remaining()).isEqualTo(1);
    }

    @Test
    void askingForMoreThanThereIsPanics() {
        pages.allocate(3);
        assertThatThrownBy(() -> pages.allocate(2)).isInstanceOf(IllegalStateException.class);
        assertThat(pages.allocate().rawValue()).isEqualTo(0x7000);
        assertThatThrownBy(pages::allocate).hasMessageContaining("more pages");
    }
}
