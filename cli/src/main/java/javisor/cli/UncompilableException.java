package javisor.cli;

import java.util.List;
import javisor.compiler.CompilationException;

/** Resident code breaks the compiler's rules; each problem is complete with file, line and remedy. */
final class UncompilableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    UncompilableException(CompilationException cause) {
        super(cause);
        this.problems = cause.problems();
    }

    List<String> problems() {
        return problems;
    }
}
