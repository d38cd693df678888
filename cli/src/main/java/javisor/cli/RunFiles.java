package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import javisor.lab.Disk;
import javisor.lab.MachineSpec;
import javisor.lab.ScratchDirectory;

/**
 * The files of one run: stick and disk with their settings, and the serial log if the files are to be kept. They go when
 * the run is over, or stay in a directory of their own under {@code .javisor/runs}.
 */
final class RunFiles implements AutoCloseable {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS");

    private final SessionPlan plan;
    private final Home home;
    private final ScratchDirectory directory;
    private final PrintWriter err;
    private Images images;

    RunFiles(SessionPlan plan, Home home, PrintWriter err) {
        this.plan = plan;
        this.home = home;
        this.err = err;
        this.directory = plan.keep() ? ScratchDirectory.kept(newKeptDirectory(home)) : ScratchDirectory.create();
    }

    /** {@return the name of a new directory for files that stay} */
    static Path newKeptDirectory(Home home) {
        return home.keptRuns().resolve(LocalDateTime.now().format(STAMP));
    }

    /** {@return the machine with Javisor's stick behind its other disks} */
    private MachineSpec withStick(MachineSpec machine) throws IOException {
        StickSetup setup = plan.stickSetup();
        byte[] stick = images().stick(setup.settings());
        setup.corrupt().ifPresent(offset -> Images.damagePayload(stick, offset));
        return machine.withStick(Files.write(directory.file("stick.img"), stick));
    }

    /** {@return the machine that boots from Javisor's stick, with the guest's disk behind it} */
    MachineSpec hypervised(MachineSpec machine) throws IOException {
        return withGuest(withStick(machine));
    }

    /**
     * {@return the machine that boots from the guest's disk} For the test OS the stick is plugged in all the same: what the
     * BIOS takes for its drivers must not look like Javisor's doing.
     */
    MachineSpec bare(MachineSpec machine) throws IOException {
        MachineSpec guest = withGuest(machine);
        return plan.disk().isPresent() ? guest : withStick(guest);
    }

    /** {@return the machine with the disk of the guest behind its other disks} */
    private MachineSpec withGuest(MachineSpec machine) throws IOException {
        if (plan.disk().isPresent()) {
            return machine.withDisk(new Disk(plan.disk().get(), Disk.Attachment.SATA, plan.write()));
        }
        Map<String, String> settings = plan.stick().testOsSettings();
        return machine.withOsDisk(Files.write(directory.file("testos.img"), images().testOs(settings)));
    }

    /** Writes down what came on the serial line, if the files are to be kept. */
    void serialLog(String name, List<String> lines) throws IOException {
        if (plan.keep()) {
            Files.write(directory.file(name), lines);
        }
    }

    /** {@return where an emulator may log exits} */
    Path exitLog() {
        return directory.file("exits.log");
    }

    /** {@return the ELF file with Javisor's symbols and line tables} */
    Path symbols() throws IOException {
        return images().hypervisorSymbols();
    }

    /** {@return where a debugger finds the sources} */
    List<Path> sources() {
        return home.sources();
    }

    /** A system that starts without Javisor from the user's own disk needs none of them. */
    private Images images() throws IOException {
        if (images == null) {
            images = Images.prepare(home, err);
        }
        return images;
    }

    @Override
    public void close() {
        if (plan.keep()) {
            err.println("javisor: the files of this run are in " + directory.file(""));
            err.flush();
        }
        directory.close();
    }
}
