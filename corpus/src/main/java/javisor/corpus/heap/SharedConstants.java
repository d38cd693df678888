package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Equal strings are one object; equal boxes of ours are not. */
public final class SharedConstants implements Program {
    private record Box(int value) {}

    private static final Box FIRST = new Box(1);
    private static final Box SECOND = new Box(1);
    private static final Box[] BOXES = {FIRST, SECOND, FIRST};
    private static final String TEXT = "shared";

    @Override
    public void run() {
        Out.println(FIRST == SECOND);
        Out.println(BOXES[0] == BOXES[Input.of(2)]);
        Out.println(TEXT == "shared");
        Out.println(Other.TEXT == TEXT);
    }

    private static final class Other {
        static final String TEXT = "sha" + "red";
    }
}
