package javisor.hypervisor.vmx.task;

import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.linear.GuestPaging;
import javisor.hypervisor.memory.HostAddressSpace;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.instruction.Vmx;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.PhysicalMemory;
import javisor.simulator.SimulatedMachine;

/** A guest in flat protected mode with two tasks of either format, and the exit for a task switch between them. */
final class TaskGuest {
    static final long RAM = 4 << 20;
    static final long WITHHELD = 3 << 20;
    static final long GDT = 0x1000;
    static final long OLD = 0x2000;
    static final long NEW = 0x3000;
    static final int CODE = 0x08;
    static final int DATA = 0x10;
    static final int USER_CODE = 0x1B;
    static final int USER_DATA = 0x23;
    static final int STACK_16 = 0x28;
    static final int OLD_TSS = 0x30;
    static final int NEW_TSS = 0x38;
    static final int LDT = 0x40;
    static final int ABSENT_DATA = 0x48;
    static final int ABSENT_CODE = 0x50;
    static final int READ_ONLY = 0x58;
    static final int EXECUTE_ONLY = 0x60;
    static final int CONFORMING = 0x68;
    static final int ABSENT_LDT = 0x70;
    static final int SHORT_CODE = 0x78;
    static final int EXPAND_DOWN = 0x80;
    static final int BEYOND = 0x88;
    static final int LOCAL_DATA = 0x0C;

    static final int CALL = 0;
    static final int IRET = 1;
    static final int JMP = 2;
    static final int GATE = 3;

    static final long OLD_EIP = 0x1_2340;
    static final long OLD_FLAGS = 0x4246;
    static final long NEW_EIP = 0x5678;
    static final long NEW_FLAGS = 0x8D7;
    static final long NEW_STACK = 0x9000;

    private static final long REGISTERS = 0x8000;
    private static final long VMXON = 0xA000;
    private static final long VMCS = 0xB000;
    private static final int LENGTH = 7;

    final SimulatedMachine machine = SimulatedMachine.install(CpuModel.haswell(), RAM);
    final PhysicalMemory ram = machine.memory();
    final AllRegisters registers = new AllRegisters(new HostPhysical(REGISTERS).toVirtual());
    final TssFormat oldFormat;
    final TssFormat newFormat;
    private final TaskSwitch taskSwitch;

    TaskGuest(TssFormat oldFormat, TssFormat newFormat) {
        this.oldFormat = oldFormat;
        this.newFormat = newFormat;
        useVmcs();
        HostPhysical hidden = new HostPhysical(WITHHELD);
        HostPhysical end = new HostPhysical(RAM);
        GuestMemory memory = new GuestMemory(new HostAddressSpace(new HostPhysical(0), end, hidden, hidden, end));
        taskSwitch = new TaskSwitch(memory, new GuestPaging(memory, 36));
        fillTables();
        fillState();
        fillNewTask();
    }

    private void useVmcs() {
        HostVirtual operand = new HostPhysical(VMCS + 0x100).toVirtual();
        machine.msrs().preset(Msr.FEATURE_CONTROL, 5);
        ControlRegisters.writeCr0(ControlRegisters.readCr0() | Cr0.NE);
        ControlRegisters.writeCr4(ControlRegisters.readCr4() | Cr4.VMXE);
        for (long region : new long[] {VMXON, VMCS}) {
            ram.write(region, 4, Msrs.read(Msr.VMX_BASIC) & 0x7FFF_FFFF);
        }
        operand.writeLong(0, VMXON);
        boolean failed = Vmx.vmxon(operand);
        operand.writeLong(0, VMCS);
        if (failed || Vmx.vmclear(operand) || Vmx.vmptrld(operand)) {
            throw new IllegalStateException("the simulated machine refuses VMX operation");
        }
    }

    private void fillTables() {
        descriptor(CODE, 0, 0xFFFFF, 0x9A, 0xC);
        descriptor(DATA, 0, 0xFFFFF, 0x92, 0xC);
        descriptor(USER_CODE, 0, 0xFFFFF, 0xFA, 0xC);
        descriptor(USER_DATA, 0, 0xFFFFF, 0xF2, 0xC);
        descriptor(STACK_16, 0, 0xFFFF, 0x92, 0);
        descriptor(OLD_TSS, OLD, oldFormat.lastOffset(), type(oldFormat) | 0x82, 0);
        descriptor(NEW_TSS, NEW, newFormat.lastOffset(), type(newFormat) | 0x80, 0);
        descriptor(LDT, 0x1800, 15, 0x82, 0);
        descriptor(ABSENT_DATA, 0, 0xFFFFF, 0x12, 0xC);
        descriptor(ABSENT_CODE, 0, 0xFFFFF, 0x1A, 0xC);
        descriptor(READ_ONLY, 0, 0xFFFFF, 0x90, 0xC);
        descriptor(EXECUTE_ONLY, 0, 0xFFFFF, 0x98, 0xC);
        descriptor(CONFORMING, 0, 0xFFFFF, 0x9E, 0xC);
        descriptor(ABSENT_LDT, 0x1800, 15, 0x02, 0);
        descriptor(SHORT_CODE, 0, 0xFF, 0x9A, 4);
        descriptor(EXPAND_DOWN, 0, 0x8FFD, 0x96, 4);
        ram.write(0x1808, 8, 0x00CF_9200_0000_FFFFL);
    }

