package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;

/**
 * The guest's registers but for segments (Intel SDM vol. 3, 27.3.1.1, 27.3.1.3, 27.3.1.4). Of IA32_DEBUGCTL only those bits count as
 * reserved that no processor defines, or CPUID tells of: some of the others exist on some models only.
 */
final class GuestRegisterRules {
    static final String CR0_FIXED =
            "27.3.1.1: CR0 must have the bits that VMX operation fixes (but PE and PG of an unrestricted guest)";
    static final String PAGING = "27.3.1.1: CR0.PE must be 1 when CR0.PG is 1";
    static final String CR4_FIXED = "27.3.1.1: CR4 must have the bits that VMX operation fixes";
    static final String CET = "27.3.1.1: CR0.WP must be 1 when CR4.CET is 1";
    static final String DEBUGCTL = "27.3.1.1: IA32_DEBUGCTL: reserved bits must be 0";
    static final String LONG_PAGING = "27.3.1.1: CR0.PG must be 1 in IA-32e mode";
    static final String LONG_PAE = "27.3.1.1: CR4.PAE must be 1 in IA-32e mode";
    static final String PCIDE = "27.3.1.1: CR4.PCIDE must be 0 outside IA-32e mode";
    static final String CR3 = "27.3.1.1: CR3 must be within the physical-address width";
    static final String DR7 = "27.3.1.1: DR7 must be below 4 GiB";
    static final String SYSENTER_ESP = "27.3.1.1: IA32_SYSENTER_ESP must be canonical";
    static final String SYSENTER_EIP = "27.3.1.1: IA32_SYSENTER_EIP must be canonical";
    static final String PAT = "27.3.1.1: IA32_PAT: each byte must be a memory type";
    static final String EFER_RESERVED = "27.3.1.1: IA32_EFER: reserved bits must be 0";
    static final String EFER_LMA = "27.3.1.1: IA32_EFER.LMA must be as 'IA-32e mode guest'";
    static final String EFER_LME = "27.3.1.1: IA32_EFER.LME must be as LMA when CR0.PG is 1";
    static final String S_CET =
            "27.3.1.1: IA32_S_CET: reserved bits must be 0, not both SUPPRESS and TRACKER, canonical";
    static final String SSP_TABLE = "27.3.1.1: IA32_INTERRUPT_SSP_TABLE_ADDR must be canonical";
    static final String GDTR_BASE = "27.3.1.3: GDTR base must be canonical";
    static final String IDTR_BASE = "27.3.1.3: IDTR base must be canonical";
    static final String GDTR_LIMIT = "27.3.1.3: GDTR limit: bits 31:16 must be 0";
    static final String IDTR_LIMIT = "27.3.1.3: IDTR limit: bits 31:16 must be 0";
    static final String RIP_HIGH = "27.3.1.4: RIP must be below 4 GiB outside 64-bit mode";
    static final String RIP = "27.3.1.4: RIP must be canonical in 64-bit mode";
    static final String RFLAGS_RESERVED = "27.3.1.4: RFLAGS: bits 63:22, 15, 5 and 3 must be 0";
    static final String RFLAGS_ONE = "27.3.1.4: RFLAGS: bit 1 must be 1";
    static final String RFLAGS_VM = "27.3.1.4: RFLAGS.VM must be 0 in IA-32e mode and when CR0.PE is 0";
    static final String RFLAGS_IF = "27.3.1.4: RFLAGS.IF must be 1 when an external interrupt is injected";
    static final String SSP = "27.3.1.4: SSP must be canonical, and a multiple of 4";

    private static final long LOAD_PAT = 1L << 14;
    private static final long LOAD_EFER = 1L << 15;
    private static final long LOAD_CET = 1L << 20;
    private static final long CODE_64 = 1L << 13;
    private static final long RFLAGS_RESERVED_BITS = ~0x3F_FFFFL | 0x8028;
    private static final long DEBUGCTL_DEFINED = 0x7FC3;
    private static final long DEBUGCTL_BUS_LOCK = 1L << 2;
    private static final long DEBUGCTL_TRANSACTIONS = 1L << 15;
    private static final long SSP_ALIGNMENT = 3;

    private GuestRegisterRules() {}

    static void check(EntryState state) {
        controlRegisters(state);
        msrs(state);
        descriptorTables(state);
        instructionPointer(state);
        flags(state);
    }

