package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** CRC-32 with a table made with the image. */
public final class Crc32 implements Program {
    private static final int[] TABLE = table();

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int c = i;
            for (int bit = 0; bit < 8; bit++) {
                c = (c & 1) != 0 ? 0xEDB8_8320 ^ c >>> 1 : c >>> 1;
            }
            table[i] = c;
        }
        return table;
    }

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        Out.hex(crc("") & 0xFFFF_FFFFL);
        Out.hex(crc("123456789") & 0xFFFF_FFFFL);
        Out.hex(crc("The quick brown fox jumps over the lazy dog") & 0xFFFF_FFFFL);
    }

    private static int crc(String text) {
        int crc = ~Input.of(0);
        for (int i = 0; i < text.length(); i++) {
            crc = crc >>> 8 ^ TABLE[(crc ^ text.charAt(i)) & 0xFF];
        }
        return ~crc;
    }
}
