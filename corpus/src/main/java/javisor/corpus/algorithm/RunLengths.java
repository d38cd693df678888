package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Run-length encoding. */
public final class RunLengths implements Program {
    @Override
    public void run() {
        String text = "aaaabbbccd        eeeeeeeeeeeeef";
        for (int i = 0; i < text.length(); ) {
            int end = i;
            while (end < text.length() && text.charAt(end) == text.charAt(i)) {
                end++;
            }
            if (end - i > Input.of(1)) {
                Out.print(end - i);
            }
            Out.print(text.charAt(i));
            i = end;
        }
        Out.println();
    }
}
