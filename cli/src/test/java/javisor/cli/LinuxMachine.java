package javisor.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A machine on which Linux is run twice, bare and under Javisor, and must find the same. */
enum LinuxMachine {
    /**
     * Time goes by with the instructions executed, so that the kernel's calibrations do not depend on what else runs here. The stick is a
     * USB device, for which the guest has no driver.
     */
    QEMU_AMD_V("amd", "qemu", "sda", List.of("-icount", "shift=0,sleep=off")),
    /** The stick is the first disk, so that the bare machine needs two to be the same: the guest's, and the guest's again. */
    BOCHS_VT_X("intel", "bochs", "sdb", List.of());

    private final String maker;
    private final String emulator;
    private final String disk;
    private final List<String> emulatorArguments;

    LinuxMachine(String maker, String emulator, String disk, List<String> emulatorArguments) {
        this.maker = maker;
        this.emulator = emulator;
        this.disk = disk;
        this.emulatorArguments = emulatorArguments;
    }

    /** Runs the guest on the bare machine and under Javisor, with further options for both, and {@return what came of it}. */
    LinuxComparison compare(Path image, String... further) throws InterruptedException, ExecutionException {
        List<String> options = List.of(further);
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<LinuxRun> bare = both.submit(() -> LinuxRun.of(image, bare(image, options)));
            Future<LinuxRun> hypervised = both.submit(() -> LinuxRun.of(image, arguments(options, List.of())));
            return new LinuxComparison(disk, bare.get(), hypervised.get());
        }
    }

    private String[] bare(Path image, List<String> further) {
        List<String> options = new ArrayList<>(further);
        options.add("--bare");
        return arguments(
                options,
                this == BOCHS_VT_X
                        ? List.of("ata0-slave: type=disk, path=\"%s\", mode=volatile, journal=\"%s\""
                                .formatted(image, image.resolveSibling("journal")))
                        : List.of());
    }

    private String[] arguments(List<String> options, List<String> furtherEmulatorArguments) {
        List<String> arguments = new ArrayList<>(List.of("--cpu", maker, "--emulator", emulator));
        arguments.addAll(options);
        arguments.add("--");
        arguments.addAll(emulatorArguments);
        arguments.addAll(furtherEmulatorArguments);
        return arguments.toArray(String[]::new);
    }
}
