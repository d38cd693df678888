package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** A state machine: a switch in a loop with breaks and continues. */
public final class SwitchInLoop implements Program {
    @Override
    public void run() {
        String text = "ab12 c3;45d x";
        int state = 0;
        int words = 0;
        int numbers = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (state) {
                case 0:
                    if (c >= 'a' && c <= 'z') {
                        state = 1;
                        words++;
                    } else if (c >= '0' && c <= '9') {
                        state = 2;
                        numbers++;
                    }
                    break;
                case 1:
                    if (c == ' ' || c == ';') {
                        state = 0;
                        continue;
                    }
                    break;
                case 2:
                    if (c < '0' || c > '9') {
                        state = 0;
                        i--;
                    }
                    break;
                default:
                    Out.println("impossible");
            }
        }
        Out.println(words);
        Out.println(numbers);
    }
}
