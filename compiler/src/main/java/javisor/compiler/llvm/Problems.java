package javisor.compiler.llvm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.SourcePosition;

/** Collects what is wrong with the program, each kind of problem once with the first place it occurs at. */
final class Problems {
    private final Map<String, String> found = new LinkedHashMap<>();

    /** Notes {@code what}, found at {@code position} in {@code function}. */
    void add(String what, Function function, SourcePosition position) {
        found.putIfAbsent(
                what, position.file() + ":" + position.line() + ": " + what + ", in " + Names.plain(function.method()));
    }

    /** {@return the complete texts} */
    List<String> texts() {
        return new ArrayList<>(found.values());
    }
}
