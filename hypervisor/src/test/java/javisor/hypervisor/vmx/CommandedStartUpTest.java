package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import javisor.simulator.LocalApicModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INIT and start-up interrupts where a guest cannot wait for the latter: commands exit, and a processor that waits is halted. */
final class CommandedStartUpTest {
    private static final int COUNT = 3;
    private static final long HALTED = 1;
    private static final long NMI_EVENT = 0x8000_0202L;
    private static final int INIT = 0x4500;
    private static final int START_UP = 0x469A;
    private static final long STORE_VIOLATION = 0x8A;
    private static final long CODE = 0x2_0000;
    private static final long DESTINATION = 1L << 56;

    private final GuestMachine machine = new GuestMachine(CpuModel.haswell(), "debug-wait=halted\n", COUNT);
    private final VmxVirtualisation virtualisation = new VmxVirtualisation();

    @BeforeEach
    void start() {
        virtualisation.prepare(machine.residence());
        NmiWindow.openFor(on(0));
        for (int i = 1; i < COUNT; i++) {
            machine.on(i);
            virtualisation.join(i, 0);
        }
        machine.on(0);
    }

    @Test
    void untilItIsStartedAProcessorIsHaltedWithInterruptsOff() {
        for (int i = 1; i < COUNT; i++) {
            on(i);
            waits(i);
            VmxGuest.assertThatItCanBeEntered();
        }
    }

    @Test
    void aStoreToTheCommandRegisterStartsTheProcessorItNames() {
        startUp(1);
        assertThat(machine.processor(0).localApic().commands()).contains(DESTINATION | 0x4400);
        nmi(1);
        runsAt(1, 0x9A);
        on(2);
        waits(2);
    }

    @Test
    void theStoreItselfGoesNoFurther() {
        int before = machine.processor(0).localApic().commands().size();
        startUp(1);
        assertThat(machine.processor(0)
                        .localApic()
                        .commands()
                        .subList(
                                before,
                                machine.processor(0).localApic().commands().size()))
                .doesNotContain(DESTINATION | START_UP);
        on(0);
        assertThat(GuestField.RIP.read()).isEqualTo(9);
    }

