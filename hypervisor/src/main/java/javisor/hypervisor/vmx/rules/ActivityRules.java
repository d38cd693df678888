package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Rflags;

/**
 * What the guest is doing and what it is deaf to, pending debug exceptions, the VMCS link pointer, and page-directory-pointer-table
 * entries (Intel SDM vol. 3, 27.3.1.5 and 27.3.1.6). Without EPT the entries are checked in memory, not here. Outside SMM.
 */
final class ActivityRules {
    static final String ACTIVITY = "27.3.1.5: activity state must be one that IA32_VMX_MISC[8:6] allows";
    static final String HALT_PRIVILEGE = "27.3.1.5: activity state must not be HLT when SS.DPL is not 0";
    static final String BLOCKED_ACTIVE = "27.3.1.5: activity state must be active while STI or MOV SS blocks";
    static final String HALT_EVENT =
            "27.3.1.5: activity state HLT takes only an external interrupt, NMI, #DB, #MC or monitor trap flag";
    static final String SHUTDOWN_EVENT = "27.3.1.5: activity state shutdown takes only an NMI or #MC";
    static final String SIPI_EVENT = "27.3.1.5: activity state wait-for-SIPI takes no event";
    static final String RESERVED = "27.3.1.5: interruptibility state: bits 31:5 must be 0";
    static final String BOTH = "27.3.1.5: interruptibility state: not both STI and MOV SS may block";
    static final String STI_IF = "27.3.1.5: interruptibility state: STI must not block when RFLAGS.IF is 0";
    static final String EXTERNAL =
            "27.3.1.5: interruptibility state: neither STI nor MOV SS may block when an external interrupt is injected";
    static final String NMI_MOV_SS = "27.3.1.5: interruptibility state: MOV SS must not block when an NMI is injected";
    static final String NMI_STI =
            "27.3.1.5: interruptibility state: STI must not block when an NMI is injected (on some processors)";
    static final String NMI_NMI =
            "27.3.1.5: interruptibility state: NMI must not block when an NMI is injected under 'virtual NMIs'";
    static final String SMI = "27.3.1.5: interruptibility state: SMI must not block outside SMM";
    static final String ENCLAVE =
            "27.3.1.5: interruptibility state: enclave interruption needs SGX and no blocking by MOV SS";
    static final String PENDING_RESERVED = "27.3.1.5: pending debug exceptions: bits 11:4, 13, 15 and 63:17 must be 0";
    static final String PENDING_STEP =
            "27.3.1.5: pending debug exceptions: BS must be RFLAGS.TF without BTF while STI, MOV SS or HLT holds it back";
    static final String PENDING_RTM =
            "27.3.1.5: pending debug exceptions: RTM needs RTM, bit 12 and nothing else, and no blocking by MOV SS";
    static final String LINK = "27.3.1.5: VMCS link pointer must be all ones here";
    static final String[] PDPTE = {
        "27.3.1.6: PDPTE0: reserved bits must be 0 when it is present",
        "27.3.1.6: PDPTE1: reserved bits must be 0 when it is present",
        "27.3.1.6: PDPTE2: reserved bits must be 0 when it is present",
        "27.3.1.6: PDPTE3: reserved bits must be 0 when it is present",
    };

    private static final int ACTIVE = 0;
    private static final int HALTED = 1;
    private static final int SHUTDOWN = 2;
    private static final int WAIT_FOR_SIPI = 3;
    private static final int FIRST_ACTIVITY_BIT = 5;

    private static final long BY_STI = 1;
    private static final long BY_MOV_SS = 1 << 1;
    private static final long BY_SMI = 1 << 2;
    private static final long BY_NMI = 1 << 3;
    private static final long ENCLAVE_INTERRUPTED = 1 << 4;
    private static final long VIRTUAL_NMIS = 1 << 5;

    private static final long PENDING_RESERVED_BITS = ~0x1_FFFFL | 0xAFF0;
    private static final long BUS_LOCK = 1 << 11;
    private static final long ENABLED_BREAKPOINT = 1 << 12;
    private static final long SINGLE_STEP = 1 << 14;
    private static final long TRANSACTION = 1 << 16;
    private static final long DEBUGCTL_BTF = 1 << 1;

    private static final long PDPTE_PRESENT = 1;
    private static final long PDPTE_RESERVED = 0x1E6;

    private static final int DB = 1;
    private static final int MC = 18;
    private static final int OTHER_EVENT = 7;

    private ActivityRules() {}

