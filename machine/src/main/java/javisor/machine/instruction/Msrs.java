package javisor.machine.instruction;

import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** RDMSR and WRMSR. An MSR the processor lacks raises #GP: know from CPUID that it is there. */
public final class Msrs {
    private Msrs() {}

    /** {@return model-specific register {@code msr}} */
    @Intrinsic
    public static long read(int msr) {
        return Hosted.platform().readMsr(msr);
    }

    /** Writes model-specific register {@code msr}. */
    @Intrinsic
    public static void write(int msr, long value) {
        Hosted.platform().writeMsr(msr, value);
    }
}