    /** Bit 12 is ignored. */
    @ParameterizedTest
    @ValueSource(ints = {START_UP, START_UP | 1 << 12})
    void aCommandInX2apicModeStartsAProcessorToo(int command) {
        commandInX2apicMode(command);
        nmi(2);
        runsAt(2, 0x9A);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 16, 17, 20, 31})
    void aCommandInX2apicModeWithAReservedBitFaults(int bit) {
        commandInX2apicMode(START_UP | 1 << bit);
        assertThat(VmxGuest.event() & 0xFF).isEqualTo(13);
        assertThat(get(2).signals().state()).isEqualTo(Signals.WAITING);
    }

    private void commandInX2apicMode(int command) {
        for (int i = 0; i < COUNT; i++) {
            machine.processor(i)
                    .msrs()
                    .preset(Msr.APIC_BASE, machine.processor(i).readMsr(Msr.APIC_BASE) | 0x400);
        }
        on(0);
        registers(0).general(AllRegisters.RCX, Msr.X2APIC_ICR);
        registers(0).general(AllRegisters.RDX, 2);
        registers(0).general(AllRegisters.RAX, command);
        exit(0, ExitReason.WRMSR);
    }

    @Test
    void anNmiThatReachesAProcessorThatWaitsIsNobodys() {
        nmi(1);
        waits(1);
        assertThat(VmxGuest.event()).isZero();
        assertThat(ControlField.PROCESSOR_BASED.read()).isEqualTo(get(1).primaryControls());
        startUp(1);
        nmi(1);
        runsAt(1, 0x9A);
        assertThat(VmxGuest.event()).isZero();
        assertThat(ControlField.PROCESSOR_BASED.read()).isEqualTo(get(1).primaryControls());
    }

    @Test
    void aCommandThatWasTakenUpInResidentCodeIsFollowedWhenTheWindowOpens() {
        startUp(1);
        on(1);
        get(1).signals().base().writeInt(Signals.TAKEN, 1);
        ControlField.PROCESSOR_BASED.write(get(1).kickControls());
        exit(1, ExitReason.NMI_WINDOW);
        runsAt(1, 0x9A);
        assertThat(get(1).signals().kick()).as("another can be sent").isTrue();
    }

    @Test
    void anInitHasARunningProcessorWait() {
        startUp(1);
        nmi(1);
        GuestField.RFLAGS.write(Rflags.RESERVED | Rflags.IF);
        command(1, INIT);
        nmi(1);
        waits(1);
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void anInitOfTheChipsetDoesToo() {
        startUp(1);
        nmi(1);
        exit(1, ExitReason.INIT);
        waits(1);
    }

    @Test
    void anInitTakesTheBootstrapProcessorToTheResetVector() {
        machine.processor(0).msrs().preset(Msr.APIC_BASE, LocalApicModel.BASE | 0x900);
        command(0, INIT);
        assertThat(GuestField.CS_BASE.read()).isEqualTo(0xFFFF_0000L);
        assertThat(GuestField.RIP.read()).isEqualTo(0xFFF0);
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(get(0).signals().state()).isEqualTo(Signals.RUNNING);
    }

    @Test
    void anyOtherStoreReachesTheLocalApic() {
        store(0x80, 0x20);
        assertThat(machine.processor(0).localApic().register(0x80)).isEqualTo(0x20);
    }

    private void startUp(int target) {
        command(target, START_UP);
    }

    private void command(int target, int command) {
        on(0);
        machine.processor(0).localApic().preset(0x310, target << 24);
        store(0x300, command);
    }

    /** The guest of processor 0, in real mode, stores an immediate operand; where to is known from the exit. */
    private void store(int register, int value) {
        VmxProcessor processor = on(0);
        byte[] code = {0x66, (byte) 0xC7, 0x06, 0x00, 0x03, (byte) value, (byte) (value >> 8), (byte) (value >> 16), 0};
        machine.memory().write(CODE, code);
        GuestSegment.CS.selector((int) (CODE >>> 4));
        GuestSegment.CS.describe(0x9B, CODE, 0xFFFF);
        GuestField.RIP.write(0);
        set(0, ExitField.GUEST_PHYSICAL_ADDRESS, LocalApicModel.BASE + register);
        set(0, ExitField.QUALIFICATION, STORE_VIOLATION);
        set(0, ExitField.IDT_VECTORING, 0);
        VmxExit.exit(processor, registers(0), ExitReason.EPT_VIOLATION);
    }

    private void nmi(int number) {
        on(number);
        set(number, ExitField.INTERRUPTION, NMI_EVENT);
        exit(number, ExitReason.EXCEPTION_OR_NMI);
    }

    private void exit(int number, int reason) {
        VmxProcessor processor = on(number);
        set(number, ExitField.INSTRUCTION_LENGTH, 2);
        ControlField.ENTRY_INTERRUPTION.write(ControlField.ENTRY_INTERRUPTION.read() & 0x7FFF_FFFF);
        VmxExit.exit(processor, registers(number), reason);
    }

    private void waits(int number) {
        assertThat(GuestField.ACTIVITY.read()).isEqualTo(HALTED);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(Rflags.RESERVED);
        assertThat(get(number).signals().state()).isEqualTo(Signals.WAITING);
    }

    private void runsAt(int number, int vector) {
        assertThat(GuestField.ACTIVITY.read()).isZero();
        assertThat(GuestField.CS_SELECTOR.read()).isEqualTo(vector << 8);
        assertThat(GuestField.CS_BASE.read()).isEqualTo((long) vector << 12);
        assertThat(GuestField.RIP.read()).isZero();
        assertThat(get(number).signals().state()).isEqualTo(Signals.RUNNING);
        VmxGuest.assertThatItCanBeEntered();
    }

    private VmxProcessor on(int number) {
        machine.on(number);
        return get(number);
    }

    private static VmxProcessor get(int number) {
        return (VmxProcessor) Processors.get(number);
    }

    private AllRegisters registers(int number) {
        return new AllRegisters(machine.registers(number).base());
    }

    private void set(int number, VmcsField field, long value) {
        machine.processor(number).vmcs().exit(field.encoding(), value);
    }
}
