package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;

/**
 * The guest {@code init-sipi.S}, which starts, stops and restarts its processors, the machines it runs on, and what it says. Lines are
 * {@code ok CHECK} or {@code FAILED CHECK}, or a name and values; most have the number of the processor that is the subject.
 */
final class InitSipiGuest {
    private static final Duration LONG = Duration.ofSeconds(150);

    private static final List<String> PARTS = List.of(
            "init-sipi-boot.S",
            "init-sipi-processor.S",
            "init-sipi-modes.S",
            "init-sipi-stores.S",
            "init-sipi-report.S",
            "init-sipi-steps.S",
            "init-sipi.S",
            "init-sipi-late.S",
            "init-sipi-x2apic.S",
            "init-sipi-data.S");

    private InitSipiGuest() {}

    /** What it runs on. */
    enum Machine {
        QEMU_AMD_2(new Qemu(), MachineSpec.DEFAULT_MODEL, 2, Deviations.QEMU),
        QEMU_AMD_4(new Qemu(), MachineSpec.DEFAULT_MODEL, 4, Deviations.QEMU),
        BOCHS_AMD_2(new Bochs(), "ryzen", 2, Deviations.BOCHS),
        BOCHS_INTEL_2(new Bochs(), Bochs.INTEL_MODEL, 2, Deviations.BOCHS),
        BOCHS_INTEL_4(new Bochs(), Bochs.INTEL_MODEL, 4, Deviations.BOCHS);

        private final Emulator emulator;
        private final MachineSpec spec;
        private final Deviations deviations;

        Machine(Emulator emulator, String model, int cpus, Deviations deviations) {
            this.emulator = emulator;
            this.spec = MachineSpec.standard().withModel(model).withCpus(cpus).withParallelProcessors();
            this.deviations = deviations;
        }

        MachineSpec spec() {
            return spec;
        }

        Deviations deviations() {
            return deviations;
        }

        Result run(MachineSpec whole) {
            try (RunningMachine machine = emulator.start(whole)) {
                Outcome outcome = machine.awaitEnd(LONG);
                List<String> lines =
                        machine.serial().text().stream().map(String::strip).toList();
                assertThat(outcome.ending()).as(String.join("\n", lines)).isEqualTo(Outcome.Ending.POWER_OFF);
                assertThat(lines).contains("processors count=%08X".formatted(spec.cpus() - 1));
                assertThat(lines.getLast()).startsWith("done ");
                return new Result(lines);
            }
        }
    }

    /**
     * Where an emulator departs from the manual.
     *
     * @param checks names of checks that fail
     * @param values patterns for what has another value
     */
    record Deviations(Set<String> checks, List<String> values) {
        /** QEMU 7.2 sets CR0.CD and CR0.NW, and knows no segment limits. */
        static final Deviations QEMU =
                new Deviations(Set.of(), List.of("(state|boot-processor).* cr0", "state.* limit"));

        /**
         * Bochs 3.0 sets CR0.CD and CR0.NW, leaves CR2, clears EDX and two MSRs, reads a reserved bit of another as 1, and leaves x2APIC
         * mode.
         */
        static final Deviations BOCHS = new Deviations(
                Set.of("signature", "x2apic-init-logical"),
                List.of(
                        "(state|boot-processor).* cr0",
                        "state-.* (cr2|star-high|fmask|kernel-gs-base)",
                        "state-x2apic .* apic-base"));

        boolean allowValue(String name) {
            return values.stream().anyMatch(name::matches);
        }
    }

    /** What the guest has said. */
    record Result(List<String> lines) {
        Set<String> passed() {
            return verdicts("ok");
        }

        Set<String> failed() {
            return verdicts("FAILED");
        }

        /** {@return the makers that CPUID names, by processor} */
        List<String> vendors() {
            return lines.stream()
                    .filter(line -> line.startsWith("vendor "))
                    .map(line -> line.substring(line.indexOf('=') + 1))
                    .toList();
        }

        /** {@return the values, by the names of the line, the processor and the value} */
        Map<String, String> values() {
            Map<String, String> values = new LinkedHashMap<>();
            for (String line : lines) {
                String[] words = line.split(" ");
                if (words[0].matches("state.*|apic.*|boot-processor")) {
                    String subject = words[1].contains("=") ? words[0] : words[0] + " " + words[1];
                    Arrays.stream(words)
                            .filter(word -> word.contains("="))
                            .map(word -> word.split("="))
                            .forEach(parts -> values.put(subject + " " + parts[0], parts[1]));
                }
            }
            return values;
        }

        private Set<String> verdicts(String verdict) {
            return lines.stream()
                    .filter(line -> line.startsWith(verdict + " "))
                    .map(line -> line.substring(verdict.length() + 1).replaceFirst(" step=.*", ""))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    /** {@return a disk with the guest, in a file of {@code directory}} */
    static Path disk(Path directory) throws CompilationException {
        String source = PARTS.stream().map(TestDisks::resource).collect(Collectors.joining());
        byte[] sectors = Assembler.assemble(new AssemblySource("init-sipi.S", source), Map.of(), 0x7C00)
                .bytes();
        return TestDisks.write(directory.resolve("init-sipi.img"), Arrays.copyOf(sectors, 1 << 20));
    }

    /** {@return those of the values that the manual lays down, as it has them} */
    static Map<String, String> manual(Set<String> names) {
        Map<String, String> manual = new LinkedHashMap<>();
        for (String line : TestDisks.resource("init-sipi-expected.txt").split("\n")) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length && !line.startsWith("#"); i++) {
                String[] parts = words[i].split("=");
                String pattern = words[0] + "( \\d)? " + parts[0];
                String value = "0".repeat(8 - parts[1].length()) + parts[1].toUpperCase(Locale.ROOT);
                names.stream().filter(name -> name.matches(pattern)).forEach(name -> manual.put(name, value));
            }
        }
        return manual;
    }
}
