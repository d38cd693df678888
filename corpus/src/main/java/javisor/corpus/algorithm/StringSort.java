package javisor.corpus.algorithm;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Strings sorted by an order given as an object. */
public final class StringSort implements Program {
    private interface Order {
        boolean before(String left, String right);
    }

    private static final class Alphabetical implements Order {
        @Override
        public boolean before(String left, String right) {
            int length = Math.min(left.length(), right.length());
            for (int i = 0; i < length; i++) {
                if (left.charAt(i) != right.charAt(i)) {
                    return left.charAt(i) < right.charAt(i);
                }
            }
            return left.length() < right.length();
        }
    }

    private static final class Shorter implements Order {
        @Override
        public boolean before(String left, String right) {
            return left.length() < right.length();
        }
    }

    @Override
    public void run() {
        String[] words = {"ring", "paging", "gate", "cpuid", "nested", "a", "page", "exit"};
        sort(words, new Alphabetical());
        sort(words, new Shorter());
    }

    private static void sort(String[] words, Order order) {
        for (int i = 0; i < words.length; i++) {
            for (int j = words.length - 1; j > i; j--) {
                if (order.before(words[j], words[j - 1])) {
                    String keep = words[j];
                    words[j] = words[j - 1];
                    words[j - 1] = keep;
                }
            }
            Out.println(words[i]);
        }
    }
}
