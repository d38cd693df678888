package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Adler-32, Fletcher-16, FNV-1a, and the internet checksum. */
public final class Checksums implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        String text = "Wikipedia and everything else, 0123456789";
        int a = 1;
        int b = 0;
        int first = 0;
        int second = 0;
        long fnv = 0xCBF2_9CE4_8422_2325L;
        int internet = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = Input.of(text.charAt(i));
            a = (a + c) % 65521;
            b = (b + a) % 65521;
            first = (first + c) % 255;
            second = (second + first) % 255;
            fnv = (fnv ^ c) * 0x100_0000_01B3L;
            internet += (i & 1) == 0 ? c << 8 : c;
        }
        while (internet >>> 16 != 0) {
            internet = (internet & 0xFFFF) + (internet >>> 16);
        }
        Out.hex((long) b << 16 | a);
        Out.hex(second << 8 | first);
        Out.hex(fnv);
        Out.hex(~internet & 0xFFFF);
    }
}
