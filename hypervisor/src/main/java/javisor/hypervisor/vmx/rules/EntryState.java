package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.annotation.NoInline;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;

/** What many rules ask for: the controls, the modes of guest and host, and what the processor can. Counts the broken rules. */
final class EntryState {
    private static final long TRUE_CONTROLS = 1L << 55;
    private static final long NARROW_ADDRESSES = 1L << 48;
    private static final long ACTIVATE_SECONDARY = 1L << 31;
    private static final long ENABLE_EPT = 1L << 1;
    private static final long ENABLE_VPID = 1L << 5;
    private static final long UNRESTRICTED_GUEST = 1L << 7;
    private static final long LOAD_DEBUG_CONTROLS = 1L << 2;
    private static final long IA_32E_MODE_GUEST = 1L << 9;
    private static final long HOST_ADDRESS_SPACE_SIZE = 1L << 9;

    private static final int STRUCTURED_FEATURES = 7;
    private static final int EXTENDED = 0x8000_0000;
    private static final int EXTENDED_FEATURES = 0x8000_0001;
    private static final int ADDRESS_SIZES = 0x8000_0008;
    private static final int NO_EXECUTE = 1 << 20;
    private static final int SGX = 1 << 2;
    private static final int RTM = 1 << 11;
    private static final int BUS_LOCK_DETECTION = 1 << 24;

    private final int[] registers = new int[4];
    private BrokenRules broken;
    private int count;

    private long basic;
    private long misc;
    private long eptCapability;
    private boolean trueControls;
    private int physicalBits;
    private int linearBits;
    private boolean noExecute;
    private boolean enclaves;
    private boolean transactions;
    private boolean busLockDetection;

    private long pin;
    private long primary;
    private long secondary;
    private long exit;
    private long entry;
    private long cr0;
    private long rflags;

    /** Reads the processor's capabilities and the current VMCS. */
    void load(BrokenRules receiver) {
        broken = receiver;
        count = 0;
        basic = Msrs.read(Msr.VMX_BASIC);
        misc = Msrs.read(Msr.VMX_MISC);
        trueControls = (basic & TRUE_CONTROLS) != 0;
        loadFeatures();
        pin = ControlField.PIN_BASED.read();
        primary = ControlField.PROCESSOR_BASED.read();
        exit = ControlField.EXIT.read();
        entry = ControlField.ENTRY.read();
        boolean hasSecondary = (primaryCapability() >>> 32 & ACTIVATE_SECONDARY) != 0;
        secondary =
                hasSecondary && (primary & ACTIVATE_SECONDARY) != 0 ? ControlField.SECONDARY_PROCESSOR_BASED.read() : 0;
        boolean hasEptOrVpid = hasSecondary && (secondaryCapability() >>> 32 & (ENABLE_EPT | ENABLE_VPID)) != 0;
        eptCapability = hasEptOrVpid ? Msrs.read(Msr.VMX_EPT_VPID_CAP) : 0;
        cr0 = GuestField.CR0.read();
        rflags = GuestField.RFLAGS.read();
    }

    private void loadFeatures() {
        Cpuid.execute(0, 0, registers);
        boolean structured = registers[Cpuid.EAX] >= STRUCTURED_FEATURES;
        Cpuid.execute(STRUCTURED_FEATURES, 0, registers);
        enclaves = structured && (registers[Cpuid.EBX] & SGX) != 0;
        transactions = structured && (registers[Cpuid.EBX] & RTM) != 0;
        busLockDetection = structured && (registers[Cpuid.ECX] & BUS_LOCK_DETECTION) != 0;
        Cpuid.execute(EXTENDED_FEATURES, 0, registers);
        noExecute = (registers[Cpuid.EDX] & NO_EXECUTE) != 0;
        Cpuid.execute(EXTENDED, 0, registers);
        boolean sizes = Integer.compareUnsigned(registers[Cpuid.EAX], ADDRESS_SIZES) >= 0;
        Cpuid.execute(ADDRESS_SIZES, 0, registers);
        physicalBits = sizes ? registers[Cpuid.EAX] & 0xFF : 36;
        linearBits = sizes ? registers[Cpuid.EAX] >>> 8 & 0xFF : 48;
    }

