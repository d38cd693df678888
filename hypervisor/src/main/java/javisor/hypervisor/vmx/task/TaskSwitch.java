package javisor.hypervisor.vmx.task;

import javisor.hypervisor.linear.Access;
import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.linear.GuestPaging;
import javisor.hypervisor.linear.LinearMemory;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.x86.SegmentDescriptor;

/**
 * Carries out the task switch a guest has exited for (Intel SDM vol. 3, 8.3). The processor has checked the gate, the new TSS's selector
 * and its descriptor, privilege included (26.4.2). What is left:
 *
 * <ol>
 *   <li>everything the switch touches before it commits must be accessible, or the fault is raised where the guest was;
 *   <li>the old task is saved, busy flags, link and NT tell how the tasks are nested;
 *   <li>the new task is loaded. A fault from here on is raised in the new task, before its first instruction.
 * </ol>
 *
 * <p>One for each processor.
 */
public final class TaskSwitch {
    private static final int SOURCE_SHIFT = 30;
    private static final int CALL = 0;
    private static final int IRET = 1;
    private static final int TASK_GATE = 3;

    private static final int LINK_BYTES = 2;
    private static final int RIGHTS_BYTE = 5;
    private static final int BUSY = 1 << 1;
    private static final int TYPE_WITHOUT_SIZE_AND_BUSY = 5;
    private static final int TSS = 1;

    private static final int INTERRUPTIBILITY_STI = 1;
    private static final int INTERRUPTIBILITY_MOV_SS = 1 << 1;
    private static final int INTERRUPTIBILITY_NMI = 1 << 3;

    private final GuestPaging paging;
    private final LinearMemory memory;
    private final TaskFault fault = new TaskFault();
    private final OldTask oldTask;
    private final NewTask newTask;

    /** Task switches of a guest with {@code physical} memory, paged by {@code paging}. */
    public TaskSwitch(GuestMemory physical, GuestPaging paging) {
        this.paging = paging;
        memory = new LinearMemory(physical, paging);
        oldTask = new OldTask(memory);
        newTask = new NewTask(memory, paging, fault);
    }

    /**
     * Carries out the task switch of the last VM exit, or has the next VM entry deliver the fault it raises. Translations of linear
     * addresses, global ones excepted, must be flushed before that entry.
     *
     * @return false if a fault makes the processor shut down
     */
    public boolean emulate(AllRegisters registers) {
        int qualification = ExitField.QUALIFICATION.readInt();
        int source = qualification >>> SOURCE_SHIFT;
        int selector = qualification & 0xFFFF;
        long event = source == TASK_GATE ? ExitField.IDT_VECTORING.read() : 0;
        interruptibility(source, event);
        fault.begin(event);
        memory.begin();
        readPaging();
        SegmentDescriptor descriptor = descriptor(selector, source);
        if (accessible(selector, descriptor, source)) {
            switchTask(registers, selector, descriptor, source, event);
        }
        return fault.deliver();
    }

    private void readPaging() {
        paging.registers(GuestField.CR0.read(), GuestField.CR3.read(), GuestField.CR4.read(), GuestField.EFER.read());
        for (int i = 0; paging.pae() && i < GuestPaging.POINTERS; i++) {
            paging.pointer(i, pointerField(i).read());
        }
    }

    static VmcsField pointerField(int index) {
        return new VmcsField(GuestField.PDPTE0.encoding() + 2L * index);
    }

    /** Reads the new TSS's descriptor. Another processor may have changed it since it was checked, so it is checked again. */
    private SegmentDescriptor descriptor(int selector, int source) {
        long address = SegmentLoad.globalDescriptor(selector);
        SegmentDescriptor descriptor = new SegmentDescriptor(memory.read(address, 8, Access.SYSTEM_READ));
        boolean tss = !descriptor.codeOrData() && (descriptor.type() & TYPE_WITHOUT_SIZE_AND_BUSY) == TSS;
        boolean busy = (descriptor.type() & BUSY) != 0;
        boolean large =
                descriptor.limit() >= TssFormat.ofType(descriptor.type()).lastOffset();
        if (fault.none(memory) && (!tss || busy != (source == IRET) || !descriptor.present() || !large)) {
            fault.raise(Interruption.TS, selector);
        }
        return descriptor;
    }

    private boolean accessible(int selector, SegmentDescriptor descriptor, int source) {
        if (fault.raised()) {
            return false;
        }
        TssFormat oldFormat = TssFormat.ofType(GuestSegment.TR.accessRights());
        if (GuestSegment.TR.limit() < oldFormat.localTable() - 1) {
            return fault.raise(Interruption.TS, GuestSegment.TR.selector());
        }
        oldTask.probe(oldFormat);
        TssFormat format = TssFormat.ofType(descriptor.type());
        memory.probe(descriptor.base(), format.lastOffset() + 1, Access.SYSTEM_READ);
        if (nests(source)) {
            memory.probe(descriptor.base(), LINK_BYTES, Access.WRITE);
        } else {
            memory.probe(busyByte(GuestSegment.TR.selector()), 1, Access.WRITE);
        }
        if (source != IRET) {
            memory.probe(busyByte(selector), 1, Access.WRITE);
        }
        return fault.none(memory) && newTask.prepareCr3(descriptor.base(), format);
    }

    private void switchTask(
            AllRegisters registers, int selector, SegmentDescriptor descriptor, int source, long event) {
        boolean byInstruction = source != TASK_GATE || Interruption.software(event);
        int old = GuestSegment.TR.selector();
        if (!nests(source)) {
            markBusy(old, false);
        }
        oldTask.save(registers, byInstruction, source == IRET);
        if (nests(source)) {
            memory.write(descriptor.base(), LINK_BYTES, old, 0);
        }
        if (source != IRET) {
            markBusy(selector, true);
        }
        GuestSegment.TR.selector(selector);
        GuestSegment.TR.describe(SegmentLoad.rights(descriptor) | BUSY, descriptor.base(), descriptor.limit());
        if (newTask.load(registers, nests(source))) {
            newTask.start(event);
        }
    }

    /** Whether the new task is to return to the old one. */
    private static boolean nests(int source) {
        return source == CALL || source == TASK_GATE;
    }

    private void markBusy(int selector, boolean busy) {
        long address = busyByte(selector);
        long value = memory.read(address, 1, Access.SYSTEM_READ);
        memory.write(address, 1, busy ? value | BUSY : value & ~BUSY, 0);
    }

    private static long busyByte(int selector) {
        return SegmentLoad.globalDescriptor(selector) + RIGHTS_BYTE;
    }

    /** The shadow of STI and MOV SS ends; an NMI blocks others, and IRET ends that, even if it faults. */
    private static void interruptibility(int source, long event) {
        int state = GuestField.INTERRUPTIBILITY.readInt() & ~(INTERRUPTIBILITY_STI | INTERRUPTIBILITY_MOV_SS);
        if (source == IRET) {
            state &= ~INTERRUPTIBILITY_NMI;
        }
        if (source == TASK_GATE && Interruption.type(event) == Interruption.NMI) {
            state |= INTERRUPTIBILITY_NMI;
        }
        GuestField.INTERRUPTIBILITY.write(state);
    }
}
