package javisor.hypervisor.vmx.rules;

/** VM-instruction error numbers (Intel SDM vol. 3, 31.4, table 31-1). */
public final class InstructionError {
    private static final String[] MEANINGS = {
        "no error",
        "VMCALL executed in VMX root operation",
        "VMCLEAR with invalid physical address",
        "VMCLEAR with VMXON pointer",
        "VMLAUNCH with non-clear VMCS",
        "VMRESUME with non-launched VMCS",
        "VMRESUME after VMXOFF",
        "VM entry with invalid control field(s)",
        "VM entry with invalid host-state field(s)",
        "VMPTRLD with invalid physical address",
        "VMPTRLD with VMXON pointer",
        "VMPTRLD with incorrect VMCS revision identifier",
        "VMREAD or VMWRITE from or to unsupported VMCS component",
        "VMWRITE to read-only VMCS component",
        "unknown",
        "VMXON executed in VMX root operation",
        "VM entry with invalid executive-VMCS pointer",
        "VM entry with non-launched executive VMCS",
        "VM entry with executive-VMCS pointer not VMXON pointer",
        "VMCALL with non-clear VMCS",
        "VMCALL with invalid VM-exit control fields",
        "unknown",
        "VMCALL with incorrect MSEG revision identifier",
        "VMXOFF under dual-monitor treatment of SMIs and SMM",
        "VMCALL with invalid SMM-monitor features",
        "VM entry with invalid VM-execution control fields in executive VMCS",
        "VM entry with events blocked by MOV SS",
        "unknown",
        "invalid operand to INVEPT or INVVPID",
    };

    private InstructionError() {}

    /** {@return what error {@code number} means} */
    public static String meaning(int number) {
        return number >= 0 && number < MEANINGS.length ? MEANINGS[number] : "unknown";
    }
}
