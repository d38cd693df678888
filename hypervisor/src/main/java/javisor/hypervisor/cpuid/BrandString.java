package javisor.hypervisor.cpuid;

import javisor.machine.boot.Settings;
import javisor.machine.instruction.Cpuid;

/**
 * The brand string of leaves 8000_0002h to 8000_0004h: 47 characters and a NUL. The setting {@code brand} replaces it; without one the
 * processor's own gets {@code " Javisor"} after its last character, cut where it would not fit. A processor without these leaves, or
 * the value {@code keep}, is left alone.
 */
final class BrandString {
    private static final int SIZE = 48;
    private static final int FIRST = 0x8000_0002;
    private static final int LAST = 0x8000_0004;
    private static final String SUFFIX = " Javisor";

    private BrandString() {}

    /** Fills {@code words} with the twelve registers of the three leaves. */
    static void fill(Settings settings, int[] words) {
        byte[] text = new byte[SIZE];
        boolean present = readOwn(words, text);
        if (present && !settings.is("brand", "keep")) {
            if (settings.length("brand") > 0) {
                clear(text);
                settings.copy("brand", text);
            } else {
                append(text);
            }
            text[SIZE - 1] = 0;
        }
        for (int i = 0; i < words.length; i++) {
            words[i] = CpuidPolicy.word(text, i * 4);
        }
    }

    private static boolean readOwn(int[] words, byte[] text) {
        int[] registers = new int[4];
        Cpuid.execute(0x8000_0000, 0, registers);
        if (Integer.compareUnsigned(registers[Cpuid.EAX], LAST) < 0) {
            return false;
        }
        for (int leaf = FIRST; leaf <= LAST; leaf++) {
            Cpuid.execute(leaf, 0, registers);
            for (int i = 0; i < 4; i++) {
                words[(leaf - FIRST) * 4 + i] = registers[i];
            }
        }
        for (int i = 0; i < SIZE; i++) {
            text[i] = (byte) (words[i / 4] >>> i % 4 * 8);
        }
        return true;
    }

    private static void append(byte[] text) {
        int end = 0;
        for (int i = 0; i < SIZE - 1 && text[i] != 0; i++) {
            if (text[i] != ' ') {
                end = i + 1;
            }
        }
        end = Math.min(end, SIZE - 1 - SUFFIX.length());
        for (int i = 0; i < SIZE - end; i++) {
            text[end + i] = (byte) (i < SUFFIX.length() ? SUFFIX.charAt(i) : 0);
        }
    }

    private static void clear(byte[] text) {
        for (int i = 0; i < text.length; i++) {
            text[i] = 0;
        }
    }
}
