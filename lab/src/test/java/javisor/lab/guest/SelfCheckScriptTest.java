package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javisor.lab.ExternalTool;
import javisor.lab.guest.SelfCheck.Fact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guest's own half of the self-check, with devices that the test makes up. */
class SelfCheckScriptTest {
    private static final String FACTS = "-facts";

    /** Processors 0 to 2 and 5, and a task that may run on any. */
    private static final String PROCESSORS = """
            use strict;
            use warnings;
            use Errno qw(EIO);
            require shift;
            no warnings qw(redefine once);
            *main::online = sub { my @cpus = (0, 1, 2, 5); @cpus };
            *main::run_on = sub { };
            """;

    /** Answers CPUID and MSRs by the subs cpuid(cpu, leaf, subleaf) and msr(cpu, number). */
    private static final String DEVICES = """
            *main::read_device = sub {
                my ($file, $at, $size) = @_;
                my ($cpu, $device) = $file =~ m{/dev/cpu/(\\d+)/(\\w+)};
                return pack 'L<*', map { cpuid($cpu, ($at & 0xFFFFFFFF) + $_, $at >> 32) } 0 .. $size / 16 - 1
                    if $device eq 'cpuid';
                my $value = msr($cpu, $at);
                return pack 'Q<', $value if defined $value;
                $! = EIO;
                return undef;
            };
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void unpack() throws IOException {
        new ExternalTool("perl", "perl-base").require();
        for (String suffix : List.of("", FACTS)) {
            try (InputStream stream = SelfCheck.class.getResourceAsStream("self-check" + suffix)) {
                Files.write(
                        directory.resolve("self-check" + suffix),
                        Objects.requireNonNull(stream).readAllBytes());
            }
        }
    }

    @Test
    void compilesWithoutWarnings() throws Exception {
        for (String suffix : List.of("", FACTS)) {
            assertThat(perl("-wc", directory.resolve("self-check" + suffix).toString()))
                    .singleElement()
                    .asString()
                    .endsWith("syntax OK");
        }
    }

    @Test
    void processorsThatAgreeShareALine() throws Exception {
        assertThat(run("""
                sub cpuid {
                    my ($cpu, $leaf) = @_;
                    return $leaf == 1 ? (0xF4A, $cpu << 24, 0x20, 0x10) : $leaf == 0 ? (1, 2, 3, 4) : (0, 0, 0, 0);
                }
                tell_each('cpuid', by_cpu(\\&cpuid_answers));
                """))
                .containsExactly(
                        "FACT cpuid 00000000.0 cpu=0-2,5 00000001,00000002,00000003,00000004",
                        "FACT cpuid 00000001.0 cpu=0 00000f4a,00000000,00000020,00000010",
                        "FACT cpuid 00000001.0 cpu=1 00000f4a,01000000,00000020,00000010",
                        "FACT cpuid 00000001.0 cpu=2 00000f4a,02000000,00000020,00000010",
                        "FACT cpuid 00000001.0 cpu=5 00000f4a,05000000,00000020,00000010",
                        "FACT cpuid 40000000.0 cpu=0-2,5 00000000,00000000,00000000,00000000");
    }

    @Test
    void aSubleafThatOnlyRepeatsItsNumberIsLeftOut() throws Exception {
        assertThat(run("""
                sub cpuid {
                    my ($cpu, $leaf, $subleaf) = @_;
                    return $leaf == 0 ? (0xB, 0, 0, 0)
                        : $leaf == 0xB ? ($subleaf < 2 ? 1 : 0, 0, ($subleaf < 2 ? 0x100 : 0) + $subleaf, 0)
                        : $leaf == 7 ? (0, 0, 3, $subleaf == 5 ? 9 : 0)
                        : (0, 0, 0, 0);
                }
                my $answers = cpuid_answers(0);
                print "$_ $answers->{$_}\\n" for grep { /^0000000b|^00000007/ } sort keys %$answers;
                """))
                .containsExactly(
                        "00000007.0 00000000,00000000,00000003,00000000",
                        "00000007.5 00000000,00000000,00000003,00000009",
                        "00000007.6 00000000,00000000,00000003,00000000",
                        "0000000b.0 00000001,00000000,00000100,00000000",
                        "0000000b.2 00000000,00000000,00000002,00000000");
    }

    @Test
    void anMsrThatFaultsIsUnreadable() throws Exception {
        assertThat(run("""
                sub msr { my ($cpu, $number) = @_; return $number == 0x277 ? 0x0007040600070406 : $number == 0xC0000103 ? $cpu : undef }
                tell_each('msr', by_cpu(\\&msr_values));
                """))
                .contains(
                        "FACT msr 00000277:PAT cpu=0-2,5 0007040600070406",
                        "FACT msr c0000103:TSC_AUX cpu=0 0000000000000000",
                        "FACT msr c0000103:TSC_AUX cpu=5 0000000000000005",
                        "FACT msr c0010114:VM_CR cpu=0-2,5 unreadable",
                        "FACT msr 00000493:VMX_CAPABILITIES cpu=0-2,5 unreadable");
    }

    @Test
    void readsEveryMsrThatAPolicyExplains() throws Exception {
        List<String> read = run("""
                sub msr { 0 }
                print "msr $_\\n" for keys %{ msr_values(0) };
                """);

        assertThat(Stream.of(Explanations.common(), Explanations.amd(), Explanations.intel())
                        .flatMap(explanations -> explanations)
                        .map(Explanation::subject)
                        .filter(subject -> subject.startsWith("msr ")))
                .isNotEmpty()
                .isSubsetOf(read);
    }

    @Test
    void tellsOnWhichProcessorsNoInterruptCame() throws Exception {
        assertThat(run("""
                my $resched = 0;
                *main::text = sub { "            CPU0 CPU1 CPU2 CPU5\\nLOC: 9 9 9 9  Local timer\\nCAL: 1 1 1 1  Call\\n"
                    . "RES: 5 " . (5 + $resched) . " 7 " . (8 + $resched) . "  Resched\\n" };
                *main::in_child = sub { 0 };
                *main::end = sub { };
                check('some', sub { must_advance('RES|CAL', sub { $resched++ }) });
                """)).containsExactly("FAIL some no RES|CAL interrupt on CPU 0,2");
    }

    @Test
    void aCheckThatDiesFailsWithItsReasonInOneLine() throws Exception {
        assertThat(run("""
                check('good', sub { 1 });
                check('bad', sub { die "first\\n  second\\n" });
                """)).containsExactly("PASS good", "FAIL bad first second");
    }

    @Test
    void whatItPrintsIsRead() throws Exception {
        List<String> lines = new ArrayList<>(List.of("JAVISOR-SELF-CHECK-BEGIN"));
        lines.addAll(run("""
                tell_each('flag', { 0 => { svm => 'yes' }, 1 => { svm => 'yes' }, 3 => {} });
                tell_fact('machine cpus 4');
                """));
        lines.add("JAVISOR-SELF-CHECK-END passed=0 failed=0 facts=2");

        SelfCheck check = SelfCheck.in(lines);

        assertThat(check.facts())
                .containsOnly(
                        entry(new Fact("flag svm", Optional.of(0)), "yes"),
                        entry(new Fact("flag svm", Optional.of(1)), "yes"),
                        entry(new Fact("machine cpus", Optional.empty()), "4"));
        assertThat(check.complete()).isTrue();
    }

    private List<String> run(String script) throws Exception {
        Path file = Files.writeString(directory.resolve("test"), PROCESSORS + DEVICES + script);
        return perl(file.toString(), directory.resolve("self-check").toString());
    }

    private List<String> perl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("perl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }
}