    private static void controlRegisters(EntryState state) {
        long cr0 = state.cr0();
        long cr4 = GuestField.CR4.read();
        long unchecked = Cr0.CD | Cr0.NW | (state.unrestricted() ? Cr0.PE | Cr0.PG : 0);
        state.require(fixed(cr0, Msr.VMX_CR0_FIXED0, Msr.VMX_CR0_FIXED1, unchecked), CR0_FIXED);
        state.require((cr0 & Cr0.PG) == 0 || (cr0 & Cr0.PE) != 0, PAGING);
        state.require(fixed(cr4, Msr.VMX_CR4_FIXED0, Msr.VMX_CR4_FIXED1, 0), CR4_FIXED);
        state.require((cr4 & Cr4.CET) == 0 || (cr0 & Cr0.WP) != 0, CET);
        state.require(!state.longGuest() || (cr0 & Cr0.PG) != 0, LONG_PAGING);
        state.require(!state.longGuest() || (cr4 & Cr4.PAE) != 0, LONG_PAE);
        state.require(state.longGuest() || (cr4 & Cr4.PCIDE) == 0, PCIDE);
        state.require(state.physical(GuestField.CR3.read()), CR3);
        if (state.loadsDebugControls()) {
            long defined = DEBUGCTL_DEFINED
                    | (state.busLockDetection() ? DEBUGCTL_BUS_LOCK : 0)
                    | (state.transactions() ? DEBUGCTL_TRANSACTIONS : 0);
            state.require((GuestField.DEBUGCTL.read() & ~defined) == 0, DEBUGCTL);
            state.require(GuestField.DR7.read() >>> 32 == 0, DR7);
        }
    }

    private static boolean fixed(long value, int mustBeOne, int mayBeOne, long unchecked) {
        return (Msrs.read(mustBeOne) & ~value & ~unchecked) == 0 && (value & ~Msrs.read(mayBeOne) & ~unchecked) == 0;
    }

    private static void msrs(EntryState state) {
        state.require(state.canonical(GuestField.SYSENTER_ESP.read()), SYSENTER_ESP);
        state.require(state.canonical(GuestField.SYSENTER_EIP.read()), SYSENTER_EIP);
        if ((state.entry() & LOAD_PAT) != 0) {
            state.require(EntryState.memoryTypes(GuestField.PAT.read()), PAT);
        }
        if ((state.entry() & LOAD_EFER) != 0) {
            long efer = GuestField.EFER.read();
            long defined = Efer.SCE | Efer.LME | Efer.LMA | (state.noExecute() ? Efer.NXE : 0);
            boolean active = (efer & Efer.LMA) != 0;
            state.require((efer & ~defined) == 0, EFER_RESERVED);
            state.require(active == state.longGuest(), EFER_LMA);
            state.require((state.cr0() & Cr0.PG) == 0 || active == ((efer & Efer.LME) != 0), EFER_LME);
        }
        if ((state.entry() & LOAD_CET) != 0) {
            state.require(state.supervisorCet(GuestField.S_CET.read()), S_CET);
            state.require(state.canonical(GuestField.INTERRUPT_SSP_TABLE.read()), SSP_TABLE);
        }
    }

    private static void descriptorTables(EntryState state) {
        state.require(state.canonical(GuestField.GDTR_BASE.read()), GDTR_BASE);
        state.require(state.canonical(GuestField.IDTR_BASE.read()), IDTR_BASE);
        state.require(GuestField.GDTR_LIMIT.read() >>> 16 == 0, GDTR_LIMIT);
        state.require(GuestField.IDTR_LIMIT.read() >>> 16 == 0, IDTR_LIMIT);
    }

    private static void instructionPointer(EntryState state) {
        long rip = GuestField.RIP.read();
        if (state.longGuest() && (GuestField.CS_ACCESS_RIGHTS.read() & CODE_64) != 0) {
            state.require(state.canonical(rip), RIP);
        } else {
            state.require(rip >>> 32 == 0, RIP_HIGH);
        }
        if ((state.entry() & LOAD_CET) != 0) {
            long ssp = GuestField.SSP.read();
            state.require(state.canonical(ssp) && (ssp & SSP_ALIGNMENT) == 0, SSP);
        }
    }

    private static void flags(EntryState state) {
        long rflags = state.rflags();
        state.require((rflags & RFLAGS_RESERVED_BITS) == 0, RFLAGS_RESERVED);
        state.require((rflags & Rflags.RESERVED) != 0, RFLAGS_ONE);
        state.require(!state.virtual8086() || !state.longGuest() && state.protectedMode(), RFLAGS_VM);
        long event = ControlField.ENTRY_INTERRUPTION.read();
        boolean external =
                (event & Interruption.VALID) != 0 && Interruption.type(event) == Interruption.EXTERNAL_INTERRUPT;
        state.require(!external || (rflags & Rflags.IF) != 0, RFLAGS_IF);
    }
}
