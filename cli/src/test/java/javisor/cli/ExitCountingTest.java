package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.lab.MachineSpec;
import javisor.lab.Qemu;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Counters are read from a machine whose boot sector says and does what Javisor would. */
@Tag("emulator")
@Timeout(120)
final class ExitCountingTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String BOOT_SECTOR = """
            .code16
                xorw %%ax, %%ax
                movw %%ax, %%ds
                movw $0x3FB, %%dx
                movb $3, %%al
                outb %%al, %%dx
                movw $0x2000, %%ax
                movw %%ax, %%es
                xorw %%di, %%di
                movw $area, %%si
                movw $area_end - area, %%cx
                cld
                rep movsb
                movw $text, %%si
            1:  movw $0x3FD, %%dx
                inb %%dx, %%al
                testb $0x20, %%al
                jz 1b
                lodsb
                testb %%al, %%al
                jz 2f
                movw $0x3F8, %%dx
                outb %%al, %%dx
                jmp 1b
            2:  %s
            3:  hlt
                jmp 3b
            text:
                .asciz "[javisor] withheld 0x20000-0x20fff (4 KiB)\\nready\\n"
            area:
                .ascii "JAVISOR-EXITS\\0\\0\\0"
                .long 1, 1, 16, 56
                .ascii "CPUID\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"
                .long 3, 1
                .quad 77
            area_end:
                .org 510
                .word 0xAA55
            """;
    private static final String POWER_OFF = "movw $0x604, %dx; movw $0x2000, %ax; outw %ax, %dx";
    private static final List<ProcessorExits> COUNTED =
            List.of(new ProcessorExits(OptionalInt.of(3), true, Map.of("CPUID", 77L)));

    @TempDir
    Path directory;

    @Test
    void countersAreReadFromAMachineThatHasSwitchedItselfOff() throws Exception {
        assertThat(exits(POWER_OFF, Optional.empty())).contains(COUNTED);
    }

    @Test
    void countersAreReadFromAMachineThatStillRuns() throws Exception {
        assertThat(exits("", Optional.of(Pattern.compile("ready")))).contains(COUNTED);
    }

    @Test
    void bochsLogsTheExitsOfEachProcessor() {
        Invocation run = Invocation.of("run", "--disk", "testos", "--cpu", "intel", "--cpus", "2", "--exits");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .containsPattern("(?m)^exits +CPU 0 +CPU 1$")
                .containsPattern("(?m)^  CPUID +[0-9],[0-9]{3} +[1-9][0-9,]*$");
    }

    private Optional<List<ProcessorExits>> exits(String end, Optional<Pattern> expect)
            throws IOException, CompilationException {
        byte[] sector = Assembler.assemble(
                        new AssemblySource("counting.S", BOOT_SECTOR.formatted(end)), Map.of(), 0x7C00)
                .bytes();
        Path disk = Files.write(directory.resolve("disk.img"), Arrays.copyOf(sector, 1 << 20));
        Qemu qemu = new Qemu();
        ExitCounting counting = ExitCounting.with(qemu, directory.resolve("unused.log"), true);
        MachineSpec machine = counting.prepare(MachineSpec.standard().withOsDisk(disk));
        new Session(qemu, SerialPrinter.silent()).run(machine, expect, LONG, counting);
        return counting.exits();
    }
}
