package javisor.corpus.text;

import javisor.corpus.Program;

/** The programs of this package, in the order they are run. */
public final class TextPrograms {
    private TextPrograms() {}

    /** {@return one of each, newly made} */
    public static Program[] all() {
        return new Program[] {
            new Ciphers(),
            new Comparisons(),
            new ConstantStrings(),
            new Equality(),
            new Lengths(),
            new NumberFormatting(),
            new NumberParsing(),
            new Palindromes(),
            new SubstringSearch(),
            new WideStrings(),
        };
    }
}