    static void check(EntryState state) {
        long blocking = GuestField.INTERRUPTIBILITY.read();
        long event = ControlField.ENTRY_INTERRUPTION.read();
        boolean injected = (event & Interruption.VALID) != 0;
        long activity = GuestField.ACTIVITY.read();
        activity(state, activity, blocking);
        interruptibility(state, blocking);
        if (injected) {
            eventIn(state, activity, Interruption.type(event), Interruption.vector(event));
            eventUnder(state, blocking, Interruption.type(event));
        }
        pending(state, blocking, activity);
        state.require(GuestField.VMCS_LINK_POINTER.read() == -1, LINK);
        if (state.ept()
                && !state.longGuest()
                && (state.cr0() & Cr0.PG) != 0
                && (GuestField.CR4.read() & Cr4.PAE) != 0) {
            directoryPointers(state);
        }
    }

    private static void activity(EntryState state, long activity, long blocking) {
        boolean supported = activity >= HALTED
                && activity <= WAIT_FOR_SIPI
                && (state.misc() >>> FIRST_ACTIVITY_BIT + (int) activity & 1) != 0;
        state.require(activity == ACTIVE || supported, ACTIVITY);
        state.require(activity != HALTED || Segment.privilege(Segment.rights(Segment.SS)) == 0, HALT_PRIVILEGE);
        state.require(activity == ACTIVE || (blocking & (BY_STI | BY_MOV_SS)) == 0, BLOCKED_ACTIVE);
    }

    private static void eventIn(EntryState state, long activity, int type, int vector) {
        boolean machineCheck = type == Interruption.HARDWARE_EXCEPTION && vector == MC;
        boolean nmi = type == Interruption.NMI;
        if (activity == HALTED) {
            boolean wakes = type == Interruption.EXTERNAL_INTERRUPT
                    || nmi
                    || machineCheck
                    || type == Interruption.HARDWARE_EXCEPTION && vector == DB
                    || type == OTHER_EVENT && vector == 0;
            state.require(wakes, HALT_EVENT);
        } else if (activity == SHUTDOWN) {
            state.require(nmi || machineCheck, SHUTDOWN_EVENT);
        } else {
            state.require(activity != WAIT_FOR_SIPI, SIPI_EVENT);
        }
    }

    private static void interruptibility(EntryState state, long blocking) {
        state.require(blocking >>> 5 == 0, RESERVED);
        state.require((blocking & (BY_STI | BY_MOV_SS)) != (BY_STI | BY_MOV_SS), BOTH);
        state.require((blocking & BY_STI) == 0 || (state.rflags() & Rflags.IF) != 0, STI_IF);
        state.require((blocking & BY_SMI) == 0, SMI);
        state.require(
                (blocking & ENCLAVE_INTERRUPTED) == 0 || state.enclaves() && (blocking & BY_MOV_SS) == 0, ENCLAVE);
    }

    private static void eventUnder(EntryState state, long blocking, int type) {
        if (type == Interruption.EXTERNAL_INTERRUPT) {
            state.require((blocking & (BY_STI | BY_MOV_SS)) == 0, EXTERNAL);
        } else if (type == Interruption.NMI) {
            state.require((blocking & BY_MOV_SS) == 0, NMI_MOV_SS);
            state.require((blocking & BY_STI) == 0, NMI_STI);
            state.require((state.pin() & VIRTUAL_NMIS) == 0 || (blocking & BY_NMI) == 0, NMI_NMI);
        }
    }

    private static void pending(EntryState state, long blocking, long activity) {
        long pending = GuestField.PENDING_DEBUG.read();
        long reserved = PENDING_RESERVED_BITS & ~(state.busLockDetection() ? BUS_LOCK : 0);
        state.require((pending & reserved) == 0, PENDING_RESERVED);
        if ((blocking & (BY_STI | BY_MOV_SS)) != 0 || activity == HALTED) {
            boolean due = (state.rflags() & Rflags.TF) != 0 && (GuestField.DEBUGCTL.read() & DEBUGCTL_BTF) == 0;
            state.require(((pending & SINGLE_STEP) != 0) == due, PENDING_STEP);
        }
        if ((pending & TRANSACTION) != 0) {
            boolean alone = (pending & ~reserved) == (TRANSACTION | ENABLED_BREAKPOINT);
            state.require(state.transactions() && alone && (blocking & BY_MOV_SS) == 0, PENDING_RTM);
        }
    }

    private static void directoryPointers(EntryState state) {
        for (int i = 0; i < PDPTE.length; i++) {
            long entry = new VmcsField(GuestField.PDPTE0.encoding() + 2L * i).read();
            boolean present = (entry & PDPTE_PRESENT) != 0;
            state.require(!present || (entry & PDPTE_RESERVED) == 0 && state.physical(entry), PDPTE[i]);
        }
    }
}
