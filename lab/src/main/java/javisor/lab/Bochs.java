package javisor.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Bochs: emulates VT-x and AMD-V to the letter of the manuals, one instruction after the other. It boots from IDE disks
 * only, so a stick is its first disk. The time-stamp counter always counts instructions.
 *
 * <p>Several processors have no MONITOR and MWAIT, because Bochs 3.0 may not notice the store that one waits for: MONITOR has the other
 * processors forget their translation of its physical address, taken for a linear one, so that they keep writing to the page directly.
 *
 * @param built the program that Javisor has built for itself; without it, Debian's is used
 */
public record Bochs(Optional<Path> built) implements Emulator {
    /** The CPU model whose VT-x has all that Javisor uses. */
    public static final String INTEL_MODEL = "corei7_haswell_4770";

    static final String CONFIGURATION = "bochsrc";
    static final String DEBUGGER_COMMANDS = "debugger-commands";

    /** What Debian's build needs to hear, which always starts in its debugger: continue, and quit at the end. */
    static final String DEBUGGER_INPUT = "c\nq\n";

    private static final ExternalTool PACKAGED = new ExternalTool("bochs", "bochs bochsbios vgabios");
    private static final String AMD_MODEL = "ryzen";
    private static final String WITHOUT_MWAIT = ", exclude_features=\"mwait\"";
    private static final Path BIOS = Path.of("/usr/share/bochs/BIOS-bochs-latest");
    private static final Path VIDEO_BIOS = Path.of("/usr/share/vgabios/vgabios.bin");
    private static final long LARGEST_HOST_MEMORY = 2048;

    /** Blocks of 1 MiB. Bochs makes a parameter of each and compares its name with all others: with its own 128 KiB, 6 GiB take 15 s. */
    private static final String LARGE_BLOCKS = ", block_size=1024";

    private static final Duration CONNECT_TIME = Duration.ofMinutes(1);
    private static final List<String> CONNECTORS = List.of("ata0-master", "ata0-slave", "ata1-master", "ata1-slave");

    /** The Bochs that Javisor has built, or Debian's. */
    public Bochs() {
        this(BochsProgram.built());
    }

    /** {@return Debian's Bochs} */
    public static Bochs packaged() {
        return new Bochs(Optional.empty());
    }

    @Override
    public ExternalTool tool() {
        return PACKAGED;
    }

    @Override
    public String describe(MachineSpec spec) {
        return (built.isPresent() ? "Bochs " + BochsProgram.VERSION : "Debian's Bochs") + ", CPU " + model(spec)
                + ", interpreted";
    }

    @Override
    public RunningMachine start(MachineSpec spec, Consumer<SerialLine> listener) {
        Path program = built.orElseGet(PACKAGED::require);
        for (Path rom : List.of(BIOS, VIDEO_BIOS)) {
            if (!Files.isReadable(rom)) {
                throw new MissingPartException(
                        rom + " is missing: sudo apt-get install -y " + PACKAGED.debianPackage());
            }
        }
        refuseWhatItCannot(spec);
        refuseUnknownModel(model(spec), program);
        ScratchDirectory scratch = ScratchDirectory.create();
        List<String> command = new ArrayList<>(List.of(
                program.toString(), "-q", "-f", scratch.file(CONFIGURATION).toString()));
        if (built.isEmpty()) {
            command.addAll(List.of("-rc", scratch.file(DEBUGGER_COMMANDS).toString()));
        }
        command.addAll(spec.emulatorArguments());
        return BochsMachine.start(
                command,
                scratch,
                port -> configuration(spec, scratch, port),
                new BochsLog(spec.exitLog(), spec.rebooting()),
                CONNECT_TIME,
                listener);
    }

    /** {@return the text of the configuration file of a machine whose serial port is a connection to a local port} */
    String configuration(MachineSpec spec, ScratchDirectory scratch, int serialPort) {
        long megabytes = spec.memoryBytes() >> 20;
        StringBuilder text = new StringBuilder("""
                config_interface: textconfig
                cpu: model=%s, count=%d, ips=50000000, reset_on_triple_fault=%d, ignore_bad_msrs=1%s
                memory: guest=%d, host=%d%s
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
                debug: action=ignore%s
                log: /dev/stdout
                """.formatted(
                        model(spec),
                        spec.cpus(),
                        spec.rebooting() ? 1 : 0,
                        spec.cpus() > 1 && built.isPresent() ? WITHOUT_MWAIT : "",
                        megabytes,
                        Math.min(megabytes, LARGEST_HOST_MEMORY),
                        built.isPresent() ? LARGE_BLOCKS : "",
                        BIOS,
                        VIDEO_BIOS,
                        serialPort,
                        spec.exitLog().isPresent() ? exitLogging(spec.cpus()) : ""));
        text.append(built.isPresent() ? """
                display_library: nogui
                """ : """
                display_library: rfb, options="timeout=0"
                sound: waveoutdrv=dummy, waveindrv=dummy, midioutdrv=dummy
                debugger_log: -
                """);
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

    private static String exitLogging(int cpus) {
        return IntStream.range(0, cpus)
                        .mapToObj(cpu -> ", cpu" + cpu + "=report")
                        .collect(Collectors.joining()) + ", serial=report";
    }

    private static String model(MachineSpec spec) {
        return spec.model().equals(MachineSpec.DEFAULT_MODEL)
                ? AMD_MODEL
                : spec.model().toLowerCase(Locale.ROOT);
    }

    private static void refuseWhatItCannot(MachineSpec spec) {
        if (spec.gdbPort().isPresent()) {
            throw new MissingPartException("Bochs has no gdb stub here; use --emulator qemu");
        }
        if (spec.disks().size() > CONNECTORS.size()) {
            throw new MissingPartException("Bochs takes at most " + CONNECTORS.size() + " disks");
        }
    }

    private static void refuseUnknownModel(String model, Path program) {
        if (model.equals(AMD_MODEL) || model.equals(INTEL_MODEL)) {
            return;
        }
        ExternalTool bochs = new ExternalTool(program.toString(), PACKAGED.debianPackage());
        List<String> models = bochs.run(Path.of("/"), Map.of(), List.of("--help", "cpu")).stream()
                .filter(line -> line.matches("[a-z0-9_]+"))
                .toList();
        if (!models.contains(model)) {
            throw new EmulatorException(
                    "Bochs did not start: it has no CPU model " + model + "; it has " + String.join(", ", models));
        }
    }
}
