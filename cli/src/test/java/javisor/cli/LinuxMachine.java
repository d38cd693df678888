package javisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A machine on which Linux is run twice, bare and under Javisor, and must find the same. */
enum LinuxMachine {
    /** Time goes by with the instructions executed, so that the kernel's calibrations do not depend on what else runs here. */
    QEMU_AMD_V(List.of("--emulator", "qemu", "--cpu", "amd"), List.of("-icount", "shift=0,sleep=off"));

    private final List<String> options;
    private final List<String> emulatorArguments;

    LinuxMachine(List<String> options, List<String> emulatorArguments) {
        this.options = options;
        this.emulatorArguments = emulatorArguments;
    }

    /** Runs the guest on the bare machine and under Javisor, with further options for both, and {@return what came of it}. */
    LinuxComparison compare(Path disk, String... further) throws IOException {
        LinuxRun bare = run(disk, List.of("--bare"), List.of(further));
        return new LinuxComparison(bare, run(disk, List.of(), List.of(further)));
    }

    private LinuxRun run(Path disk, List<String> first, List<String> further) throws IOException {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(options);
        arguments.addAll(further);
        arguments.add("--");
        arguments.addAll(emulatorArguments);
        return LinuxRun.of(disk, arguments.toArray(String[]::new));
    }
}
