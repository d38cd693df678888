package javisor.testos.conformance;

import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.x86.Cr4;

/** CPUID: what it must leave alone, and what in its answers follows the control registers. */
final class CpuidChecks {
    private static final int EXTENDED_STATE = 0xD;
    private static final int OSXSAVE = 27;
    private static final int XSAVE = 26;
    private static final int OSPKE = 4;
    private static final int PKU = 3;

    private final Verdicts verdicts;

    CpuidChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        verdicts.check("CPUID keeps the other registers", Instructions.cpuidKeepsRegisters(0, 0) == 0);
        verdicts.check(
                "CPUID keeps the other registers, extended leaf",
                Instructions.cpuidKeepsRegisters(0x8000_0008, 0) == 0);
        verdicts.check(
                "CPUID keeps the other registers, sub-leaf", Instructions.cpuidKeepsRegisters(EXTENDED_STATE, 1) == 0);
        verdicts.check(
                "CPUID keeps the other registers, no such leaf", Instructions.cpuidKeepsRegisters(0x1234_5678, 0) == 0);
        keepsVectors();
        extendedState();
        protectionKeys();
        Instructions.stepCpuid();
        verdicts.check(
                "a single step over CPUID traps behind it",
                Attempt.vector() == Attempt.DEBUG && Attempt.reportedAt() == Attempt.expectedAt());
        verdicts.check("the trap says that it is a single step", (Attempt.debugStatus() >>> 14 & 1) == 1);
        clockRuns();
    }

    private void keepsVectors() {
        long before = ControlRegisters.readCr4();
        ControlRegisters.writeCr4(before | Cr4.OSFXSR | Cr4.OSXMMEXCPT);
        verdicts.check("CPUID keeps the vector registers", Instructions.cpuidKeepsVectors() == 0);
        ControlRegisters.writeCr4(before);
    }

    private void extendedState() {
        if (!Shown.feature(1, Cpuid.ECX, XSAVE)) {
            return;
        }
        long before = ControlRegisters.readCr4();
        ControlRegisters.writeCr4(before & ~Cr4.OSXSAVE);
        verdicts.check("OSXSAVE is clear while CR4.OSXSAVE is", !Shown.feature(1, Cpuid.ECX, OSXSAVE));
        Instructions.writeExtendedControl(0, 1);
        verdicts.raised("XSETBV is undefined without CR4.OSXSAVE", Attempt.INVALID_OPCODE);
        ControlRegisters.writeCr4(before | Cr4.OSXSAVE);
        verdicts.check("OSXSAVE is set while CR4.OSXSAVE is", Shown.feature(1, Cpuid.ECX, OSXSAVE));
        Instructions.writeExtendedControl(0, 3);
        verdicts.quiet("XSETBV takes x87 and SSE");
        verdicts.check("XCR0 reads as written", Cpu.readXcr0() == 3);
        int small = Shown.register(EXTENDED_STATE, 0, Cpuid.EBX);
        verdicts.check("the area for x87 and SSE has 240h bytes", small == 0x240);
        if ((Shown.register(EXTENDED_STATE, 0, Cpuid.EAX) & 4) != 0) {
            Instructions.writeExtendedControl(0, 7);
            verdicts.quiet("XSETBV takes AVX");
            verdicts.check(
                    "the area grows with XCR0",
                    Integer.compareUnsigned(Shown.register(EXTENDED_STATE, 0, Cpuid.EBX), small) > 0);
            Instructions.writeExtendedControl(0, 5);
            verdicts.raised("XSETBV refuses AVX without SSE", Attempt.GENERAL_PROTECTION);
        }
        Instructions.writeExtendedControl(0, 2);
        verdicts.raised("XSETBV refuses to switch x87 off", Attempt.GENERAL_PROTECTION);
        Instructions.writeExtendedControl(7, 1);
        verdicts.raised("XSETBV refuses registers that are not there", Attempt.GENERAL_PROTECTION);
        Instructions.writeExtendedControl(0, 1);
        ControlRegisters.writeCr4(before);
    }

    private void protectionKeys() {
        if (!Shown.feature(7, Cpuid.ECX, PKU)) {
            return;
        }
        long before = ControlRegisters.readCr4();
        verdicts.check("OSPKE is clear while CR4.PKE is", !Shown.feature(7, Cpuid.ECX, OSPKE));
        ControlRegisters.writeCr4(before | Cr4.PKE);
        verdicts.check("OSPKE is set while CR4.PKE is", Shown.feature(7, Cpuid.ECX, OSPKE));
        FeatureInstructions.rdpkru(0, 0);
        verdicts.quiet("RDPKRU works while CR4.PKE is set");
        ControlRegisters.writeCr4(before);
    }

    private void clockRuns() {
        long last = Cpu.readTimeStampCounter();
        boolean rising = true;
        for (int i = 0; i < 100; i++) {
            Shown.highest(0);
            long now = Cpu.readTimeStampCounter();
            rising &= now > last;
            last = now;
        }
        verdicts.check("the time-stamp counter rises across CPUID", rising);
    }
}
