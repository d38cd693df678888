package javisor.compiler.llvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The LLVM functions that are written by hand: Java's semantics, the intrinsics, the run-time support. */
final class Library {
    private static final Pattern INTRINSIC = Pattern.compile("(?m)^define internal \\S+ @\"([^\"]+)\"");

    private final String semantics = read("semantics.ll");
    private final String intrinsics = read("intrinsics.ll");
    private final String runtime = read("runtime.ll");
    private final Set<String> lowered = INTRINSIC
            .matcher(intrinsics)
            .results()
            .map((MatchResult match) -> match.group(1))
            .collect(Collectors.toUnmodifiableSet());

    private static String read(String name) {
        try (InputStream in = Library.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the compiler's resource " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the compiler's resource " + name, e);
        }
    }

    /** {@return the intrinsics that have a lowering, as {@code owner.name+descriptor}} */
    Set<String> lowered() {
        return lowered;
    }

    /** {@return all of it, for a program with this panic handler and boot arena} */
    String text(String panicHandler, int arenaBytes) {
        return semantics
                + intrinsics
                + runtime.replace("${HANDLER}", panicHandler).replace("${ARENA}", Integer.toString(arenaBytes));
    }
}
