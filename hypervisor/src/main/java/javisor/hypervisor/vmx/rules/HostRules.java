package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.HostField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/** The host-state area, and the address-space sizes of host and guest (Intel SDM vol. 3, 27.2.2 to 27.2.4). */
final class HostRules {
    static final String CR0 = "27.2.2: host CR0 must have the bits that VMX operation fixes";
    static final String CR4 = "27.2.2: host CR4 must have the bits that VMX operation fixes";
    static final String CET = "27.2.2: host CR0.WP must be 1 when CR4.CET is 1";
    static final String CR3 = "27.2.2: host CR3 must be within the physical-address width";
    static final String SYSENTER_ESP = "27.2.2: host IA32_SYSENTER_ESP must be canonical";
    static final String SYSENTER_EIP = "27.2.2: host IA32_SYSENTER_EIP must be canonical";
    static final String PAT = "27.2.2: host IA32_PAT: each byte must be a memory type";
    static final String EFER_RESERVED = "27.2.2: host IA32_EFER: reserved bits must be 0";
    static final String EFER_LONG = "27.2.2: host IA32_EFER: LMA and LME must both be as 'host address-space size'";
    static final String S_CET =
            "27.2.2: host IA32_S_CET: reserved bits must be 0, not both SUPPRESS and TRACKER, canonical";
    static final String SSP = "27.2.2: host SSP must be canonical, and a multiple of 4";
    static final String SSP_TABLE = "27.2.2: host IA32_INTERRUPT_SSP_TABLE_ADDR must be canonical";
    static final String[] SELECTORS = {
        "27.2.3: host ES selector: RPL and TI must be 0",
        "27.2.3: host CS selector: RPL and TI must be 0",
        "27.2.3: host SS selector: RPL and TI must be 0",
        "27.2.3: host DS selector: RPL and TI must be 0",
        "27.2.3: host FS selector: RPL and TI must be 0",
        "27.2.3: host GS selector: RPL and TI must be 0",
        "27.2.3: host TR selector: RPL and TI must be 0",
    };
    static final String CS_NULL = "27.2.3: host CS selector must not be 0";
    static final String TR_NULL = "27.2.3: host TR selector must not be 0";
    static final String SS_NULL = "27.2.3: host SS selector must not be 0 when 'host address-space size' is 0";
    static final String[] BASES = {
        "27.2.3: host FS base must be canonical",
        "27.2.3: host GS base must be canonical",
        "27.2.3: host TR base must be canonical",
        "27.2.3: host GDTR base must be canonical",
        "27.2.3: host IDTR base must be canonical",
    };
    static final String LONG_HOST = "27.2.4: 'host address-space size' must be 1, as the processor is in IA-32e mode";
    static final String LONG_GUEST = "27.2.4: 'IA-32e mode guest' must be 0 when 'host address-space size' is 0";
    static final String PCIDE = "27.2.4: host CR4.PCIDE must be 0 when 'host address-space size' is 0";
    static final String RIP_HIGH = "27.2.4: host RIP must be below 4 GiB when 'host address-space size' is 0";
    static final String PAE = "27.2.4: host CR4.PAE must be 1 when 'host address-space size' is 1";
    static final String RIP = "27.2.4: host RIP must be canonical when 'host address-space size' is 1";

    private static final long LOAD_PAT = 1L << 19;
    private static final long LOAD_EFER = 1L << 21;
    private static final long LOAD_CET = 1L << 28;
    private static final int RPL_AND_TI = 7;
    private static final long SSP_ALIGNMENT = 3;

    private HostRules() {}

    static void check(EntryState state) {
        controlRegisters(state);
        msrs(state);
        segments(state);
        addressSpace(state);
    }

    private static void controlRegisters(EntryState state) {
        long cr0 = HostField.CR0.read();
        long cr4 = HostField.CR4.read();
        state.require(fixed(cr0, Msr.VMX_CR0_FIXED0, Msr.VMX_CR0_FIXED1), CR0);
        state.require(fixed(cr4, Msr.VMX_CR4_FIXED0, Msr.VMX_CR4_FIXED1), CR4);
        state.require((cr4 & Cr4.CET) == 0 || (cr0 & Cr0.WP) != 0, CET);
        state.require(state.physical(HostField.CR3.read()), CR3);
    }

    private static boolean fixed(long value, int mustBeOne, int mayBeOne) {
        return (Msrs.read(mustBeOne) & ~value) == 0 && (value & ~Msrs.read(mayBeOne)) == 0;
    }

    private static void msrs(EntryState state) {
        state.require(state.canonical(HostField.SYSENTER_ESP.read()), SYSENTER_ESP);
        state.require(state.canonical(HostField.SYSENTER_EIP.read()), SYSENTER_EIP);
        if ((state.exit() & LOAD_PAT) != 0) {
            state.require(EntryState.memoryTypes(HostField.PAT.read()), PAT);
        }
        if ((state.exit() & LOAD_EFER) != 0) {
            long efer = HostField.EFER.read();
            long defined = Efer.SCE | Efer.LME | Efer.LMA | (state.noExecute() ? Efer.NXE : 0);
            state.require((efer & ~defined) == 0, EFER_RESERVED);
            long both = Efer.LMA | Efer.LME;
            state.require((efer & both) == (state.longHost() ? both : 0), EFER_LONG);
        }
        if ((state.exit() & LOAD_CET) != 0) {
            state.require(state.supervisorCet(HostField.S_CET.read()), S_CET);
            long ssp = HostField.SSP.read();
            state.require(state.canonical(ssp) && (ssp & SSP_ALIGNMENT) == 0, SSP);
            state.require(state.canonical(HostField.INTERRUPT_SSP_TABLE.read()), SSP_TABLE);
        }
    }

    private static void segments(EntryState state) {
        for (int i = 0; i < SELECTORS.length; i++) {
            long selector = new VmcsField(HostField.ES_SELECTOR.encoding() + 2L * i).read();
            state.require((selector & RPL_AND_TI) == 0, SELECTORS[i]);
        }
        state.require(HostField.CS_SELECTOR.read() != 0, CS_NULL);
        state.require(HostField.TR_SELECTOR.read() != 0, TR_NULL);
        state.require(state.longHost() || HostField.SS_SELECTOR.read() != 0, SS_NULL);
        for (int i = 0; i < BASES.length; i++) {
            long base = new VmcsField(HostField.FS_BASE.encoding() + 2L * i).read();
            state.require(state.canonical(base), BASES[i]);
        }
    }

    private static void addressSpace(EntryState state) {
        long cr4 = HostField.CR4.read();
        long rip = HostField.RIP.read();
        state.require(state.longHost() || (Msrs.read(Msr.EFER) & Efer.LMA) == 0, LONG_HOST);
        if (state.longHost()) {
            state.require((cr4 & Cr4.PAE) != 0, PAE);
            state.require(state.canonical(rip), RIP);
        } else {
            state.require(!state.longGuest(), LONG_GUEST);
            state.require((cr4 & Cr4.PCIDE) == 0, PCIDE);
            state.require(rip >>> 32 == 0, RIP_HIGH);
        }
    }
}
