package javisor.testos.conformance;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;

/** Control registers and MSRs are the guest's own: they read as written, across exits too, and refuse what the processor refuses. */
final class RegisterChecks {
    private static final int[] ADDRESSES = {
        Msr.FS_BASE, Msr.GS_BASE, Msr.KERNEL_GS_BASE, Msr.LSTAR, Msr.CSTAR, Msr.SYSENTER_ESP, Msr.SYSENTER_EIP
    };
    private static final long FIRST_ADDRESS = 0x1122_3344_0000L;
    private static final long PAT_VALUE = 0x0007_0406_0007_0401L;
    private static final long PAT_WITH_RESERVED_TYPE = 0x0007_0406_0007_0402L;

    private static final long RANGE = 0x80_0000L;
    private static final long RANGE_MASK = 0xF_FFFF_F000L;
    private static final long MTRR_VALID = 1 << 11;
    private static final long MTRR_COUNT = 0xFF;

    private final Verdicts verdicts;
    private final long[] before = new long[ADDRESSES.length];

    RegisterChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        controlRegisters();
        addresses();
        star();
        pat();
        caches();
        memoryTypes();
    }

    private void controlRegisters() {
        long cr0 = ControlRegisters.readCr0();
        ControlRegisters.writeCr0(cr0 | Cr0.TS | Cr0.WP | Cr0.NE);
        Shown.highest(0);
        verdicts.check("CR0 reads as written", ControlRegisters.readCr0() == (cr0 | Cr0.TS | Cr0.WP | Cr0.NE));
        ControlRegisters.writeCr0(cr0);
        if (!Shown.amd()) {
            refusals(cr0);
        }
        long cr4 = ControlRegisters.readCr4();
        ControlRegisters.writeCr4(cr4 | Cr4.PGE | Cr4.DE | Cr4.TSD);
        Shown.highest(0);
        verdicts.check("CR4 reads as written", ControlRegisters.readCr4() == (cr4 | Cr4.PGE | Cr4.DE | Cr4.TSD));
        ControlRegisters.writeCr4(cr4);
        ControlRegisters.writeCr8(9);
        Shown.highest(0);
        verdicts.check("CR8 reads as written", ControlRegisters.readCr8() == 9);
        Instructions.writeCr8(16);
        verdicts.raised("CR8 refuses more than 15", Attempt.GENERAL_PROTECTION);
        ControlRegisters.writeCr8(0);
    }

    /** What CR0 refuses, it refuses together with a change of NE, which VT-x does not leave to the guest, and NE stays. QEMU refuses nothing. */
    private void refusals(long before) {
        long other = before ^ Cr0.NE;
        ControlRegisters.writeCr0(other);
        verdicts.check("CR0.NE can be changed", ControlRegisters.readCr0() == other);
        refused("CR0 refuses its high half", before | 1L << 32, other);
        refused("CR0 refuses NW without CD", before & ~Cr0.CD | Cr0.NW, other);
        refused("CR0 refuses to leave paging in 64-bit mode", before & ~Cr0.PG, other);
        refused("CR0 refuses paging without protection", before & ~Cr0.PE, other);
        ControlRegisters.writeCr0(before);
        verdicts.check("CR0.NE can be changed back", ControlRegisters.readCr0() == before);
    }

    private void refused(String name, long value, long unchanged) {
        Instructions.writeCr0(value);
        verdicts.raised(name, Attempt.GENERAL_PROTECTION);
        verdicts.check("CR0 is unchanged after the refusal", ControlRegisters.readCr0() == unchanged);
    }

    private void addresses() {
        boolean kept = true;
        for (int i = 0; i < ADDRESSES.length; i++) {
            before[i] = Msrs.read(ADDRESSES[i]);
            Msrs.write(ADDRESSES[i], FIRST_ADDRESS + i);
        }
        Shown.highest(0);
        Msrs.read(Msr.EFER);
        for (int i = 0; i < ADDRESSES.length; i++) {
            kept &= Msrs.read(ADDRESSES[i]) == FIRST_ADDRESS + i;
        }
        verdicts.check("segment bases and system-call targets read as written across exits", kept);
        Instructions.writeMsr(Msr.LSTAR, 0x8000_0000_0000_0000L);
        verdicts.raised("LSTAR refuses a non-canonical address", Attempt.GENERAL_PROTECTION);
        for (int i = 0; i < ADDRESSES.length; i++) {
            Msrs.write(ADDRESSES[i], before[i]);
        }
    }

    private void star() {
        long star = Msrs.read(Msr.STAR);
        long mask = Msrs.read(Msr.SFMASK);
        Msrs.write(Msr.STAR, 0x0023_0008_1234_5678L);
        Msrs.write(Msr.SFMASK, 0x4_7700L);
        Shown.highest(0);
        verdicts.check(
                "STAR and SFMASK read as written across exits",
                Msrs.read(Msr.STAR) == 0x0023_0008_1234_5678L && Msrs.read(Msr.SFMASK) == 0x4_7700L);
        Msrs.write(Msr.STAR, star);
        Msrs.write(Msr.SFMASK, mask);
    }

    private void pat() {
        long pat = Msrs.read(Msr.PAT);
        Msrs.write(Msr.PAT, PAT_VALUE);
        Shown.highest(0);
        verdicts.check("PAT reads as written across exits", Msrs.read(Msr.PAT) == PAT_VALUE);
        Instructions.writeMsr(Msr.PAT, PAT_WITH_RESERVED_TYPE);
        verdicts.raised("PAT refuses a reserved type", Attempt.GENERAL_PROTECTION);
        Msrs.write(Msr.PAT, pat);
    }

    private void caches() {
        Instructions.wbinvd(0);
        verdicts.quiet("WBINVD");
        Instructions.invd();
        verdicts.quiet("INVD");
        long cr0 = ControlRegisters.readCr0();
        ControlRegisters.writeCr0(cr0 | Cr0.CD);
        Shown.highest(0);
        verdicts.check("caches can be switched off", ControlRegisters.readCr0() == (cr0 | Cr0.CD));
        ControlRegisters.writeCr0(cr0);
    }

    /** A variable-range MTRR for a range of RAM, switched on and off again; what stands in that RAM stays. */
    private void memoryTypes() {
        if (!Shown.feature(1, Cpuid.EDX, 12) || (Msrs.read(Msr.MTRR_CAP) & MTRR_COUNT) == 0) {
            return;
        }
        HostVirtual memory = new HostPhysical(RANGE).toVirtual();
        int last = (int) (Msrs.read(Msr.MTRR_CAP) & MTRR_COUNT) - 1;
        int base = Msr.MTRR_PHYS_BASE0 + 2 * last;
        long baseBefore = Msrs.read(base);
        long maskBefore = Msrs.read(base + 1);
        memory.writeLong(0, RANGE);
        Msrs.write(base, RANGE);
        Msrs.write(base + 1, RANGE_MASK | MTRR_VALID);
        verdicts.check(
                "MTRRs read as written", Msrs.read(base) == RANGE && Msrs.read(base + 1) == (RANGE_MASK | MTRR_VALID));
        verdicts.check("memory stays when its type changes", memory.readLongVolatile(0) == RANGE);
        memory.writeLongVolatile(0, ~RANGE);
        Msrs.write(base + 1, maskBefore);
        Msrs.write(base, baseBefore);
        verdicts.check("memory stays when its type changes back", memory.readLongVolatile(0) == ~RANGE);
    }
}
