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
            case MSR_LOADING -> "VM-entry failure due to MSR loading";
            case MACHINE_CHECK -> "VM-entry failure due to machine-check event";
            default -> "unknown VM-entry failure";
        };
    }

    /** {@return what the exit qualification of a failed entry with basic exit reason {@code reason} means} */
    public static String qualification(int reason, long qualification) {
        if (reason == MSR_LOADING) {
            return "the number of the entry in the area";
        } else if (reason != INVALID_GUEST_STATE) {
            return "no meaning";
        } else if (qualification == PDPTE) {
            return "loading the page-directory-pointer-table entries";
        } else if (qualification == NMI_INJECTION) {
            return "an NMI injected while STI blocks";
        } else if (qualification == LINK_POINTER) {
            return "the VMCS link pointer";
        }
        return "no further detail";
    }
}
