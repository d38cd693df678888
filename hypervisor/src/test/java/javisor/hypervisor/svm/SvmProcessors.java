package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.LocalApicModel;
import javisor.simulator.PageWalk;
import javisor.simulator.SimulatedMachine.Instruction;

/** Several processors with AMD-V whose exits a test makes up. The first runs the guest, the others wait for a start-up interrupt. */
final class SvmProcessors {
    /** Where the local APIC's page is. */
    static final long APIC = LocalApicModel.BASE;

    /** The instructions with which a processor waits. */
    static final String PARK = "STGI, HLT, CLGI";

    private static final long VM_CR_LOCK = 1 << 3;
    private static final int NPF_WRITE = 7;

    private final GuestMachine machine;

    /** A processor waits for somebody to leave something for it, and nobody does. */
    static final class Parked extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * As many as {@code count}.
     *
     * @param redirectInit whether VM_CR.R_INIT can be set
     * @param x2apic whether the local APICs are in x2APIC mode
     */
    SvmProcessors(int count, boolean redirectInit, boolean x2apic) {
        machine = new GuestMachine(CpuModel.epyc(), "", count);
        for (int i = 0; i < count; i++) {
            if (!redirectInit) {
                machine.processor(i).msrs().preset(Msr.VM_CR, VM_CR_LOCK);
            }
            if (x2apic) {
                machine.processor(i)
                        .msrs()
                        .preset(Msr.APIC_BASE, machine.processor(i).readMsr(Msr.APIC_BASE) | 0x400);
            }
            machine.processor(i).when(PARK, () -> {
                throw new Parked();
            });
        }
        SvmVirtualisation virtualisation = new SvmVirtualisation();
        virtualisation.prepare(machine.residence());
        for (int i = 1; i < count; i++) {
            int number = i;
            machine.on(i);
            assertThatThrownBy(() -> virtualisation.join(number, 0)).isInstanceOf(Parked.class);
        }
        machine.on(0);
    }

    /** {@return the machine} */
    GuestMachine machine() {
        return machine;
    }

    /** {@return processor {@code number}, on which runs what follows} */
    SvmProcessor on(int number) {
        machine.on(number);
        return get(number);
    }

    /** {@return processor {@code number}} */
    SvmProcessor get(int number) {
        return (SvmProcessor) Processors.get(number);
    }

    /** {@return the guest's registers there} */
    AllRegisters registers(int number) {
        return new AllRegisters(machine.registers(number).base());
    }

    /** {@return the commands its local APIC was given since the guest was started, high half and low half} */
    List<Long> commands(int number) {
        List<Long> all = machine.processor(number).localApic().commands();
        return number == 0 ? all.subList(3, all.size()) : all;
    }

    /** {@return the instructions it has executed for their effect} */
    List<String> instructions(int number) {
        List<String> mnemonics = new ArrayList<>();
        for (Instruction instruction : machine.processor(number).instructions()) {
            mnemonics.add(instruction.mnemonic());
        }
        return mnemonics;
    }

    /** The guest of a processor exits. */
    void exit(int number, int code) {
        SvmProcessor processor = on(number);
        processor.control().exitCode(code);
        processor.control().eventInjection(0);
        SvmExit.exit(processor, registers(number));
    }

    /** The guest of a processor stores to the page of the local APIC. */
    void store(int number, int offset) {
        get(number).control().exitInfo1(NPF_WRITE);
        get(number).control().exitInfo2(APIC + offset);
        exit(number, ExitCode.NESTED_PAGE_FAULT);
    }

    /** The guest of a processor executes WRMSR. */
    void writeMsr(int number, int msr, long value) {
        registers(number).general(AllRegisters.RCX, msr);
        registers(number).general(AllRegisters.RDX, value >>> 32);
        get(number).state().rax(value & 0xFFFF_FFFFL);
        get(number).control().exitInfo1(1);
        exit(number, ExitCode.MSR);
    }

    /** A processor that waits goes on with a start-up interrupt. */
    void start(int number, int vector) {
        assertThat(get(number).signals().change(Signals.WAITING, Signals.STARTING | vector))
                .as("processor %d waits", number)
                .isTrue();
        SvmProcessor processor = on(number);
        assertThat(StartUp.follow(processor, registers(number))).isTrue();
        machine.on(0);
    }

    /** What another processor does while processor {@code number} waits for it. */
    void meanwhile(int number, Runnable action) {
        machine.whilePausing(number, action);
    }

    /** {@return whether the guest's stores to the page of the local APIC fault} */
    boolean pageIsTrapped() {
        PageWalk walk = PageWalk.of(machine.memory(), get(0).control().nestedCr3(), APIC, 48);
        assertThat(walk.address()).isEqualTo(APIC);
        assertThat(walk.pageSize()).isEqualTo(4096);
        return !walk.writable();
    }

    /** {@return whether the guest's writes of the command register as a MSR exit} */
    boolean registerIsTrapped() {
        long map = get(0).control().msrPermissionMap();
        int bits = (int) machine.memory().read(map + Msr.X2APIC_ICR / 4, 1) >>> Msr.X2APIC_ICR % 4 * 2 & 3;
        assertThat(bits & 1).as("reads exit").isZero();
        return bits != 0;
    }
}
