package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

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
