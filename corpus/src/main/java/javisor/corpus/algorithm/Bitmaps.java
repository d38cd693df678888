package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** An allocator of runs in a bitmap. */
public final class Bitmaps implements Program {
    private final long[] words = new long[4];

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int i = 0; i < words.length; i++) {
            words[i] = 0;
        }
        int first = take(Input.of(3));
        int second = take(60);
        int third = take(5);
        Out.println(first);
        Out.println(second);
        Out.println(third);
        release(first, 3);
        Out.println(take(4));
        Out.println(take(2));
        Out.println(take(300));
        for (long word : words) {
            Out.hex(word);
            Out.println(Long.bitCount(word));
        }
    }

    private int take(int count) {
        int run = 0;
        for (int i = 0; i < 64 * words.length; i++) {
            run = (words[i >> 6] >>> i & 1) == 0 ? run + 1 : 0;
            if (run == count) {
                for (int j = i - count + 1; j <= i; j++) {
                    words[j >> 6] |= 1L << j;
                }
                return i - count + 1;
            }
        }
        return -1;
    }

    private void release(int start, int count) {
        for (int i = start; i < start + count; i++) {
            words[i >> 6] &= ~(1L << i);
        }
    }
}
