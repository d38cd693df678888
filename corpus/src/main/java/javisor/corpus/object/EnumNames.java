package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Names of enum constants. */
public final class EnumNames implements Program {
    enum Direction {
        NORTH,
        EAST,
        SOUTH,
        WEST
    }

    private static final Direction[] ALL = Direction.values();

    @Override
    public void run() {
        for (int i = 0; i < 8; i += 3) {
            Out.println(ALL[Input.of(i) % 4].name());
        }
    }
}
