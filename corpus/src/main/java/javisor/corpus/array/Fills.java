package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Loops that a compiler turns into fills of memory. */
public final class Fills implements Program {
    @Override
    public void run() {
        byte[] bytes = new byte[1000];
        fill(bytes, (byte) Input.of(7));
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        Out.println(sum);
        fill(bytes, (byte) 0);
        Out.println(bytes[999]);
        long[] longs = new long[100];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = -1;
        }
        Out.println(longs[0] + longs[99]);
        int[] ints = new int[77];
        for (int i = 10; i < 20; i++) {
            ints[i] = 0x0101_0101;
        }
        Out.println(ints[9]);
        Out.println(ints[10]);
        Out.println(ints[19]);
        Out.println(ints[20]);
    }

    private static void fill(byte[] array, byte value) {
        for (int i = 0; i < array.length; i++) {
            array[i] = value;
        }
    }
}
