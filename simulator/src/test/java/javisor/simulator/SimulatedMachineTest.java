package javisor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.instruction.Ports;
import javisor.machine.instruction.Svm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedMachineTest {
    private static final int VM_CR = 0xC001_0114;
    private static final int EFER = 0xC000_0080;

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 1L << 33);

    @AfterEach
    void leave() {
        Hosted.set(null);
    }

    @Test
    void memoryIsReachedThroughThePhysicalWindow() {
        HostVirtual at = new HostPhysical(0x1_2345_6FFCL).toVirtual();
        at.writeLong(0, 0x1122_3344_5566_7788L);
        assertThat(at.readInt(4)).isEqualTo(0x1122_3344);
        assertThat(machine.memory().read(0x1_2345_6FFCL, 2)).isEqualTo(0x7788);
        assertThat(new HostPhysical(0x5000).toVirtual().readLong(0)).isZero();
    }

    @Test
    void theLinkAddressShowsWhereTheImageIs() {
        machine.imageAt(0x10_0000);
        new HostVirtual(SimulatedMachine.LINK_ADDRESS).writeByte(5, (byte) 0x80);
        assertThat(machine.memory().read(0x10_0005, 1)).isEqualTo(0x80);
    }

    @Test
    void anAccessBeyondRamOrOutsideTheWindowsIsAnError() {
        HostVirtual beyond = new HostPhysical(1L << 33).toVirtual();
        assertThatThrownBy(() -> beyond.readByte(0)).hasMessageContaining("no RAM at physical address 0x200000000");
        HostVirtual low = new HostVirtual(0x1000);
        assertThatThrownBy(() -> low.readByte(0)).isInstanceOf(SimulatedFault.class);
    }

    @Test
    void whatIsSentToTheUartIsCaptured() {
        Ports.out8(0x3F8, 'J');
        Ports.out8(0x3FB, 0x83);
        Ports.out8(0x3F8, 1);
        Ports.out8(0x3FB, 0x03);
        Ports.out8(0x3F8, 'v');
        assertThat(machine.com1().sent()).isEqualTo("Jv");
        assertThat(Ports.in8(0x3FD) & 0x60).isEqualTo(0x60);
    }

    @Test
    void aPortWithoutADeviceFloatsHigh() {
        assertThat(Ports.in8(0x999)).isEqualTo(0xFF);
        assertThat(Ports.in16(0x999)).isEqualTo(0xFFFF);
        assertThat(Ports.in32(0x999)).isEqualTo(-1);
    }

    @Test
    void anUnknownMsrRaisesGeneralProtection() {
        assertThatThrownBy(() -> Msrs.read(0x1234_5678))
                .isInstanceOfSatisfying(
                        SimulatedFault.class,
                        fault -> assertThat(fault.vector()).isEqualTo(SimulatedFault.GP));
    }

    @Test
    void svmInstructionsNeedSvme() {
        HostPhysical vmcb = new HostPhysical(0x1000);
        assertThatThrownBy(() -> Svm.vmsave(vmcb)).hasMessageContaining("EFER.SVME clear");
        Msrs.write(EFER, Msrs.read(EFER) | 1 << 12);
        Svm.vmsave(vmcb);
        assertThat(machine.instructions()).contains(new SimulatedMachine.Instruction("VMSAVE", 0x1000));
    }

    @Test
    void svmeCannotBeSetWhenTheFirmwareLockedItOff() {
        machine.msrs().preset(VM_CR, ModelSpecificRegisters.LOCK | ModelSpecificRegisters.SVMDIS);
        Msrs.write(VM_CR, 0);
        assertThat(Msrs.read(VM_CR)).isEqualTo(0x18);
        assertThatThrownBy(() -> Msrs.write(EFER, 1 << 12)).isInstanceOf(SimulatedFault.class);
    }

    @Test
    void aProcessorWithoutSvmHasNoVmCr() {
        SimulatedMachine.install(CpuModel.withoutSvm(), 1 << 20);
        assertThatThrownBy(() -> Msrs.read(VM_CR)).isInstanceOf(SimulatedFault.class);
    }

    @Test
    void osxsaveInCpuidFollowsCr4() {
        int[] registers = new int[4];
        Cpuid.execute(1, 0, registers);
        assertThat(registers[Cpuid.ECX] & CpuModel.OSXSAVE).isZero();
        ControlRegisters.writeCr4(1 << 18);
        Cpuid.execute(1, 0, registers);
        assertThat(registers[Cpuid.ECX] & CpuModel.OSXSAVE).isNotZero();
    }

    @Test
    void haltEndsTheRun() {
        assertThatThrownBy(Cpu::halt).isInstanceOf(MachineHalted.class);
    }
}
