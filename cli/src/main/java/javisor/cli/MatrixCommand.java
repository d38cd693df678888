package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javisor.lab.ExternalTool;
import javisor.lab.PackageInstaller;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.Guest;
import javisor.lab.matrix.GuestMatrix;
import javisor.lab.matrix.Platform;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code javisor matrix}: which cells of the guest matrix are run and where the report goes. */
@Command(
        name = "matrix",
        description = {
            "Runs guests on emulated processors, bare and under Javisor with the same checks, one after the other.",
            "All of it takes an hour or more; choose with the options, and add to what a directory has with --resume."
        },
        mixinStandardHelpOptions = true)
final class MatrixCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--guest", paramLabel = "NAME", split = ",", description = "Only these guests; --list names them.")
    private List<String> guests = List.of();

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            split = ",",
            description = "Only these: qemu-amd, bochs-intel, bochs-amd.")
    private List<String> platforms = List.of();

    @Option(names = "--cpus", paramLabel = "N", split = ",", description = "Only these numbers of processors: 1, 2, 4.")
    private List<Integer> cpus = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where matrix.html and matrix.md go (default: .javisor/matrix).")
    private Path output;

    @Option(names = "--resume", description = "Keep what DIR has of an earlier run, and run only what it lacks.")
    private boolean resume;

    @Option(names = "--list", description = "Print the chosen cells and their time limits, and run none.")
    private boolean list;

    @Override
    public Integer call() throws IOException {
        List<Cell> cells = chosen();
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            MatrixTable.list(cells).lines().forEach(out::println);
            out.flush();
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        Home home = Home.find();
        Path directory = directory(output == null ? home.matrix() : output);
        MatrixResults results = resume ? MatrixResults.read(directory) : MatrixResults.empty(directory);
        results.write();
        new PackageInstaller(message -> err.println("javisor: " + message)).provide(tools(cells, results));
        try (MatrixRun run = new MatrixRun(home, results, out, err)) {
            for (Cell cell : cells) {
                run.run(cell);
            }
        }
        new MatrixTable(results, cells).text().lines().forEach(out::println);
        out.println("javisor: the report is " + directory.resolve(MatrixResults.PAGE));
        out.flush();
        return results.allPassed(cells) ? 0 : Javisor.FAILED;
    }

    /** {@return the programs of the system that the guests of those cells need whose results are not there} */
    static List<ExternalTool> tools(List<Cell> cells, MatrixResults results) {
        return cells.stream()
                .filter(cell -> results.of(cell).isEmpty())
                .flatMap(cell -> cell.guest().tools().stream())
                .distinct()
                .toList();
    }

    private static Path directory(Path wanted) throws IOException {
        if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
            throw new UnusableException(wanted + " is no directory; name another with -o");
        }
        return Files.createDirectories(wanted);
    }

    private List<Cell> chosen() {
        guests.forEach(name -> check(
                "--guest", name, GuestMatrix.GUESTS.stream().map(Guest::id).toList()));
        platforms.forEach(name -> check(
                "--platform",
                name,
                Arrays.stream(Platform.values()).map(Platform::id).toList()));
        cpus.forEach(count -> check("--cpus", count, GuestMatrix.CPU_COUNTS));
        List<Cell> cells = new ArrayList<>(GuestMatrix.cells());
        cells.removeIf(cell -> !guests.isEmpty()
                        && !guests.contains(cell.guest().id())
                || !platforms.isEmpty() && !platforms.contains(cell.platform().id())
                || !cpus.isEmpty() && !cpus.contains(cell.cpus()));
        return cells;
    }

    private <T> void check(String option, T value, List<T> known) {
        if (!known.contains(value)) {
            String names = known.stream().map(String::valueOf).collect(Collectors.joining(", "));
            throw new ParameterException(spec.commandLine(), option + " takes " + names + ", not '" + value + "'");
        }
    }
}
