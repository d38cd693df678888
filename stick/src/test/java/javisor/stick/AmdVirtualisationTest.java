package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import javisor.lab.RunningMachine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AMD-V on several processor models, and what a guest does that is no ordinary exit. */
@Tag("emulator")
@Timeout(180)
final class AmdVirtualisationTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Sends a U to COM1 for each #UD and goes on at BX; then a full stop, and switches off by the ICH9's PM1a control. */
    private static final String SVM_INSTRUCTIONS = """
            .code16
                xorw %ax, %ax
                movw %ax, %ds
                movw %ax, %ss
                movw $0x7000, %sp
                movw $invalid, 0x18
                movw %ax, 0x1A
                movw $after1, %bx
                vmmcall
            after1:
                movw $after2, %bx
                clgi
            after2:
                movw $after3, %bx
                stgi
            after3:
                movb $'.', %al
                call put
                movw $0x604, %dx
                movw $0x2000, %ax
                outw %ax, %dx
            1:  hlt
                jmp 1b
            invalid:
                movb $'U', %al
                call put
                movw %sp, %bp
                movw %bx, (%bp)
                iretw
            put:
                movw $0x3F8, %dx
                outb %al, %dx
                ret
                .org 510
                .word 0xAA55
            """;

    private static final String TRIPLE_FAULT = """
            .code16
                cli
                xorw %ax, %ax
                movw %ax, %ds
                lidtw empty
                int3
            1:  jmp 1b
            empty:
                .word 0
                .long 0
                .org 510
                .word 0xAA55
            """;

    /**
     * Switches A20 off by port 92h, and proves it by reading 1 MiB higher; then exits by CPUID and by INT 15h, and says so with a full
     * stop.
     */
    private static final String A20_OFF = """
            .code16
                xorw %ax, %ax
                movw %ax, %ds
                movw %ax, %ss
                movw $0x7000, %sp
                movw $0xFFFF, %ax
                movw %ax, %fs
                inb $0x92, %al
                andb $0xFC, %al
                outb %al, $0x92
                movw $0xA20F, 0x600
                cmpw $0xA20F, %fs:0x610
                movb $'?', %al
                jne said
                xorl %eax, %eax
                cpuid
                movl %ebx, vendor
                movw $0xE801, %ax
                int $0x15
                movw $vendor, %si
            next:
                lodsb
                call put
                cmpw $vendor + 4, %si
                jne next
                movb $'.', %al
            said:
                call put
                movw $0x604, %dx
                movw $0x2000, %ax
                outw %ax, %dx
            1:  hlt
                jmp 1b
            put:
                movw $0x3F8, %dx
                outb %al, %dx
                ret
            vendor:
                .long 0
                .org 510
                .word 0xAA55
            """;

    @TempDir
    static Path directory;

    private static Path stick;
    private static Path testOs;

    @BeforeAll
    static void compile() throws CompilationException {
        CompiledImage hypervisor =
                ImageCompiler.compile(HypervisorImage.request(ModuleClasses.of("hypervisor", "machine")));
        CompiledImage guest = ImageCompiler.compile(TestOsImage.request(ModuleClasses.of("testos", "machine")));
        StickSettings vendor = StickSettings.NONE.with("vendor", "JavisorJavis");
        stick = TestDisks.write(directory.resolve("stick.img"), StickImage.build(DiskKind.STICK, hypervisor, vendor));
        testOs = TestDisks.write(
                directory.resolve("testos.img"), StickImage.build(DiskKind.TEST_OS, guest, StickSettings.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPYC", "phenom", "max,-pdpe1gb"})
    void theTestOsRunsOnEveryModel(String model) {
        MachineSpec spec = MachineSpec.standard().withModel(model).withMemory(6L << 30);
        assertThat(run(spec, testOs, Outcome.Ending.POWER_OFF))
                .contains("vendor: JavisorJavis", "virtualisation: none")
                .last()
                .isEqualTo("testos: done");
    }

    @Test
    void withoutNestedPagingTheOsRunsBare() {
        assertThat(run(MachineSpec.standard().withModel("Opteron_G3"), testOs, Outcome.Ending.POWER_OFF))
                .anyMatch(line -> line.startsWith("[javisor] ") && line.contains("nested paging"))
                .last()
                .isEqualTo("testos: done");
    }

    @Test
    void aTripleFaultResetsTheMachine() throws CompilationException {
        assertThat(run(MachineSpec.standard(), bootSector(TRIPLE_FAULT), Outcome.Ending.RESET))
                .contains("[javisor] the guest has triple-faulted; the machine resets");
    }

    @Test
    void svmInstructionsAreInvalidOpcodes() throws CompilationException {
        assertThat(run(MachineSpec.standard(), bootSector(SVM_INSTRUCTIONS), Outcome.Ending.POWER_OFF))
                .anyMatch(line -> line.endsWith("UUU."));
    }

    @Test
    void aGuestMaySwitchA20Off() throws CompilationException {
        assertThat(run(MachineSpec.standard(), bootSector(A20_OFF), Outcome.Ending.POWER_OFF))
                .anyMatch(line -> line.endsWith("Javi."));
    }

    private static Path bootSector(String source) throws CompilationException {
        byte[] sector = Assembler.assemble(new AssemblySource("guest.S", source), Map.of(), 0x7C00)
                .bytes();
        return TestDisks.write(directory.resolve("guest.img"), Arrays.copyOf(sector, 1 << 20));
    }

    private static List<String> run(MachineSpec spec, Path osDisk, Outcome.Ending ending) {
        try (RunningMachine machine = new Qemu().start(spec.withStick(stick).withOsDisk(osDisk))) {
            assertThat(machine.awaitEnd(LONG).ending()).isEqualTo(ending);
            return machine.serial().text().stream().map(String::strip).toList();
        }
    }
}
