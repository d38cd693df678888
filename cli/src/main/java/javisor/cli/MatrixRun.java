package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Progress;
import javisor.lab.ScratchDirectory;
import javisor.lab.matrix.Cell;
import javisor.lab.matrix.Expectation;
import javisor.lab.matrix.Guest;
import javisor.lab.matrix.Platform;
import javisor.lab.matrix.Trial;
import javisor.lab.matrix.Verdict;

/** Runs cells of the guest matrix. What one cell needs is made when it is reached, and kept for the next. */
final class MatrixRun implements AutoCloseable {
    private final Home home;
    private final MatrixResults results;
    private final PrintWriter out;
    private final PrintWriter err;
    private final ScratchDirectory scratch = ScratchDirectory.create();
    private final Map<Platform, Emulator> emulators = new EnumMap<>(Platform.class);
    private final Map<String, Path> disks = new HashMap<>();
    private Path stick;

    MatrixRun(Home home, MatrixResults results, PrintWriter out, PrintWriter err) {
        this.home = home;
        this.results = results;
        this.out = out;
        this.err = err;
    }

    /** Runs a cell bare and under Javisor, unless that has been done; what came of it is kept at once. */
    void run(Cell cell) throws IOException {
        if (results.of(cell).isPresent()) {
            say(MatrixTable.name(cell) + ": known from an earlier run");
            return;
        }
        say(MatrixTable.name(cell));
        MachineSpec machine = MachineSpec.standard()
                .withModel(cell.platform().model())
                .withCpus(cell.cpus())
                .withMemory(cell.guest().memoryBytes());
        Path disk = disk(cell.guest());
        Expectation expectation = cell.expectation();
        Verdict bare = trial(cell, false, machine.withOsDisk(disk), expectation);
        Verdict hypervised = trial(cell, true, machine.withStick(stick()).withOsDisk(disk), expectation.underJavisor());
        results.add(cell, new MatrixResults.Pair(bare, hypervised));
    }

    @Override
    public void close() {
        scratch.close();
    }

    private Verdict trial(Cell cell, boolean hypervised, MachineSpec machine, Expectation expectation)
            throws IOException {
        Path picture = results.picture(cell, hypervised);
        Files.deleteIfExists(picture);
        Verdict verdict = Trial.run(emulator(cell.platform()), machine, expectation, picture);
        say((hypervised ? "  under Javisor: " : "  bare: ") + MatrixTable.describe(verdict));
        if (verdict instanceof Verdict.Failed failed) {
            failed.lastLines().forEach(line -> say("    | " + line));
        }
        return verdict;
    }

    private Emulator emulator(Platform platform) {
        return emulators.computeIfAbsent(platform, key -> {
            CpuMaker maker = key == Platform.BOCHS_INTEL ? CpuMaker.INTEL : CpuMaker.AMD;
            return (key.interprets() ? EmulatorChoice.BOCHS : EmulatorChoice.QEMU).provide(maker, err);
        });
    }

    private Path disk(Guest guest) throws IOException {
        Path disk = disks.get(guest.id());
        if (disk == null) {
            disk = scratch.file(guest.id() + ".img");
            guest.disk().write(disk, Progress.onConsole());
            disks.put(guest.id(), disk);
        }
        return disk;
    }

    private Path stick() throws IOException {
        if (stick == null) {
            stick = Files.write(
                    scratch.file("stick.img"), Images.prepare(home, err).stick(Map.of()));
        }
        return stick;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
