package javisor.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Bochs: emulates VT-x and AMD-V to the letter of the manuals, one instruction after the other. It boots from IDE disks
 * only, so a stick is its first disk. The time-stamp counter always counts instructions.
 */
public record Bochs() implements Emulator {
    static final String CONFIGURATION = "bochsrc";
    static final String LOG = "log";
    private static final String DEBUGGER_COMMANDS = "debugger-commands";
    private static final ExternalTool TOOL = new ExternalTool("bochs", "bochs bochsbios vgabios");
    private static final String DEFAULT_MODEL = "ryzen";
    private static final Path BIOS = Path.of("/usr/share/bochs/BIOS-bochs-latest");
    private static final Path VIDEO_BIOS = Path.of("/usr/share/vgabios/vgabios.bin");
    private static final long LARGEST_HOST_MEMORY = 2048;
    private static final Duration CONNECT_TIME = Duration.ofMinutes(1);
    private static final List<String> CONNECTORS = List.of("ata0-master", "ata0-slave", "ata1-master", "ata1-slave");

    @Override
    public ExternalTool tool() {
        return TOOL;
    }

    @Override
    public String describe(MachineSpec spec) {
        return "Bochs, CPU " + model(spec) + ", interpreted";
    }

    @Override
    public RunningMachine start(MachineSpec spec, Consumer<SerialLine> listener) {
        Path program = TOOL.require();
        for (Path rom : List.of(BIOS, VIDEO_BIOS)) {
            if (!Files.isReadable(rom)) {
                throw new MissingPartException(rom + " is missing: sudo apt-get install -y " + TOOL.debianPackage());
            }
        }
        refuseWhatItCannot(spec);
        ScratchDirectory scratch = ScratchDirectory.create();
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "-q",
                "-f",
                scratch.file(CONFIGURATION).toString(),
                "-rc",
                scratch.file(DEBUGGER_COMMANDS).toString()));
        command.addAll(spec.emulatorArguments());
        return BochsMachine.start(command, scratch, port -> configuration(spec, scratch, port), CONNECT_TIME, listener);
    }

    /** {@return the commands that Debian's build needs, which always starts in its debugger} */
    static String debuggerCommands() {
        return "c\nq\n";
    }

    static Path debuggerCommandFile(ScratchDirectory scratch) {
        return scratch.file(DEBUGGER_COMMANDS);
    }

    /** {@return the text of the configuration file of a machine whose serial port is a connection to a local port} */
    static String configuration(MachineSpec spec, ScratchDirectory scratch, int serialPort) {
        long megabytes = spec.memoryBytes() >> 20;
        StringBuilder text = new StringBuilder("""
                config_interface: textconfig
                display_library: rfb, options="timeout=0"
                sound: waveoutdrv=dummy, waveindrv=dummy, midioutdrv=dummy
                cpu: model=%s, count=%d, ips=50000000, reset_on_triple_fault=0, ignore_bad_msrs=1
                memory: guest=%d, host=%d
                romimage: file="%s"
                vgaromimage: file="%s"
                vga: extension=vbe, update_freq=1, realtime=0
                pci: enabled=1, chipset=i440fx
                boot: disk
                com1: enabled=1, mode=socket-client, dev=127.0.0.1:%d
                clock: sync=none, time0=1700000000
                panic: action=fatal
                error: action=report
                info: action=report
                debug: action=ignore
                debugger_log: -
                log: "%s"
                """.formatted(
                        model(spec),
                        spec.cpus(),
                        megabytes,
                        Math.min(megabytes, LARGEST_HOST_MEMORY),
                        BIOS,
                        VIDEO_BIOS,
                        serialPort,
                        scratch.file(LOG)));
        for (int i = 0; i < spec.disks().size(); i++) {
            Disk disk = spec.disks().get(i);
            text.append(CONNECTORS.get(i))
                    .append(": type=disk, path=\"")
                    .append(disk.image().toAbsolutePath())
                    .append('"')
                    .append(
                            disk.writable()
                                    ? ", mode=flat"
                                    : ", mode=volatile, journal=\"" + scratch.file("journal" + i) + '"')
                    .append('\n');
        }
        return text.toString();
    }

    private static String model(MachineSpec spec) {
        return spec.model().equals(MachineSpec.DEFAULT_MODEL)
                ? DEFAULT_MODEL
                : spec.model().toLowerCase(Locale.ROOT);
    }

    private static void refuseWhatItCannot(MachineSpec spec) {
        if (spec.gdbPort().isPresent()) {
            throw new MissingPartException("Debian's Bochs has no gdb stub; use --emulator qemu");
        }
        if (spec.exitLog().isPresent()) {
            throw new MissingPartException("exits are not logged in Bochs; use --emulator qemu");
        }
        if (spec.disks().size() > CONNECTORS.size()) {
            throw new MissingPartException("Bochs takes at most " + CONNECTORS.size() + " disks");
        }
    }
}
