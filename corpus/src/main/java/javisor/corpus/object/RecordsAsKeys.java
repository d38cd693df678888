package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Records that write their own equals. */
public final class RecordsAsKeys implements Program {
    record Key(int number, String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(int otherNumber, String otherName)
                    && number == otherNumber
                    && name.equals(otherName);
        }

        @Override
        public int hashCode() {
            return number * 31 + name.length();
        }
    }

    private static final Key[] KEYS = {new Key(1, "one"), new Key(2, "two"), new Key(1, "one")};

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (Key left : KEYS) {
            for (Key right : KEYS) {
                Out.print(left.equals(right));
            }
            Out.println(left.hashCode());
            Out.println(left.equals(null));
        }
    }
}
