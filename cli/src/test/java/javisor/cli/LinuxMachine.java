package javisor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A machine on which Linux is run twice, bare and under Javisor, and must find the same. */
enum LinuxMachine {
    /** Time goes by with the instructions executed, so that the kernel's calibrations do not depend on what else runs here. */
    QEMU_AMD_V(
            List.of("--emulator", "qemu", "--cpu", "amd"),
            List.of("-icount", "shift=0,sleep=off"),
            "sda",
            "smpboot: CPU0: "),

    /**
     * The stick is the first disk of the one disk controller there is, and so the system's disk the second. The end of RAM, which is withheld,
     * is a line of its own in the memory map.
     */
    BOCHS_VT_X(
            List.of("--cpu", "intel"),
            List.of(),
            "sdb",
            "smpboot: CPU0: |ata1[.:]|s[dr] 0:0:|scsi 0:0:|\\bsd[ab]\\b|BIOS-e820: .* reserved$");

    private final List<String> options;
    private final List<String> emulatorArguments;
    private final String diskUnderJavisor;
    private final Pattern explained;

    LinuxMachine(List<String> options, List<String> emulatorArguments, String diskUnderJavisor, String explained) {
        this.options = options;
        this.emulatorArguments = emulatorArguments;
        this.diskUnderJavisor = diskUnderJavisor;
        this.explained = Pattern.compile(explained);
    }

    /** Runs the guest on the bare machine and under Javisor, with further options for both, and {@return what came of it}. */
    LinuxComparison compare(Path disk, String... further) throws IOException {
        LinuxRun bare = run(disk, List.of("--bare"), List.of(further));
        LinuxRun hypervised = run(disk, List.of(), List.of(further));
        return new LinuxComparison(bare, hypervised, diskUnderJavisor, explained);
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
