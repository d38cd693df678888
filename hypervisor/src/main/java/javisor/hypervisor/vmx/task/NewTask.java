package javisor.hypervisor.vmx.task;

import javisor.hypervisor.linear.Access;
import javisor.hypervisor.linear.GuestPaging;
import javisor.hypervisor.linear.LinearMemory;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.instruction.Cpu;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Rflags;

/** Loads the state of the task that TR names by now, and lets it start. */
final class NewTask {
    private static final int DB = 1;
    private static final long DR6_TASK_SWITCH = 1L << 15;

    /** L0 to L3 and LE, which a task switch clears. */
    private static final long DR7_LOCAL = 0x155;

    private static final long DR7_GENERAL_DETECT = 1L << 13;
    private static final long DEBUGCTL_LBR_AND_BTF = 3;

    private static final long FLAGS = Rflags.CF
            | Rflags.PF
            | Rflags.AF
            | Rflags.ZF
            | Rflags.SF
            | Rflags.TF
            | Rflags.IF
            | Rflags.DF
            | Rflags.OF
            | Rflags.IOPL
            | Rflags.NT
            | Rflags.RF
            | Rflags.VM
            | Rflags.AC
            | Rflags.VIF
            | Rflags.VIP
            | Rflags.ID;

    /** The upper half of general registers loaded from a 16-bit TSS, about which the manual is silent. */
    private static final long UPPER_HALF = 0xFFFF_0000L;

    private static final int PRIVILEGE = 3;

    private final LinearMemory memory;
    private final GuestPaging paging;
    private final TaskFault fault;
    private final SegmentLoad segments;
    private boolean withCr3;
    private boolean trapped;
    private long cr3;

    NewTask(LinearMemory memory, GuestPaging paging, TaskFault fault) {
        this.memory = memory;
        this.paging = paging;
        this.fault = fault;
        this.segments = new SegmentLoad(memory, fault);
    }

    /** Reads CR3 from the TSS at {@code tss}; {@return whether the processor would take it} */
    boolean prepareCr3(long tss, TssFormat format) {
        withCr3 = format == TssFormat.BITS_32 && paging.paged();
        if (withCr3) {
            cr3 = memory.read(tss + TssFormat.CR3, 4, Access.SYSTEM_READ);
        }
        return !withCr3 || paging.prepare(cr3) || fault.raise(Interruption.GP, 0);
    }

    /** Loads the task; {@return whether it can start} */
    boolean load(AllRegisters registers, boolean nested) {
        TssFormat format = TssFormat.ofType(GuestSegment.TR.accessRights());
        long tss = GuestSegment.TR.base();
        long upper = format == TssFormat.BITS_16 ? UPPER_HALF : 0;
        for (int i = 0; i < TssFormat.REGISTERS; i++) {
            long value = read(tss + format.general(i), format.width()) | upper;
            if (i == AllRegisters.RSP) {
                GuestField.RSP.write(value);
            } else {
                registers.general(i, value);
            }
        }
        for (int i = 0; i <= GuestSegment.GS.number(); i++) {
            new GuestSegment(i).selector(i < format.segments() ? (int) read(tss + format.segment(i), 2) : 0);
        }
        GuestSegment.LDTR.selector((int) read(tss + format.localTable(), 2));
        trapped = format == TssFormat.BITS_32 && (read(tss + TssFormat.TRAP, 1) & 1) != 0;
        GuestField.RIP.write(read(tss + format.instructionPointer(), format.width()));
        long flags = read(tss + format.flags(), format.width()) & FLAGS | Rflags.RESERVED;
        GuestField.RFLAGS.write(nested ? flags | Rflags.NT : flags);
        GuestField.CR0.write(GuestField.CR0.read() | Cr0.TS);
        GuestField.DR7.write(GuestField.DR7.read() & ~DR7_LOCAL);
        loadCr3();
        return loadSegments((flags & Rflags.VM) != 0);
    }

    /** Pushes the error code of the exception that has led here, if it has one, and raises what the first instruction would meet. */
    void start(long event) {
        boolean withErrorCode = (event & Interruption.VALID) != 0 && (event & Interruption.ERROR_CODE_VALID) != 0;
        int width = TssFormat.ofType(GuestSegment.TR.accessRights()).width();
        if (withErrorCode && !push(ExitField.IDT_VECTORING_ERROR_CODE.read(), width)) {
            return;
        }
        if (GuestField.RIP.read() > GuestSegment.CS.limit()) {
            fault.raise(Interruption.GP, 0);
        } else if (trapped) {
            raiseTrap();
        }
    }

    /** The #DB for the trap flag, with the updates of registers that an injected one does not make (27.6.1.1). */
    private static void raiseTrap() {
        Cpu.writeDr6(Cpu.readDr6() | DR6_TASK_SWITCH);
        GuestField.DR7.write(GuestField.DR7.read() & ~DR7_GENERAL_DETECT);
        GuestField.DEBUGCTL.write(GuestField.DEBUGCTL.read() & ~DEBUGCTL_LBR_AND_BTF);
        Interruption.raise(DB);
    }

    private void loadCr3() {
        if (!withCr3) {
            return;
        }
        paging.load(cr3);
        GuestField.CR3.write(cr3);
        for (int i = 0; paging.pae() && i < GuestPaging.POINTERS; i++) {
            TaskSwitch.pointerField(i).write(paging.pointer(i));
        }
    }

    private boolean loadSegments(boolean virtual8086) {
        int privilege = virtual8086 ? PRIVILEGE : GuestSegment.CS.selector() & PRIVILEGE;
        SegmentLoad.clear(privilege);
        if (virtual8086) {
            SegmentLoad.loadVirtual8086();
        }
        return segments.loadLocalTable() && (virtual8086 || segments.loadProtected(privilege));
    }

    private boolean push(long value, int bytes) {
        int rights = GuestSegment.SS.accessRights();
        long mask = (rights & GuestSegment.BIG) != 0 ? 0xFFFF_FFFFL : 0xFFFF;
        long pointer = GuestField.RSP.read();
        long top = pointer - bytes & mask;
        if (!StackLimit.holds(rights, GuestSegment.SS.limit(), top, bytes)) {
            return fault.raise(Interruption.SS, 0);
        }
        boolean user = (rights >>> GuestSegment.DPL_SHIFT & PRIVILEGE) == PRIVILEGE;
        boolean userPagesToo = (GuestField.RFLAGS.read() & Rflags.AC) != 0;
        int access = user ? Access.USER : userPagesToo ? Access.USER_PAGES_TOO : 0;
        memory.write(GuestSegment.SS.base() + top, bytes, value, access);
        GuestField.RSP.write(pointer & ~mask | top);
        return fault.none(memory);
    }

    private long read(long address, int bytes) {
        return memory.read(address, bytes, Access.SYSTEM_READ);
    }
}
