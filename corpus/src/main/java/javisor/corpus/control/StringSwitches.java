package javisor.corpus.control;

import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Switches over strings, two with the same hash code among them. */
public final class StringSwitches implements Program {
    private static final String[] WORDS = {"on", "off", "Aa", "BB", "", "other", "offset"};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (String word : WORDS) {
            Out.println(
                    switch (word) {
                        case "on" -> 1;
                        case "off" -> 2;
                        case "Aa" -> 3;
                        case "BB" -> 4;
                        case "" -> 5;
                        default -> 0;
                    });
        }
    }
}
