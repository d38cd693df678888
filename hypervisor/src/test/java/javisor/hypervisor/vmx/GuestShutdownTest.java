package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.machine.address.HostVirtual;
import javisor.simulator.CpuModel;
import javisor.simulator.MachineHalted;
import javisor.simulator.SimulatedFault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestShutdownTest {
    private final VmxGuest guest = new VmxGuest(CpuModel.haswell());

    @ParameterizedTest
    @ValueSource(ints = {ExitReason.TRIPLE_FAULT, ExitReason.MACHINE_CHECK_AT_ENTRY | ExitReason.ENTRY_FAILURE})
    void theProcessorShutsDownOutsideVmxOperationWhereItHearsAnInit(int reason) {
        NmiWindow.openFor(guest.processor());
        assertThatThrownBy(() -> guest.exit(reason)).isInstanceOfAny(SimulatedFault.class, MachineHalted.class);
        assertThat(guest.instructions()).endsWith("VMXOFF", "LIDT");
        assertThat(new HostVirtual(VmxGuest.NMI_CONTROLS).readLong(0))
                .as("what an NMI writes")
                .isZero();
        assertThat(guest.machine().com1().sent()).contains("triple-faulted");
    }
}
