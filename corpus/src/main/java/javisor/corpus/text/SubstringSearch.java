package javisor.corpus.text;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Knuth, Morris and Pratt's search. */
public final class SubstringSearch implements Program {
    @Override
    public void run() {
        Out.println(find("abcabcabdabcabcabc", "abcabd"));
        Out.println(find("aaaaaaaab", "aaab"));
        Out.println(find("abc", "abcd"));
        Out.println(find("mississippi", "issip"));
        Out.println(find("text", ""));
    }

    private static int find(String text, String pattern) {
        int[] failure = new int[pattern.length() + 1];
        failure[0] = -1;
        for (int i = 0, k = -1; i < pattern.length(); ) {
            while (k >= 0 && pattern.charAt(i) != pattern.charAt(k)) {
                k = failure[k];
            }
            failure[++i] = ++k;
        }
        int k = 0;
        for (int i = 0; i < text.length() && k < pattern.length(); i++) {
            while (k >= 0 && text.charAt(i) != pattern.charAt(k)) {
                k = failure[k];
            }
            if (++k == pattern.length()) {
                return i + 1 - k;
            }
        }
        return pattern.length() == 0 ? 0 : -1;
    }
}
