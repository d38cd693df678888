package javisor.testos.conformance;

import javisor.machine.console.Console;
import javisor.machine.instruction.Cpuid;

/** Prints every leaf of CPUID, so that two machines can be compared. */
final class CpuidDump {
    private static final int[] RANGES = {0, 0x4000_0000, 0x8000_0000, 0xC000_0000};
    private static final int MOST_LEAVES = 64;
    private static final int SUBLEAVES = 8;

    private final Console console;
    private final int[] registers = new int[4];

    CpuidDump(Console console) {
        this.console = console;
    }

    void print() {
        for (int i = 0; i < RANGES.length; i++) {
            int base = RANGES[i];
            Cpuid.execute(base, 0, registers);
            int count = Math.min(MOST_LEAVES - 1, Math.max(0, registers[Cpuid.EAX] - base));
            for (int leaf = base; leaf <= base + count + 1; leaf++) {
                int subleaves = hasSubleaves(leaf) ? SUBLEAVES : 1;
                for (int subleaf = 0; subleaf < subleaves; subleaf++) {
                    print(leaf, subleaf);
                }
            }
        }
    }

    private static boolean hasSubleaves(int leaf) {
        return switch (leaf) {
            case 4, 7, 0xB, 0xD, 0xF, 0x10, 0x12, 0x14, 0x17, 0x18, 0x1F, 0x8000_001D, 0x8000_0020, 0x8000_0026 -> true;
            default -> false;
        };
    }

    private void print(int leaf, int subleaf) {
        Cpuid.execute(leaf, subleaf, registers);
        console.print("cpuid ")
                .hexDigits(leaf, 8)
                .character('.')
                .hexDigits(subleaf, 1)
                .character(':');
        for (int i = 0; i < registers.length; i++) {
            console.character(' ').hexDigits(registers[i], 8);
        }
        console.println();
    }
}
