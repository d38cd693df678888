package javisor.hypervisor.memory;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/**
 * What each processor has of its own in the host's address space: the main stack, the fault stack, each above a page that is never mapped,
 * and one page for descriptor tables and what other processors tell it. The boot processor, number 0, has them in the image's
 * zero-initialised memory; the others in areas of {@link #STRIDE} bytes, whose pages are taken from the withheld range.
 */
public final class ProcessorMemory {
    /** Bytes from one area to the next. */
    public static final int STRIDE = 0x8000;

    /** Pages of an area that are mapped. */
    public static final int PAGES = 6;

    /** Where the area of processor 1 starts: behind all that the image may take, and a multiple of what one page table maps. */
    public static final HostVirtual AREAS = new HostVirtual(0xFFFF_FFFF_9000_0000L);

    private static final int TOP = 0x4000;
    private static final int FAULT_GUARD = 0x4000;
    private static final int FAULT_TOP = 0x7000;
    private static final int PAGE = 0x7000;

    private ProcessorMemory() {}

    /** {@return the page below a processor's main stack} */
    public static HostVirtual guard(int processor) {
        return processor == 0 ? bootGuard() : area(processor);
    }

    /** {@return where a processor's main stack starts, its highest address} */
    public static HostVirtual top(int processor) {
        return processor == 0 ? bootTop() : area(processor).add(TOP);
    }

    /** {@return the page below a processor's stack of double faults} */
    public static HostVirtual faultGuard(int processor) {
        return processor == 0 ? bootFaultGuard() : area(processor).add(FAULT_GUARD);
    }

    /** {@return where a processor's stack of double faults starts} */
    public static HostVirtual faultTop(int processor) {
        return processor == 0 ? bootFaultTop() : area(processor).add(FAULT_TOP);
    }

    /** {@return a processor's page, see {@link javisor.hypervisor.panic.ExceptionDescriptors} for its start} */
    public static HostVirtual page(int processor) {
        return processor == 0 ? bootPage() : area(processor).add(PAGE);
    }

    /** {@return the processor in whose area {@code address} lies; 0 for all that is in none} */
    public static int owner(HostVirtual address) {
        return address.belowThan(AREAS) ? 0 : (int) (address.subtract(AREAS) / STRIDE) + 1;
    }

    /** {@return whether the page at this offset of an area is one that is never mapped} */
    static boolean isGuard(long offset) {
        return offset == 0 || offset == FAULT_GUARD;
    }

    private static HostVirtual area(int processor) {
        return AREAS.add((processor - 1L) * STRIDE);
    }

    @AssemblySymbol(symbol = "javisor_stack_guard")
    private static HostVirtual bootGuard() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_stack_guard", 0));
    }

    @AssemblySymbol(symbol = "javisor_stack_top")
    private static HostVirtual bootTop() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_stack_top", 0));
    }

    @AssemblySymbol(symbol = "javisor_fault_stack_guard")
    private static HostVirtual bootFaultGuard() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_fault_stack_guard", 0));
    }

    @AssemblySymbol(symbol = "javisor_fault_stack_top")
    private static HostVirtual bootFaultTop() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_fault_stack_top", 0));
    }

    @AssemblySymbol(symbol = "javisor_descriptors")
    private static HostVirtual bootPage() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_descriptors", 0));
    }
}
