package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Loops that a compiler turns into moves of memory, over the same array too. */
public final class Copies implements Program {
    @Override
    public void run() {
        int[] array = new int[40];
        for (int i = 0; i < array.length; i++) {
            array[i] = Input.of(i);
        }
        move(array, 0, array, 5, 20);
        print(array);
        move(array, 10, array, 3, 20);
        print(array);
        int[] other = new int[40];
        move(array, 0, other, 0, 40);
        print(other);
        char[] chars = new char[10];
        byte[] bytes = {72, 101, 108, 108, 111, -1};
        for (int i = 0; i < bytes.length; i++) {
            chars[i] = (char) (bytes[i] & 0xFF);
        }
        Out.println((int) chars[5]);
        Out.println(chars[4]);
    }

    private static void move(int[] from, int start, int[] to, int target, int count) {
        if (from == to && start < target) {
            for (int i = count - 1; i >= 0; i--) {
                to[target + i] = from[start + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                to[target + i] = from[start + i];
            }
        }
    }

    private static void print(int[] array) {
        for (int element : array) {
            Out.print(element);
            Out.print(" ");
        }
        Out.println();
    }
}
