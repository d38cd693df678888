package javisor.hypervisor.vmx.rules;

/** Takes the rules that the current VMCS breaks. */
public interface BrokenRules {
    /** Takes one; {@code rule} is the section of the manual and what has to hold. */
    void broken(String rule);
}
