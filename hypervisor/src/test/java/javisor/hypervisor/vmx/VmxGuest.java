package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.rules.EntryRules;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;

/** A guest on a simulated processor with VT-x, ready for VMLAUNCH, whose exits a test makes up. */
final class VmxGuest {
    /** Where the assembly code looks what an NMI writes. */
    static final long NMI_CONTROLS = SimulatedMachine.LINK_ADDRESS + 0x2000 + Signals.IN_PAGE + Signals.NMI_CONTROLS;

    /** The event a VM entry delivers for #GP(0), and for #GP in real mode. */
    static final long GP = 0x8000_0B0DL;

    static final long GP_IN_REAL_MODE = 0x8000_030DL;

    /** The event a VM entry delivers for #UD. */
    static final long UD = 0x8000_0306L;

    private static final long CODE_64 = 0xA09B;
    private static final long CODE_32 = 0xC09B;
    private static final long DATA_32 = 0xC093;
    private static final long FIXED_CR0 = Cr0.NE | Cr0.ET;
    private static final int RAX = 0;
    private static final int RCX = 1;
    private static final int RDX = 2;

    private final GuestMachine guest;
    private final VmxProcessor processor;

    /** A guest on a processor like {@code model}. */
    VmxGuest(CpuModel model) {
        guest = machine(model);
        processor = new VmxVirtualisation().prepare(guest.residence());
        guest.registers().base().writeLong(0x58, processor.exits().base().rawValue());
    }

    /** {@return a machine in which VT-x can be prepared} */
    static GuestMachine machine(CpuModel model) {
        GuestMachine machine = new GuestMachine(model, "");
        return machine;
    }

    /** {@return processors on which the guest has to work alike: one with all that is optional but CET and XSAVES, one with little} */
    static Stream<CpuModel> models() {
        return Stream.of(CpuModel.haswell(), CpuModel.arrandale());
    }

    SimulatedMachine machine() {
        return guest.machine();
    }

    VmxProcessor processor() {
        return processor;
    }

    AllRegisters registers() {
        return new AllRegisters(guest.registers().base());
    }

    /** Exits with {@code reason} by an instruction of two bytes, as a processor does it. */
    void exit(int reason) {
        set(ExitField.INSTRUCTION_LENGTH, 2);
        set(ExitField.REASON, reason);
        ControlField.ENTRY_INTERRUPTION.write(ControlField.ENTRY_INTERRUPTION.read() & 0x7FFF_FFFF);
        VmxExit.exit(processor, registers(), reason);
    }

    /** Exits for CPUID. */
    void cpuid(int leaf, int subleaf) {
        set(ExitField.INSTRUCTION_LENGTH, 2);
        ControlField.ENTRY_INTERRUPTION.write(ControlField.ENTRY_INTERRUPTION.read() & 0x7FFF_FFFF);
        registers().general(RAX, 0xFFFF_FFFF_0000_0000L | Integer.toUnsignedLong(leaf));
        registers().general(RCX, 0xFFFF_FFFF_0000_0000L | Integer.toUnsignedLong(subleaf));
        VmxExit.cpuid(registers());
    }

    /** Exits for RDMSR; {@return EDX:EAX} */
    long readMsr(int msr) {
        registers().general(RCX, 0xFFFF_FFFF_0000_0000L | Integer.toUnsignedLong(msr));
        exit(ExitReason.RDMSR);
        return registers().general(RDX) << 32 | registers().general(RAX);
    }

    /** Exits for WRMSR. */
    void writeMsr(int msr, long value) {
        registers().general(RCX, Integer.toUnsignedLong(msr));
        registers().general(RDX, 0xFFFF_FFFF_0000_0000L | value >>> 32);
        registers().general(RAX, 0xFFFF_FFFF_0000_0000L | value & 0xFFFF_FFFFL);
        exit(ExitReason.WRMSR);
    }

    /** Gives exit information a value. */
    void set(VmcsField exitInformation, long value) {
        machine().vmcs().exit(exitInformation.encoding(), value);
    }

    /** {@return the event that the next VM entry delivers; 0 if none} */
    static long event() {
        long event = ControlField.ENTRY_INTERRUPTION.read();
        return event >>> 31 == 0 ? 0 : event;
    }

    /** Takes the guest to 32-bit protected mode. */
    static void protectedMode() {
        GuestField.CR0.write(FIXED_CR0 | Cr0.PE);
        GuestField.CS_ACCESS_RIGHTS.write(CODE_32);
        GuestField.CS_LIMIT.write(0xFFFF_FFFFL);
        GuestField.SS_ACCESS_RIGHTS.write(DATA_32);
        GuestField.SS_LIMIT.write(0xFFFF_FFFFL);
    }

    /** Takes the guest to 64-bit mode. */
    static void longMode() {
        protectedMode();
        GuestField.CR0.write(FIXED_CR0 | Cr0.PE | Cr0.PG);
        GuestField.CR4.write(Cr4.VMXE | Cr4.PAE);
        GuestField.EFER.write(Efer.LMA | Efer.LME);
        ControlField.ENTRY.write(ControlField.ENTRY.read() | Controls.IA_32E_MODE_GUEST);
        GuestField.CS_ACCESS_RIGHTS.write(CODE_64);
    }

    /** {@return the instructions that were executed for their effect} */
    List<String> instructions() {
        return machine().instructions().stream()
                .map(SimulatedMachine.Instruction::mnemonic)
                .toList();
    }

    /** Fails if a VM entry would refuse the VMCS. */
    static void assertThatItCanBeEntered() {
        List<String> broken = new ArrayList<>();
        EntryRules.check(broken::add);
        assertThat(broken).as("broken rules of VM entries").isEmpty();
    }
}
