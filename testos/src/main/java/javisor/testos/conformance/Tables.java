package javisor.testos.conformance;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.instruction.DescriptorTables;
import javisor.machine.x86.InterruptGate;
import javisor.machine.x86.PseudoDescriptor;
import javisor.machine.x86.SegmentDescriptor;
import javisor.machine.x86.TaskStateSegment;

/** GDT, TSS and IDT of the suite; the IDT leads to the handler that records, interrupts 32 to 47 included. */
final class Tables {
    /** Selector of the task-state segment. */
    static final int TASK = 0x18;

    /** Bytes an exception's frame and the handler's own registers take of the interrupt stack at most. */
    static final int HANDLER_FRAME = 128;

    private static final int CODE = 0x08;
    private static final int DATA = 0x10;
    private static final int VECTORS = 48;
    private static final int STUB_BYTES = 16;
    private static final int OWN_STACK = 1;
    private static final int ON_OWN_STACK = Attempt.INVALID_OPCODE;

    private static final int GDT_BYTES = 0x28;
    private static final int GDT_POINTER = 0x40;
    private static final int IDT_POINTER = 0x50;
    private static final int TSS = 0x80;
    private static final int IDT = 0x100;

    private Tables() {}

    /** Makes the processor use them. */
    static void install() {
        HostVirtual page = page();
        TaskStateSegment tss = new TaskStateSegment(page.add(TSS));
        tss.clear();
        tss.interruptStack(OWN_STACK, interruptStackTop());
        page.writeLong(0, 0);
        page.writeLong(CODE, SegmentDescriptor.CODE_64);
        page.writeLong(DATA, SegmentDescriptor.DATA);
        long base = tss.base().rawValue();
        page.writeLong(
                TASK, SegmentDescriptor.tss(base, TaskStateSegment.SIZE - 1).bits());
        page.writeLong(TASK + 8, SegmentDescriptor.upper(base));
        for (int vector = 0; vector < VECTORS; vector++) {
            new InterruptGate(page.add(IDT + (long) vector * InterruptGate.SIZE))
                    .set(stubs().add((long) vector * STUB_BYTES), CODE, vector == ON_OWN_STACK ? OWN_STACK : 0);
        }
        new PseudoDescriptor(page.add(GDT_POINTER)).set(page, GDT_BYTES);
        new PseudoDescriptor(page.add(IDT_POINTER)).set(page.add(IDT), VECTORS * InterruptGate.SIZE);
        DescriptorTables.loadGdt(page.add(GDT_POINTER));
        DescriptorTables.loadSegments(CODE, DATA);
        DescriptorTables.loadIdt(page.add(IDT_POINTER));
        DescriptorTables.loadTaskRegister(TASK);
        Attempt.clear();
    }

    /** {@return the top of the stack that invalid opcodes are handled on} */
    @AssemblySymbol(symbol = "conformance_interrupt_stack_top")
    static HostVirtual interruptStackTop() {
        throw Instructions.onMetalOnly();
    }

    @AssemblySymbol(symbol = "conformance_descriptors")
    private static HostVirtual page() {
        throw Instructions.onMetalOnly();
    }

    @AssemblySymbol(symbol = "conformance_stubs")
    private static HostVirtual stubs() {
        throw Instructions.onMetalOnly();
    }
}
