package javisor.testos.conformance;

import javisor.machine.address.HostPhysical;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;

/**
 * VMX and SMX as seen by a guest: where CPUID does not show them, they are not there (Intel SDM vol. 3, 24.6 and 24.7).
 * CR4 and MSRs are tried on Intel's processors only: QEMU 7.2 hangs when CR4.VMXE is set on another.
 */
final class VmxChecks {
    private static final long MEMORY = HostPhysical.WINDOW + 0x80_0000L;
    private static final int GUEST_RIP = 0x681E;

    private final Verdicts verdicts;

    VmxChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        instructions();
        if (!Shown.vmx() && !Shown.amd()) {
            refused("CR4 refuses VMXE", Cr4.VMXE);
            refused("CR4 refuses SMXE", Cr4.SMXE);
            verdicts.check("no VMX capability register can be read", capabilitiesRefused());
            Instructions.writeMsr(Msr.VMX_BASIC, 0);
            verdicts.raised("a VMX capability register cannot be written", Attempt.GENERAL_PROTECTION);
            Instructions.writeMsr(Msr.FEATURE_CONTROL, 5);
            verdicts.raised("VMX cannot be allowed", Attempt.GENERAL_PROTECTION);
        }
    }

    private static boolean capabilitiesRefused() {
        boolean refused = true;
        for (int msr = Msr.VMX_BASIC; msr <= Msr.VMX_LAST; msr++) {
            Instructions.readMsr(msr);
            refused &= Attempt.vector() == Attempt.GENERAL_PROTECTION;
        }
        return refused;
    }

    private void instructions() {
        VmxInstructions.vmxon(MEMORY);
        undefined("VMXON is undefined");
        VmxInstructions.vmclear(MEMORY);
        undefined("VMCLEAR is undefined");
        VmxInstructions.vmptrld(MEMORY);
        undefined("VMPTRLD is undefined");
        VmxInstructions.vmptrst(MEMORY);
        undefined("VMPTRST is undefined");
        VmxInstructions.vmread(GUEST_RIP);
        undefined("VMREAD is undefined");
        VmxInstructions.vmwrite(GUEST_RIP);
        undefined("VMWRITE is undefined");
        VmxInstructions.vmresume(0);
        undefined("VMRESUME is undefined");
        VmxInstructions.vmxoff(0);
        undefined("VMXOFF is undefined");
        VmxInstructions.vmfunc(0);
        undefined("VMFUNC is undefined");
        VmxInstructions.invept(MEMORY);
        undefined("INVEPT is undefined");
        VmxInstructions.invvpid(MEMORY);
        undefined("INVVPID is undefined");
        VmxInstructions.getsec(0);
        undefined("GETSEC is undefined");
    }

    private void undefined(String name) {
        verdicts.raised(name, Attempt.INVALID_OPCODE);
    }

    private void refused(String name, long bit) {
        long before = ControlRegisters.readCr4();
        Instructions.writeCr4(before | bit);
        verdicts.raised(name, Attempt.GENERAL_PROTECTION);
        verdicts.check("CR4 is unchanged after the refusal", ControlRegisters.readCr4() == before);
    }
}
