package javisor.compiler.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import javisor.compiler.CompilationException;

/** Collects what is wrong, so that one run of the compiler tells everything. */
public final class Problems {
    private final Set<String> texts = new LinkedHashSet<>();

    /**
     * Adds a problem; the same text twice counts once.
     *
     * @param where file and line, or whatever names the place best
     * @param what what is wrong
     * @param how how the place is reached, may be empty
     * @param remedy what to do about it
     */
    public void report(String where, String what, String how, String remedy) {
        StringBuilder text = new StringBuilder(where).append(": ").append(what);
        if (!how.isEmpty()) {
            text.append("\n    reached by ").append(how);
        }
        texts.add(text.append("\n    remedy: ").append(remedy).toString());
    }

    /** Does nothing if there is no problem. */
    public void throwIfAny() throws CompilationException {
        if (!texts.isEmpty()) {
            throw exception();
        }
    }

    /** {@return all of it as an exception} */
    public CompilationException exception() {
        return new CompilationException(new ArrayList<>(texts));
    }
}
