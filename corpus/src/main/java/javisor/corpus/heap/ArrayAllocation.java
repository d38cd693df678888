package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of every type and several lengths allocated at boot. */
public final class ArrayAllocation implements Program {
    @Override
    public void run() {
        for (int length = 0; length < 12; length += 5) {
            byte[] bytes = new byte[Input.of(length)];
            short[] shorts = new short[Input.of(length)];
            char[] chars = new char[Input.of(length)];
            int[] ints = new int[Input.of(length)];
            long[] longs = new long[Input.of(length)];
            boolean[] booleans = new boolean[Input.of(length)];
            String[] texts = new String[Input.of(length)];
            for (int i = 0; i < length; i++) {
                bytes[i] = -1;
                shorts[i] = -2;
                chars[i] = 'x';
                ints[i] = -3;
                longs[i] = -4;
                booleans[i] = true;
                texts[i] = "t";
            }
            long sum = 0;
            for (int i = 0; i < length; i++) {
                sum = sum * 3
                        + bytes[i]
                        + shorts[i]
                        + chars[i]
                        + ints[i]
                        + longs[i]
                        + (booleans[i] ? 1 : 0)
                        + texts[i].length();
            }
            Out.println(sum);
        }
    }
}
