package javisor.testos.conformance;

import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/**
 * Virtualisation as seen by a guest: where CPUID does not show it, it is not there (AMD APM vol. 2, 15.4, 15.31). Its MSRs are tried on
 * AMD's processors only: Bochs lets MSRs pass that its Intel models do not have.
 */
final class SvmChecks {
    private static final long PAGE = 0x80_0000;
    private static final int RESERVED_EFER_BIT = 1 << 9;

    private final Verdicts verdicts;

    SvmChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        instructions();
        efer();
        if (Shown.amd() && !Shown.svm()) {
            hiddenMsr("VM_CR cannot be read", "VM_CR cannot be written", Msr.VM_CR);
            hiddenMsr("VM_HSAVE_PA cannot be read", "VM_HSAVE_PA cannot be written", Msr.VM_HSAVE_PA);
            hiddenMsr("SVM_LOCK_KEY cannot be read", "SVM_LOCK_KEY cannot be written", Msr.SVM_LOCK_KEY);
            hiddenMsr("TSC_RATIO cannot be read", "TSC_RATIO cannot be written", Msr.TSC_RATIO);
        }
    }

    private void instructions() {
        Instructions.vmrun(PAGE);
        undefined("VMRUN is undefined");
        Instructions.vmmcall(PAGE);
        undefined("VMMCALL is undefined");
        Instructions.vmload(PAGE);
        undefined("VMLOAD is undefined");
        Instructions.vmsave(PAGE);
        undefined("VMSAVE is undefined");
        Instructions.stgi(0);
        undefined("STGI is undefined");
        Instructions.clgi(0);
        undefined("CLGI is undefined");
        Instructions.skinit(PAGE);
        undefined("SKINIT is undefined");
        Instructions.invlpga(PAGE);
        undefined("INVLPGA is undefined");
        Instructions.vmcall(PAGE);
        undefined("VMCALL is undefined");
        Instructions.vmlaunch(PAGE);
        undefined("VMLAUNCH is undefined");
    }

    private void undefined(String name) {
        verdicts.raised(name, Attempt.INVALID_OPCODE);
    }

    private void efer() {
        long before = Msrs.read(Msr.EFER);
        verdicts.check("EFER does not show SVME", (before & Efer.SVME) == 0);
        if (!Shown.svm()) {
            Instructions.writeMsr(Msr.EFER, before | Efer.SVME);
            verdicts.raised("EFER refuses SVME", Attempt.GENERAL_PROTECTION);
            verdicts.check("EFER is unchanged after the refusal", Msrs.read(Msr.EFER) == before);
        }
        Instructions.writeMsr(Msr.EFER, before | RESERVED_EFER_BIT);
        verdicts.raised("EFER refuses reserved bits", Attempt.GENERAL_PROTECTION);
        Instructions.writeMsr(Msr.EFER, before & ~Efer.LME);
        verdicts.raised("EFER keeps LME while paging is on", Attempt.GENERAL_PROTECTION);
        Instructions.writeMsr(Msr.EFER, before ^ Efer.SCE);
        verdicts.quiet("EFER.SCE can be changed");
        verdicts.check("EFER.SCE reads as written", Msrs.read(Msr.EFER) == (before ^ Efer.SCE));
        Instructions.writeMsr(Msr.EFER, before);
        verdicts.check("EFER reads as before", Msrs.read(Msr.EFER) == before);
    }

    private void hiddenMsr(String read, String write, int msr) {
        Instructions.readMsr(msr);
        verdicts.raised(read, Attempt.GENERAL_PROTECTION);
        Instructions.writeMsr(msr, 0);
        verdicts.raised(write, Attempt.GENERAL_PROTECTION);
    }
}
