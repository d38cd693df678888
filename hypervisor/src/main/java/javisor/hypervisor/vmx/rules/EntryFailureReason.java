package javisor.hypervisor.vmx.rules;

/** VM exits that tell of a failed VM entry: reason and qualification (Intel SDM vol. 3, 27.8 and appendix C). */
public final class EntryFailureReason {
    private static final int INVALID_GUEST_STATE = 33;
    private static final int MSR_LOADING = 34;
    private static final int MACHINE_CHECK = 41;
    private static final int PDPTE = 2;
    private static final int NMI_INJECTION = 3;
    private static final int LINK_POINTER = 4;

    private EntryFailureReason() {}

    /** {@return what basic exit reason {@code reason} of a failed entry means} */
    public static String meaning(int reason) {
        return switch (reason) {
            case INVALID_GUEST_STATE -> "VM-entry failure due to invalid guest state";
            case MSR_LOADING ->
                "VM-entry failure due to MSR loading; the qualification is the number of the entry in its area";
            case MACHINE_CHECK -> "VM-entry failure due to machine-check event";
            default -> "unknown VM-entry failure";
        };
    }

    /** {@return which part of the guest state was invalid, by the exit qualification of reason 33} */
    public static String guestState(long qualification) {
        if (qualification == PDPTE) {
            return "loading the page-directory-pointer-table entries";
        } else if (qualification == NMI_INJECTION) {
            return "an NMI injected while STI blocks";
        } else if (qualification == LINK_POINTER) {
            return "the VMCS link pointer";
        }
        return "no further detail";
    }
}
