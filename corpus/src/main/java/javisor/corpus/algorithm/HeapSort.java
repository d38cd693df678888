package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Heapsort of longs. */
public final class HeapSort implements Program {
    @Override
    public void run() {
        long[] heap = new long[31];
        long x = Input.of(88172645463325252L);
        for (int i = 0; i < heap.length; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            heap[i] = x;
        }
        for (int i = heap.length / 2 - 1; i >= 0; i--) {
            sift(heap, i, heap.length);
        }
        for (int end = heap.length - 1; end > 0; end--) {
            long keep = heap[0];
            heap[0] = heap[end];
            heap[end] = keep;
            sift(heap, 0, end);
        }
        for (long element : heap) {
            Out.println(element);
        }
    }

    private static void sift(long[] heap, int start, int end) {
        int at = start;
        while (2 * at + 1 < end) {
            int child = 2 * at + 1;
            if (child + 1 < end && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[at] >= heap[child]) {
                return;
            }
            long keep = heap[at];
            heap[at] = heap[child];
            heap[child] = keep;
            at = child;
        }
    }
}
