package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Classic tricks on bits. */
public final class BitTricks implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int i = 1; i < 70; i += 7) {
            int x = Input.of(i);
            Out.println(x & -x);
            Out.println(x & x - 1);
            Out.println((x & x - 1) == 0);
            Out.println(x ^ x >>> 1);
            Out.println(x | x >> 1 | x >> 2);
            Out.println((x ^ x >> 31) - (x >> 31));
            Out.println((x + 7) & ~7);
            Out.println(parity(x));
            Out.println(reverse(x));
        }
    }

    private static int parity(int x) {
        int folded = x ^ x >>> 16;
        folded ^= folded >>> 8;
        folded ^= folded >>> 4;
        return 0x6996 >>> (folded & 15) & 1;
    }

    private static int reverse(int x) {
        int result = 0;
        for (int i = 0; i < 32; i++) {
            result = result << 1 | x >>> i & 1;
        }
        return result;
    }
}
