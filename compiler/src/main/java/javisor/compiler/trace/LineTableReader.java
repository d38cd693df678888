package javisor.compiler.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javisor.compiler.link.LlvmPrograms;

/**
 * Reads an ELF file's DWARF line table with LLVM's own tools: {@code llvm-dwarfdump} says where rows begin, {@code llvm-symbolizer}
 * which inlined calls each is part of.
 */
public final class LineTableReader {
    private static final Pattern ROW = Pattern.compile("(0x[0-9a-f]{16}) +\\d+ +\\d+ +\\d+ .*");
    private static final Pattern LOCATION = Pattern.compile("(.*):(\\d+):\\d+");
    private static final String ADDRESSES = "addresses.txt";

    private LineTableReader() {}

    /**
     * {@return the rows of {@code elf}, ascending, neighbours with the same calls joined}
     *
     * @param directory where temporary files may be made
     */
    public static List<TraceRow> read(Path elf, Path directory) throws IOException {
        TreeMap<Long, Boolean> starts =
                rowStarts(run("llvm-dwarfdump", directory, List.of("--debug-line", elf.toString())));
        if (starts.isEmpty()) {
            return List.of();
        }
        Files.writeString(
                directory.resolve(ADDRESSES),
                starts.keySet().stream().map(a -> "0x" + Long.toHexString(a)).collect(Collectors.joining("\n")));
        String symbolized = run(
                "llvm-symbolizer",
                directory,
                List.of("--obj=" + elf, "--inlines", "--functions=short", "--no-demangle", "@" + ADDRESSES));
        return join(starts, symbolized.split("\n\n"));
    }

    private static String run(String program, Path directory, List<String> arguments) throws IOException {
        LlvmPrograms.Result result = LlvmPrograms.run(program, directory, arguments);
        if (result.exitCode() != 0) {
            throw new IOException(program + " failed on the linked image: " + result.output());
        }
        return result.output();
    }

    /** {@return the address of each row, with whether code ends there} */
    private static TreeMap<Long, Boolean> rowStarts(String lineTable) {
        TreeMap<Long, Boolean> starts = new TreeMap<>(Long::compareUnsigned);
        lineTable.lines().forEach(text -> {
            Matcher row = ROW.matcher(text);
            if (row.matches()) {
                long address = Long.parseUnsignedLong(row.group(1).substring(2), 16);
                starts.merge(address, text.endsWith("end_sequence"), Boolean::logicalAnd);
            }
        });
        return starts;
    }

    private static List<TraceRow> join(TreeMap<Long, Boolean> starts, String[] answers) throws IOException {
        if (answers.length != starts.size()) {
            throw new IOException(
                    "llvm-symbolizer gave " + answers.length + " answers to " + starts.size() + " addresses");
        }
        List<TraceRow> rows = new ArrayList<>();
        int answer = 0;
        for (var start : starts.entrySet()) {
            List<TraceRow.Frame> frames = start.getValue() ? List.of() : frames(answers[answer]);
            answer++;
            if (rows.isEmpty() || !rows.getLast().frames().equals(frames)) {
                rows.add(new TraceRow(start.getKey(), frames));
            }
        }
        return List.copyOf(rows);
    }

    /** An answer is two lines for each call: its name, and file:line:column. */
    private static List<TraceRow.Frame> frames(String answer) {
        List<String> lines = answer.strip().lines().toList();
        List<TraceRow.Frame> frames = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            Matcher location = LOCATION.matcher(lines.get(i + 1));
            if (lines.get(i).equals("??") || !location.matches()) {
                continue;
            }
            String path = location.group(1);
            frames.add(new TraceRow.Frame(
                    lines.get(i), path.substring(path.lastIndexOf('/') + 1), Integer.parseInt(location.group(2))));
        }
        return List.copyOf(frames);
    }
}
