package javisor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.instruction.Vmx;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VmxOperationTest {
    private static final long VMXE = 1 << 13;
    private static final long CR0 = 0x8000_0031L;
    private static final long CR4 = 0x20 | VMXE;
    private static final HostVirtual OPERAND = new HostPhysical(0x100).toVirtual();
    private static final long REGION = 0x1000;
    private static final long VMCS = 0x2000;
    private static final int EPT_POINTER = 0x201A;
    private static final int VPID = 0;
    private static final int PIN_BASED = 0x4000;
    private static final int INSTRUCTION_ERROR = 0x4400;

    private SimulatedMachine machine = machine(CpuModel.haswell());

    @AfterEach
    void leave() {
        Hosted.set(null);
    }

    @Test
    void vmxonNeedsVmxe() {
        ControlRegisters.writeCr4(0x20);
        refused(SimulatedFault.UD, () -> vmxon(REGION));
        ControlRegisters.writeCr4(CR4);
        assertThat(vmxon(REGION)).isFalse();
        refused(SimulatedFault.GP, () -> ControlRegisters.writeCr4(0x20));
        refused(SimulatedFault.GP, () -> ControlRegisters.writeCr0(0x8000_0011L));
    }

    @Test
    void vmxonNeedsTheFirmwaresConsentAndTheFixedBits() {
        machine.msrs().preset(0x3A, 4);
        refused(SimulatedFault.GP, () -> vmxon(REGION));
        Msrs.write(0x3A, 1);
        refused(SimulatedFault.GP, () -> vmxon(REGION));
        refused(SimulatedFault.GP, () -> Msrs.write(0x3A, 5));
        machine.msrs().preset(0x3A, 5);
        ControlRegisters.writeCr0(0x8000_0011L);
        refused(SimulatedFault.GP, () -> vmxon(REGION));
        ControlRegisters.writeCr0(CR0);
        assertThat(vmxon(REGION)).isFalse();
        assertThat(vmxon(REGION)).isTrue();
    }

    @Test
    void theRegionIsAPageThatStartsWithTheRevision() {
        assertThat(vmxon(REGION + 8)).isTrue();
        assertThat(vmxon(1L << 39)).isTrue();
        machine.memory().write(REGION, 4, 0x13);
        assertThat(vmxon(REGION)).isTrue();
        machine.memory().write(REGION, 4, 0x8000_0012L);
        assertThat(vmxon(REGION)).isTrue();
    }

    @Test
    void aVmcsIsClearedThenLoaded() {
        refused(SimulatedFault.UD, () -> vmptrld(VMCS));
        vmxon(REGION);
        assertThatThrownBy(() -> vmptrld(VMCS)).hasMessageContaining("never VMCLEARed");
        assertThat(vmclear(REGION)).isTrue();
        assertThat(vmclear(VMCS)).isFalse();
        assertThatThrownBy(() -> Vmx.vmread(PIN_BASED)).hasMessageContaining("without a current VMCS");
        assertThat(vmptrld(VMCS)).isFalse();
        assertThat(vmptrld(REGION)).isTrue();
        assertThat(Vmx.vmread(INSTRUCTION_ERROR)).isEqualTo(10);
    }

    @Test
    void fieldsAreAsWideAsTheirEncodingSays() {
        enter();
        assertThat(Vmx.vmwrite(PIN_BASED, -1)).isFalse();
        Vmx.vmwrite(VPID, -1);
        Vmx.vmwrite(EPT_POINTER, -1);
        Vmx.vmwrite(EPT_POINTER + 1, 0x12345678);
        assertThat(Vmx.vmread(PIN_BASED)).isEqualTo(0xFFFF_FFFFL);
        assertThat(Vmx.vmread(VPID)).isEqualTo(0xFFFF);
        assertThat(Vmx.vmread(EPT_POINTER)).isEqualTo(0x12345678_FFFF_FFFFL);
        assertThat(Vmx.vmread(EPT_POINTER + 1)).isEqualTo(0x12345678);
    }

    @Test
    void onlyAnExitWritesExitInformation() {
        enter();
        assertThatThrownBy(() -> Vmx.vmwrite(0x4402, 1)).hasMessageContaining("read-only");
        machine.vmcs().exit(0x4402, 10);
        assertThat(Vmx.vmread(0x4402)).isEqualTo(10);
    }

    @Test
    void aFieldExistsWhereTheControlThatUsesItMayBeSet() {
        enter();
        assertThat(machine.vmcs().has(EPT_POINTER)).isTrue();
        assertThat(machine.vmcs().has(0x202C)).isFalse();
        assertThatThrownBy(() -> Vmx.vmwrite(0x202C, 0)).hasMessageContaining("has no field 0x202c");
        assertThatThrownBy(() -> Vmx.vmread(0x6828)).hasMessageContaining("has no field");
        machine = machine(CpuModel.skylake());
        enter();
        assertThat(machine.vmcs().has(0x202C)).isTrue();
        machine = machine(CpuModel.penryn());
        enter();
        assertThat(machine.vmcs().has(EPT_POINTER) || machine.vmcs().has(VPID)).isFalse();
    }

    @Test
    void invalidationsOfKnownTypes() {
        enter();
        assertThat(Vmx.invept(1, OPERAND) || Vmx.invept(2, OPERAND)).isFalse();
        assertThat(Vmx.invept(0, OPERAND) && Vmx.invept(3, OPERAND)).isTrue();
        assertThat(Vmx.invvpid(0, OPERAND) || Vmx.invvpid(3, OPERAND)).isFalse();
        assertThat(Vmx.invvpid(4, OPERAND)).isTrue();
        assertThat(Vmx.vmread(INSTRUCTION_ERROR)).isEqualTo(28);
        machine = machine(CpuModel.penryn());
        enter();
        refused(SimulatedFault.UD, () -> Vmx.invept(1, OPERAND));
    }

    @Test
    void capabilitiesCannotBeWrittenAndWithoutVmxDoNotExist() {
        refused(SimulatedFault.GP, () -> Msrs.write(0x480, 0));
        SimulatedMachine.install(CpuModel.intel(), 1 << 20);
        refused(SimulatedFault.GP, () -> Msrs.read(0x480));
        refused(SimulatedFault.GP, () -> Msrs.read(0x3A));
        refused(SimulatedFault.GP, () -> ControlRegisters.writeCr4(CR4));
    }

    private void enter() {
        assertThat(vmxon(REGION) || vmclear(VMCS) || vmptrld(VMCS)).isFalse();
    }

    private static SimulatedMachine machine(CpuModel model) {
        SimulatedMachine machine = SimulatedMachine.install(model, 1 << 20);
        ControlRegisters.writeCr0(CR0);
        ControlRegisters.writeCr4(CR4);
        machine.memory().write(REGION, 4, model.vmx().revision());
        machine.memory().write(VMCS, 4, model.vmx().revision());
        return machine;
    }

    private static boolean vmxon(long region) {
        OPERAND.writeLong(0, region);
        return Vmx.vmxon(OPERAND);
    }

    private static boolean vmclear(long region) {
        OPERAND.writeLong(0, region);
        return Vmx.vmclear(OPERAND);
    }

    private static boolean vmptrld(long region) {
        OPERAND.writeLong(0, region);
        return Vmx.vmptrld(OPERAND);
    }

    private static void refused(int vector, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        SimulatedFault.class,
                        fault -> assertThat(fault.vector()).isEqualTo(vector));
    }
}
