package javisor.compiler.assembly;

import java.util.ArrayList;
import java.util.List;

/** Turns what an LLVM program printed into separate problems: an error line, followed by the lines that explain it. */
public final class ToolMessages {
    private ToolMessages() {}

    /** {@return one text per error in {@code output}; the whole output if it has no recognisable error} */
    public static List<String> errors(String output) {
        List<String> problems = new ArrayList<>();
        StringBuilder current = null;
        for (String line : output.lines().toList()) {
            if (line.contains("error: ")) {
                if (current != null) {
                    problems.add(current.toString().stripTrailing());
                }
                current = new StringBuilder(line.replaceFirst("^ld\\.lld: ", ""));
            } else if (line.contains("warning: ") || line.isBlank()) {
                if (current != null) {
                    problems.add(current.toString().stripTrailing());
                }
                current = null;
            } else if (current != null) {
                current.append(System.lineSeparator()).append(line);
            }
        }
        if (current != null) {
            problems.add(current.toString().stripTrailing());
        }
        if (problems.isEmpty()) {
            problems.add(output.isBlank() ? "the tool failed without saying why" : output.strip());
        }
        return problems;
    }
}
