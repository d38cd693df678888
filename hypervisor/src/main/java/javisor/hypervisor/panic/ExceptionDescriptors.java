package javisor.hypervisor.panic;

import javisor.hypervisor.memory.ProcessorMemory;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.DescriptorTables;
import javisor.machine.x86.InterruptGate;
import javisor.machine.x86.PseudoDescriptor;
import javisor.machine.x86.SegmentDescriptor;
import javisor.machine.x86.TaskStateSegment;

/**
 * GDT and TSS of resident code, at the start of each processor's page, and the one IDT. Double faults
 * come in on a stack of their own: they are what an exhausted stack looks like, because there is no room to push the page fault's
 * frame. All others stay on the stack they find, since on AMD-V the stack of a TSS is only to be had before the first guest has run: #VMEXIT
 * leaves the guest's TR (AMD APM vol. 2, 15.5.1); a VM exit of VT-x loads the host's. On the exit path the stack's depth is bounded
 * when the image is built instead.
 */
public final class ExceptionDescriptors {
    /** Selector of the 64-bit code segment. */
    public static final int CODE = 0x08;

    /** Selector of the data segment. */
    public static final int DATA = 0x10;

    /** Selector of the TSS. */
    public static final int TASK = 0x18;

    private static final int VECTORS = 256;
    private static final int EXCEPTIONS = 32;
    private static final int FAULT_STACK = 1;

    private static final int GDT = 0x00;
    private static final int GDT_BYTES = 0x28;
    private static final int GDT_POINTER = 0x40;
    private static final int IDT_POINTER = 0x50;
    private static final int TSS = 0x80;
    private static final int STUB_BYTES = 16;

    private ExceptionDescriptors() {}

    /** Fills in the tables of processor {@code processor}, which is the one this runs on, and makes it use them. */
    public static void install(int processor) {
        HostVirtual page = ProcessorMemory.page(processor);
        TaskStateSegment tss = new TaskStateSegment(page.add(TSS));
        tss.clear();
        tss.interruptStack(FAULT_STACK, ProcessorMemory.faultTop(processor));
        fillGdt(page.add(GDT), tss.base().rawValue());
        if (processor == 0) {
            fillInterruptTable();
        }
        new PseudoDescriptor(page.add(GDT_POINTER)).set(page.add(GDT), GDT_BYTES);
        new PseudoDescriptor(page.add(IDT_POINTER)).set(interruptTable(), VECTORS * InterruptGate.SIZE);
        DescriptorTables.loadGdt(page.add(GDT_POINTER));
        DescriptorTables.loadSegments(CODE, DATA);
        DescriptorTables.loadIdt(page.add(IDT_POINTER));
        DescriptorTables.loadTaskRegister(TASK);
    }

    /** {@return where a processor's GDT stands} */
    public static HostVirtual gdt(int processor) {
        return ProcessorMemory.page(processor).add(GDT);
    }

    /** {@return where the IDT stands, which is one for all processors} */
    @AssemblySymbol(symbol = "javisor_interrupt_table")
    public static HostVirtual interruptTable() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_interrupt_table", 0));
    }

    /** {@return where a processor's TSS stands} */
    public static HostVirtual taskState(int processor) {
        return ProcessorMemory.page(processor).add(TSS);
    }

    private static void fillInterruptTable() {
        for (int vector = 0; vector < VECTORS; vector++) {
            boolean ownStack = vector == ExceptionText.DOUBLE_FAULT;
            HostVirtual handler = vector < EXCEPTIONS ? stubs().add((long) vector * STUB_BYTES) : ignoredInterrupt();
            new InterruptGate(interruptTable().add((long) vector * InterruptGate.SIZE))
                    .set(handler, CODE, ownStack ? FAULT_STACK : 0);
        }
    }

    @AssemblySymbol(symbol = "javisor_ignored_interrupt")
    private static HostVirtual ignoredInterrupt() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_ignored_interrupt", 0));
    }

    private static void fillGdt(HostVirtual gdt, long tss) {
        gdt.writeLong(0, 0);
        gdt.writeLong(CODE, SegmentDescriptor.CODE_64);
        gdt.writeLong(DATA, SegmentDescriptor.DATA);
        gdt.writeLong(
                TASK, SegmentDescriptor.tss(tss, TaskStateSegment.SIZE - 1).bits());
        gdt.writeLong(TASK + 8, SegmentDescriptor.upper(tss));
    }

    @AssemblySymbol(symbol = "javisor_exception_stubs")
    private static HostVirtual stubs() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_exception_stubs", 0));
    }
}