    /** Counts and hands on {@code rule} unless it {@code holds}. Inlined two hundred times it would be 20 KiB. */
    @NoInline
    void require(boolean holds, String rule) {
        if (!holds) {
            count++;
            broken.broken(rule);
        }
    }

    /** {@return how many rules were broken} */
    int count() {
        return count;
    }

    long pin() {
        return pin;
    }

    long primary() {
        return primary;
    }

    /** {@return the secondary controls; 0 if they are not activated, as the processor takes them} */
    long secondary() {
        return secondary;
    }

    long exit() {
        return exit;
    }

    long entry() {
        return entry;
    }

    boolean secondaryActivated() {
        return (primary & ACTIVATE_SECONDARY) != 0;
    }

    boolean hasSecondary() {
        return (primaryCapability() >>> 32 & ACTIVATE_SECONDARY) != 0;
    }

    boolean ept() {
        return (secondary & ENABLE_EPT) != 0;
    }

    boolean vpid() {
        return (secondary & ENABLE_VPID) != 0;
    }

    boolean unrestricted() {
        return (secondary & UNRESTRICTED_GUEST) != 0;
    }

    boolean loadsDebugControls() {
        return (entry & LOAD_DEBUG_CONTROLS) != 0;
    }

    /** {@return whether the guest will be in IA-32e mode} */
    boolean longGuest() {
        return (entry & IA_32E_MODE_GUEST) != 0;
    }

    /** {@return whether the host will be in 64-bit mode} */
    boolean longHost() {
        return (exit & HOST_ADDRESS_SPACE_SIZE) != 0;
    }

    boolean protectedMode() {
        return (cr0 & Cr0.PE) != 0;
    }

    boolean virtual8086() {
        return (rflags & Rflags.VM) != 0;
    }

    long cr0() {
        return cr0;
    }

    long rflags() {
        return rflags;
    }

    long basic() {
        return basic;
    }

    long misc() {
        return misc;
    }

    long eptCapability() {
        return eptCapability;
    }

    boolean noExecute() {
        return noExecute;
    }

    boolean enclaves() {
        return enclaves;
    }

    boolean transactions() {
        return transactions;
    }

    boolean busLockDetection() {
        return busLockDetection;
    }

    long pinCapability() {
        return Msrs.read(trueControls ? Msr.VMX_TRUE_PINBASED_CTLS : Msr.VMX_PINBASED_CTLS);
    }

    long primaryCapability() {
        return Msrs.read(trueControls ? Msr.VMX_TRUE_PROCBASED_CTLS : Msr.VMX_PROCBASED_CTLS);
    }

    long secondaryCapability() {
        return Msrs.read(Msr.VMX_PROCBASED_CTLS2);
    }

    long exitCapability() {
        return Msrs.read(trueControls ? Msr.VMX_TRUE_EXIT_CTLS : Msr.VMX_EXIT_CTLS);
    }

    long entryCapability() {
        return Msrs.read(trueControls ? Msr.VMX_TRUE_ENTRY_CTLS : Msr.VMX_ENTRY_CTLS);
    }

    /** {@return whether {@code address} is within the physical-address width} */
    boolean physical(long address) {
        return address >>> physicalBits == 0;
    }

    /** {@return whether the VMCS may refer to a structure at {@code address} (25.11.1 and appendix A.1)} */
    boolean structure(long address) {
        return physical(address) && ((basic & NARROW_ADDRESSES) == 0 || address >>> 32 == 0);
    }

    /** {@return whether {@code address} is canonical for the linear addresses that the processor has} */
    boolean canonical(long address) {
        int shift = 64 - linearBits;
        return address << shift >> shift == address;
    }

    /** {@return whether all eight entries of a PAT are memory types} */
    static boolean memoryTypes(long pat) {
        for (int shift = 0; shift < 64; shift += 8) {
            long type = pat >>> shift & 0xFF;
            if (type > 7 || type == 2 || type == 3) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether {@code value} fits IA32_S_CET: bits 9:6 are reserved, SUPPRESS and TRACKER exclude each other} */
    boolean supervisorCet(long value) {
        return (value & 0x3C0) == 0 && (value & 0xC00) != 0xC00 && canonical(value);
    }
}