    /** Writes a descriptor of the GDT. */
    void descriptor(int selector, long base, int limit, int rights, int flags) {
        long bits = limit & 0xFFFF | (base & 0xFF_FFFF) << 16 | (long) rights << 40;
        bits |= (long) (limit >>> 16) << 48 | (long) flags << 52 | base >>> 24 << 56;
        ram.write(GDT + (selector & ~7), 8, bits);
    }

    private void fillState() {
        GuestField.CR0.write(Cr0.PE | Cr0.ET);
        GuestField.GDTR_BASE.write(GDT);
        GuestField.GDTR_LIMIT.write(BEYOND - 1);
        GuestField.RIP.write(OLD_EIP);
        GuestField.RFLAGS.write(OLD_FLAGS);
        GuestField.RSP.write(0xF_0044);
        GuestField.DR7.write(0x7FF);
        GuestField.INTERRUPTIBILITY.write(3);
        for (int i = 0; i < 8; i++) {
            if (i != AllRegisters.RSP) {
                registers.general(i, 0xF_0000L + i * 0x11);
            }
        }
        for (int i = 0; i < 6; i++) {
            GuestSegment segment = new GuestSegment(i);
            segment.selector(i == 1 ? CODE : DATA);
            segment.describe(i == 1 ? 0xC09B : 0xC093, 0, 0xFFFF_FFFFL);
        }
        GuestSegment.LDTR.describe(GuestSegment.UNUSABLE, 0, 0);
        GuestSegment.TR.selector(OLD_TSS);
        GuestSegment.TR.describe(type(oldFormat) | 0x82, OLD, oldFormat.lastOffset());
    }

    private void fillNewTask() {
        field(newFormat.instructionPointer(), NEW_EIP);
        field(newFormat.flags(), NEW_FLAGS);
        for (int i = 0; i < 8; i++) {
            field(newFormat.general(i), i == AllRegisters.RSP ? NEW_STACK : 0x1110L * (i + 1));
        }
        int[] selectors = {USER_DATA, CODE, newFormat == TssFormat.BITS_16 ? STACK_16 : DATA, DATA, CODE, 0};
        for (int i = 0; i < newFormat.segments(); i++) {
            field(newFormat.segment(i), selectors[i]);
        }
    }

    /** Sets a slot of the new task's TSS. */
    void field(int offset, long value) {
        ram.write(NEW + offset, newFormat.width(), value);
    }

    /** Sets a segment selector in the new task's TSS. */
    void segment(GuestSegment segment, int selector) {
        boolean local = segment.equals(GuestSegment.LDTR);
        field(local ? newFormat.localTable() : newFormat.segment((int) segment.number()), selector);
    }

    /** {@return a slot of the old task's TSS} */
    long saved(int offset) {
        return ram.read(OLD + offset, oldFormat.width());
    }

    /** {@return the rights byte of a descriptor of the GDT} */
    int rights(int selector) {
        return (int) ram.read(GDT + selector + 5, 1);
    }

    /** Exits for a task switch by an instruction; {@return whether the guest goes on} */
    boolean exit(int source) {
        if (source == IRET) {
            ram.write(GDT + NEW_TSS + 5, 1, rights(NEW_TSS) | 2);
        }
        set(ExitField.QUALIFICATION, (long) source << 30 | NEW_TSS);
        set(ExitField.INSTRUCTION_LENGTH, LENGTH);
        return taskSwitch.emulate(registers);
    }

    /** Exits for a task switch by an event; {@return whether the guest goes on} */
    boolean event(int type, int vector, int errorCode) {
        long withErrorCode = errorCode == -1 ? 0 : 1L << 11;
        set(ExitField.IDT_VECTORING, 1L << 31 | withErrorCode | (long) type << 8 | vector);
        set(ExitField.IDT_VECTORING_ERROR_CODE, errorCode & 0xFFFF_FFFFL);
        return exit(GATE);
    }

    /** {@return the instruction length the exit tells} */
    static long length() {
        return LENGTH;
    }

    private void set(VmcsField field, long value) {
        machine.vmcs().exit(field.encoding(), value);
    }

    /** {@return the vector of the exception the next entry delivers, -1 if none} */
    int raised() {
        long information = ControlField.ENTRY_INTERRUPTION.read();
        return (information & 1L << 31) == 0 ? -1 : (int) information & 0xFF;
    }

    /** {@return its error code} */
    int errorCode() {
        return ControlField.ENTRY_ERROR_CODE.readInt();
    }

    private static int type(TssFormat format) {
        return format == TssFormat.BITS_16 ? 1 : 9;
    }
}
