package javisor.machine.instruction;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** Instructions that concern the processor itself. */
public final class Cpu {
    private Cpu() {}

    /** HLT: waits for an interrupt; with interrupts off, for an NMI, SMI, INIT or reset. */
    @Intrinsic
    public static void halt() {
        Hosted.platform().execute("HLT", 0);
    }

    /** PAUSE. */
    @Intrinsic
    public static void pause() {
        Hosted.platform().execute("PAUSE", 0);
    }

    /** CLI. */
    @Intrinsic
    public static void disableInterrupts() {
        Hosted.platform().execute("CLI", 0);
    }

    /** STI. */
    @Intrinsic
    public static void enableInterrupts() {
        Hosted.platform().execute("STI", 0);
    }

    /** {@return the time-stamp counter, by RDTSC} */
    @Intrinsic
    public static long readTimeStampCounter() {
        return Hosted.platform().execute("RDTSC", 0);
    }

    /** WBINVD: writes back and invalidates all caches. */
    @Intrinsic
    public static void writeBackAndInvalidateCaches() {
        Hosted.platform().execute("WBINVD", 0);
    }

    /** INVLPG for one page. */
    @Intrinsic
    public static void invalidatePage(HostVirtual address) {
        Hosted.platform().execute("INVLPG", address.rawValue());
    }

    /** XSETBV with XCR0. The caller has checked the value (AMD APM vol. 2, 11.5.2). */
    @Intrinsic
    public static void writeXcr0(long value) {
        Hosted.platform().execute("XSETBV", value);
    }

    /** {@return XCR0, by XGETBV} */
    @Intrinsic
    public static long readXcr0() {
        return Hosted.platform().execute("XGETBV", 0);
    }

    /** {@return DR6} */
    @Intrinsic
    public static long readDr6() {
        return Hosted.platform().execute("MOV from DR6", 0);
    }

    /** Loads DR6. */
    @Intrinsic
    public static void writeDr6(long value) {
        Hosted.platform().execute("MOV to DR6", value);
    }

    /** {@return DR7} */
    @Intrinsic
    public static long readDr7() {
        return Hosted.platform().execute("MOV from DR7", 0);
    }

    /** Loads DR7. */
    @Intrinsic
    public static void writeDr7(long value) {
        Hosted.platform().execute("MOV to DR7", value);
    }

    /** Loads DR0 to DR3 with zero. */
    @Intrinsic
    public static void clearBreakpointAddresses() {
        Hosted.platform().execute("MOV to DR0 to DR3", 0);
    }

    /** {@return the frame pointer of the calling method} */
    @Intrinsic
    public static HostVirtual framePointer() {
        return new HostVirtual(Hosted.platform().execute("MOV from RBP", 0));
    }
}
