package javisor.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A program of the system that the lab uses, and the Debian package it comes in. A program that is not installed is
 * reported with the command that installs it; one that fails, with the last line it said.
 *
 * @param program name to look up on the PATH, or the absolute path
 * @param debianPackage what to install to have it
 */
public record ExternalTool(String program, String debianPackage) {

    /** {@return where the program is, if it is installed} */
    public Optional<Path> location() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        for (String directory : path.split(":")) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory).resolve(program);
            if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** {@return where the program is} Throws the error that names the package to install if it is not there. */
    public Path require() {
        requireAll(List.of(this));
        return location().orElseThrow();
    }

    /** Throws one error that names all the packages to install unless all the programs are there. */
    public static void requireAll(List<ExternalTool> tools) {
        List<ExternalTool> missing =
                tools.stream().filter(tool -> tool.location().isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new MissingPartException(
                    missing.stream().map(ExternalTool::program).collect(Collectors.joining(", "))
                            + (missing.size() == 1 ? " is" : " are") + " not installed: sudo apt-get install -y "
                            + missing.stream()
                                    .map(ExternalTool::debianPackage)
                                    .distinct()
                                    .collect(Collectors.joining(" ")));
        }
    }

    /** Runs the program in a directory and {@return the lines it printed on standard output and error}. */
    public List<String> run(Path directory, Map<String, String> environment, List<String> arguments) {
        List<String> lines = new ArrayList<>();
        run(directory, environment, arguments, lines::add);
        return lines;
    }

    /** Runs the program in a directory and hands over each line of its output as it comes. */
    public void run(
            Path directory, Map<String, String> environment, List<String> arguments, Consumer<String> everyLine) {
        List<String> tail = new ArrayList<>();
        int status;
        try {
            Process process = start(directory, environment, arguments, true);
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    tail.add(line);
                    everyLine.accept(line);
                }
            }
            status = process.waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(program + " could not be run: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolFailure(program, -1, List.of("interrupted"));
        }
        if (status != 0) {
            throw new ToolFailure(program, status, tail);
        }
    }

    /** Starts the program; the caller reads its standard output. Standard error joins it or is dropped. */
    public Process start(
            Path directory, Map<String, String> environment, List<String> arguments, boolean joinStandardError)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(require().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(joinStandardError);
        if (!joinStandardError) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** A program of the system ended with a status other than 0. */
    public static final class ToolFailure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private ToolFailure(String program, int status, List<String> output) {
            super(program + " failed with status " + status + ": " + essence(output));
        }

        private static String essence(List<String> output) {
            return output.stream()
                    .filter(line -> line.startsWith("E: ") || line.contains("rror:"))
                    .findFirst()
                    .or(() -> output.isEmpty() ? Optional.empty() : Optional.of(output.getLast()))
                    .orElse("it said nothing");
        }
    }
}
