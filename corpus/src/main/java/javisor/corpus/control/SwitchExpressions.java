package javisor.corpus.control;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Switches as expressions, with blocks, nested, over chars and bytes. */
public final class SwitchExpressions implements Program {
    @Override
    public void run() {
        for (char c = 'a'; c < 'g'; c++) {
            int value = switch (c) {
                case 'a', 'e' -> 1;
                case 'b' -> {
                    int twice = Input.of(21) * 2;
                    yield twice;
                }
                default ->
                    switch ((byte) (c - 'c')) {
                        case 0 -> -10;
                        case 1 -> -20;
                        default -> -30;
                    };
            };
            Out.println(value);
        }
    }
}
