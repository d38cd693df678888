package javisor.machine.instruction;

import javisor.machine.address.HostPhysical;
import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** The SVM instructions (AMD APM vol. 2, chapter 15); each raises #UD unless EFER.SVME is set. VMRUN is in the world switch. */
public final class Svm {
    private Svm() {}

    /** VMLOAD: FS, GS, TR, LDTR with hidden state, KernelGSBase, STAR, LSTAR, CSTAR, SFMASK, SYSENTER MSRs from the VMCB. */
    @Intrinsic
    public static void vmload(HostPhysical vmcb) {
        Hosted.platform().execute("VMLOAD", vmcb.rawValue());
    }

    /** VMSAVE: the state of {@link #vmload} to the VMCB. */
    @Intrinsic
    public static void vmsave(HostPhysical vmcb) {
        Hosted.platform().execute("VMSAVE", vmcb.rawValue());
    }

    /** STGI: sets the global interrupt flag. */
    @Intrinsic
    public static void setGlobalInterruptFlag() {
        Hosted.platform().execute("STGI", 0);
    }

    /** CLGI: clears the global interrupt flag. */
    @Intrinsic
    public static void clearGlobalInterruptFlag() {
        Hosted.platform().execute("CLGI", 0);
    }
}
