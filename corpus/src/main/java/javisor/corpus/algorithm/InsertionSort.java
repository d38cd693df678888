package javisor.corpus.algorithm;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Insertion sort of bytes, signed and unsigned. */
public final class InsertionSort implements Program {
    @Override
    public void run() {
        byte[] array = {3, -1, 100, -128, 127, 0, 5, -50};
        sort(array, false);
        print(array);
        sort(array, true);
        print(array);
    }

    private static void sort(byte[] array, boolean unsigned) {
        for (int i = 1; i < array.length; i++) {
            byte inserted = array[i];
            int j = i - 1;
            while (j >= 0 && (unsigned ? (array[j] & 0xFF) > (inserted & 0xFF) : array[j] > inserted)) {
                array[j + 1] = array[j];
                j--;
            }
            array[j + 1] = inserted;
        }
    }

    private static void print(byte[] array) {
        for (byte element : array) {
            Out.print(element);
            Out.print(" ");
        }
        Out.println();
    }
}
