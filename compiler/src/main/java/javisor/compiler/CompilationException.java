package javisor.compiler;

import java.util.List;

/**
 * Everything that is wrong with the program, collected and reported at once. Each problem is complete: file and line, what is wrong,
 * the path by which it is reached, and what to write instead.
 */
public final class CompilationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** Made once all checks have run. */
    public CompilationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** {@return the problems, each a text of one or more lines} */
    public List<String> problems() {
        return problems;
    }
}
