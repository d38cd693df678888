package javisor.testos;

import javisor.machine.console.Console;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;

/**
 * Measures what CPUID costs: the one exit that cannot be avoided. The comparison loop executes PAUSE in its place. In an emulator whose
 * time-stamp counter counts instructions, the difference between two machines is exact.
 */
final class CpuidTiming {
    private static final int ROUNDS = 1000;

    private final Console console;
    private final int[] registers = new int[4];

    CpuidTiming(Console console) {
        this.console = console;
    }

    void print() {
        // Once around unmeasured, so that an emulator has translated both loops.
        cpuidLoop();
        emptyLoop();
        long withCpuid = cpuidLoop();
        long without = emptyLoop();
        console.print("cpuid-loop-tsc: ").decimal(withCpuid).println();
        console.print("empty-loop-tsc: ").decimal(without).println();
        console.print("cpuid-tsc: ")
                .decimal(withCpuid > without ? (withCpuid - without) / ROUNDS : 0)
                .println();
    }

    private long cpuidLoop() {
        long start = Cpu.readTimeStampCounter();
        for (int i = 0; i < ROUNDS; i++) {
            Cpuid.execute(0, 0, registers);
        }
        return Cpu.readTimeStampCounter() - start;
    }

    private static long emptyLoop() {
        long start = Cpu.readTimeStampCounter();
        for (int i = 0; i < ROUNDS; i++) {
            Cpu.pause();
        }
        return Cpu.readTimeStampCounter() - start;
    }
}
