package javisor.hypervisor.svm;

import javisor.machine.x86.Cr0;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;

/**
 * A processor's state after INIT, as far as the VMCB holds it (AMD APM vol. 2, 14.1.3). FS, GS, LDTR and TR are among it: they reach the
 * processor by VMLOAD. The guest's PAT is not changed by INIT.
 */
final class ResetState {
    private static final long DR6 = 0xFFFF_0FF0L;
    private static final long DR7 = 0x400;
    private static final int LIMIT_64_KIB = 0xFFFF;
    private static final int RESET_SEGMENT = 0xF000;
    private static final long RESET_BASE = 0xFFFF_0000L;
    private static final long RESET_VECTOR = 0xFFF0;

    private ResetState() {}

    /**
     * Fills in the state-save area.
     *
     * @param caching CR0.CD and CR0.NW, which INIT leaves alone
     */
    static void fill(VmcbState state, long caching) {
        state.cs().set(RESET_SEGMENT, VmcbSegment.CODE, LIMIT_64_KIB, RESET_BASE);
        state.rip(RESET_VECTOR);
        state.ss().setRealMode(0, VmcbSegment.DATA);
        state.rsp(0);
        state.ds().setRealMode(0, VmcbSegment.DATA);
        state.es().setRealMode(0, VmcbSegment.DATA);
        state.fs().setRealMode(0, VmcbSegment.DATA);
        state.gs().setRealMode(0, VmcbSegment.DATA);
        state.gdtr().set(0, 0, LIMIT_64_KIB, 0);
        state.idtr().set(0, 0, LIMIT_64_KIB, 0);
        state.ldtr().set(0, VmcbSegment.LDT, LIMIT_64_KIB, 0);
        state.tr().set(0, VmcbSegment.BUSY_TSS, LIMIT_64_KIB, 0);
        state.cpl(0);
        state.efer(Efer.SVME);
        state.cr0(caching | Cr0.ET);
        state.cr2(0);
        state.cr3(0);
        state.cr4(0);
        state.dr6(DR6);
        state.dr7(DR7);
        state.rflags(Rflags.RESERVED);
        state.rax(0);
    }
}
