package javisor.testos.conformance;

import javisor.machine.address.HostPhysical;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpuid;
import javisor.machine.x86.Cr4;

/** Every instruction that CPUID shows works. */
final class FeatureChecks {
    private static final long MEMORY = HostPhysical.WINDOW + 0x80_0000L;
    private static final int ALL_CONTEXTS = 2;
    private static final int EXTENDED = 0x8000_0001;
    private static final int STRUCTURED = 7;

    private final Verdicts verdicts;

    FeatureChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        if (Shown.feature(EXTENDED, Cpuid.EDX, 27)) {
            FeatureInstructions.rdtscp(0);
            verdicts.quiet("RDTSCP");
        }
        if (Shown.feature(1, Cpuid.ECX, 30)) {
            FeatureInstructions.rdrand(0);
            verdicts.quiet("RDRAND");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 18)) {
            FeatureInstructions.rdseed(0);
            verdicts.quiet("RDSEED");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 23)) {
            FeatureInstructions.clflushopt(MEMORY);
            verdicts.quiet("CLFLUSHOPT");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 24)) {
            FeatureInstructions.clwb(MEMORY);
            verdicts.quiet("CLWB");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 10)) {
            FeatureInstructions.invpcid(zeros(), ALL_CONTEXTS);
            verdicts.quiet("INVPCID");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 0)) {
            segmentBase();
            verdicts.quiet("RDFSBASE");
        }
        if (Shown.feature(STRUCTURED, Cpuid.ECX, 22)) {
            FeatureInstructions.rdpid(0);
            verdicts.quiet("RDPID");
        }
        if (Shown.feature(1, Cpuid.ECX, 20)) {
            FeatureInstructions.crc32(1);
            verdicts.quiet("CRC32");
        }
        if (Shown.feature(1, Cpuid.ECX, 23)) {
            FeatureInstructions.popcnt(0);
            verdicts.quiet("POPCNT");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 3)) {
            FeatureInstructions.andn(1);
            verdicts.quiet("ANDN");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 3)) {
            FeatureInstructions.tzcnt(1);
            verdicts.quiet("TZCNT");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 8)) {
            FeatureInstructions.pdep(1);
            verdicts.quiet("PDEP");
        }
        if (Shown.feature(STRUCTURED, Cpuid.EBX, 19)) {
            FeatureInstructions.adcx(1);
            verdicts.quiet("ADCX");
        }
        if (Shown.feature(EXTENDED, Cpuid.ECX, 5)) {
            FeatureInstructions.lzcnt(1);
            verdicts.quiet("LZCNT");
        }
        if (Shown.feature(1, Cpuid.ECX, 22)) {
            FeatureInstructions.movbe(MEMORY);
            verdicts.quiet("MOVBE");
        }
        if (Shown.feature(1, Cpuid.ECX, 13)) {
            FeatureInstructions.cmpxchg16b(MEMORY);
            verdicts.quiet("CMPXCHG16B");
        }
    }

    private static long zeros() {
        HostPhysical descriptor = new HostPhysical(0x80_0000L);
        descriptor.toVirtual().writeLong(0, 0);
        descriptor.toVirtual().writeLong(8, 0);
        return MEMORY;
    }

    private static void segmentBase() {
        long cr4 = ControlRegisters.readCr4();
        ControlRegisters.writeCr4(cr4 | Cr4.FSGSBASE);
        FeatureInstructions.rdfsbase(0);
        ControlRegisters.writeCr4(cr4);
    }
}
