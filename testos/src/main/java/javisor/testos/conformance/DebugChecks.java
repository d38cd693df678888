package javisor.testos.conformance;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Cpu;

/** Debug registers: kept across exits, and breakpoints hit (AMD APM vol. 2, 13.1). */
final class DebugChecks {
    private static final long ADDRESSES = 0x1234_5000L;
    private static final long ENABLE_FIRST = 1;
    private static final long WATCH_WRITES_OF_4 = 0xD_0000L;
    private static final long ALWAYS_SET = 0x400;
    private static final long WATCHED = 0x80_0000L;

    private final Verdicts verdicts;

    DebugChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        Instructions.setDebugAddresses(ADDRESSES);
        Shown.highest(0);
        verdicts.check("CPUID keeps DR0 to DR3", Instructions.debugAddressesKept(ADDRESSES) == 1);
        Cpu.writeDr7(ALWAYS_SET | 2);
        Shown.highest(0);
        verdicts.check("CPUID keeps DR7", Cpu.readDr7() == (ALWAYS_SET | 2));
        Cpu.writeDr7(ALWAYS_SET);
        instructionBreakpoint();
        dataBreakpoint();
        Instructions.writeDr7(1L << 32);
        verdicts.raised("DR7 refuses high bits", Attempt.GENERAL_PROTECTION);
        Cpu.writeDr7(ALWAYS_SET);
        Instructions.setDebugAddresses(0);
    }

    private void instructionBreakpoint() {
        Instructions.writeDr0(Instructions.target().rawValue());
        Cpu.writeDr7(ALWAYS_SET | ENABLE_FIRST);
        Instructions.callTarget();
        Cpu.writeDr7(ALWAYS_SET);
        verdicts.raised("a breakpoint on an instruction", Attempt.DEBUG);
        verdicts.check("DR6 says that it is the first", (Attempt.debugStatus() & 0xF) == 1);
    }

    private void dataBreakpoint() {
        HostVirtual watched = new HostPhysical(WATCHED).toVirtual();
        Instructions.writeDr0(watched.rawValue());
        Attempt.clear();
        Cpu.writeDr7(ALWAYS_SET | ENABLE_FIRST | WATCH_WRITES_OF_4);
        int read = watched.readIntVolatile(0);
        boolean quiet = Attempt.vector() == Attempt.NOTHING;
        watched.writeIntVolatile(0, read + 1);
        Cpu.writeDr7(ALWAYS_SET);
        verdicts.check("a watch on writes lets reads pass", quiet);
        verdicts.check(
                "a watch on writes traps", Attempt.vector() == Attempt.DEBUG && (Attempt.debugStatus() & 0xF) == 1);
    }
}
