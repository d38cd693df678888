package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Hoare's quicksort, recursive. */
public final class QuickSort implements Program {
    @Override
    public void run() {
        int[] array = new int[60];
        int x = Input.of(12345);
        for (int i = 0; i < array.length; i++) {
            x = x * 1103515245 + 12345;
            array[i] = x >> 16;
        }
        sort(array, 0, array.length - 1);
        for (int element : array) {
            Out.println(element);
        }
    }

    private static void sort(int[] array, int low, int high) {
        int i = low;
        int j = high;
        int pivot = array[low + high >>> 1];
        while (i <= j) {
            while (array[i] < pivot) {
                i++;
            }
            while (array[j] > pivot) {
                j--;
            }
            if (i <= j) {
                int keep = array[i];
                array[i++] = array[j];
                array[j--] = keep;
            }
        }
        if (low < j) {
            sort(array, low, j);
        }
        if (i < high) {
            sort(array, i, high);
        }
    }
}
