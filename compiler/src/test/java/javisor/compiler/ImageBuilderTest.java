package javisor.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.Terminator;
import javisor.compiler.machinecode.ImageAudit;
import org.junit.jupiter.api.Test;

class ImageBuilderTest {
    private static final long ADDRESS = 0xFFFF_FFFF_8000_0000L;
    private static final AssemblySource START = new AssemblySource("start.s", """
            .globl _start
            _start:
                call javisor_boot
                ret
            .bss
            .skip 8192
            """);

    @Test
    void anImageHasItsPartsInOrderOnPageBoundaries() throws CompilationException {
        CompiledImage image = build(TestPrograms.dividing(), START);

        assertThat(image.symbols()).containsEntry("_start", ADDRESS);
        assertThat(List.of("_start", "__text_end", "__rodata_end", "__data_end", "__image_end"))
                .isSortedAccordingTo((a, b) ->
                        Long.compare(image.symbols().get(a), image.symbols().get(b)))
                .allSatisfy(
                        symbol -> assertThat(image.symbols().get(symbol) % 4096).isZero());
        long dataEnd = image.symbols().get("__data_end") - ADDRESS;
        assertThat(image.bytes().length).isLessThanOrEqualTo((int) dataEnd);
        assertThat(image.memoryBytes()).isGreaterThanOrEqualTo(dataEnd + 8192);
    }

    @Test
    void twoBuildsAreIdentical() throws CompilationException {
        CompiledImage first = build(TestPrograms.dividing(), START);
        CompiledImage second = build(TestPrograms.dividing(), START);

        assertThat(second.bytes()).isEqualTo(first.bytes());
        assertThat(second.elf()).isEqualTo(first.elf());
    }

    @Test
    void theTraceTableNamesJavaMethodsAndLines() throws CompilationException {
        CompiledImage image = build(TestPrograms.dividing(), START);

        String text = new String(image.bytes(), StandardCharsets.ISO_8859_1);
        assertThat(text).contains("demo.Boot\0boot\0Boot.java\0");
    }

    @Test
    void theImageUsesNoRegisterOfTheGuestsFloatingPointState() throws CompilationException {
        assertThat(ImageAudit.findings(build(TestPrograms.dividing(), START).elf()))
                .isEmpty();
    }

    @Test
    void theAuditFindsVectorRegisters() throws CompilationException {
        AssemblySource vector = new AssemblySource("vector.s", """
                .type vector, @function
                vector: movups %xmm1, (%rdi)
                .size vector, . - vector
                """);
        ImageRequest request = new ImageRequest(List.of(), List.of(), List.of(START, vector), Map.of(), ADDRESS);

        CompiledImage image = new ImageBuilder(request).build(TestPrograms.dividing(), "");

        assertThat(ImageAudit.findings(image.elf()))
                .singleElement()
                .asString()
                .contains("vector")
                .contains("%xmm1");
    }

    @Test
    void theStackBelowAnEntryPointIsBounded() throws CompilationException {
        assertThat(build(TestPrograms.dividing(), START).stackBytes().get("javisor_boot"))
                .isBetween(16, 256);
    }

    @Test
    void anUndefinedSymbolOfTheAssemblyIsAnErrorWithFileAndLine() {
        AssemblySource source = new AssemblySource("start.s", ".globl _start\n_start:\n  jmp nowhere\n");

        assertThatThrownBy(() -> build(TestPrograms.dividing(), source))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("start.s:3");
    }

    @Test
    void anIntrinsicWithoutLoweringIsAnErrorThatNamesItAndItsCaller() {
        MethodReference unknown = new MethodReference("javisor/machine/instruction/Cpu", "levitate", "()V");
        Program program = TestPrograms.entry(
                List.of(new Instruction.CallIntrinsic(null, unknown, List.of(), TestPrograms.at(17))),
                new Terminator.Return(new Register(0, IrType.LONG, "argument"), TestPrograms.at(18)));

        assertThatThrownBy(() -> build(program, START))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("Boot.java:17")
                .hasMessageContaining("levitate")
                .hasMessageContaining("demo.Boot.boot");
    }

    @Test
    void aProgramWithoutPanicHandlerIsRefused() {
        Program program = TestPrograms.dividing();
        Program without =
                new Program(List.of(program.functions().getFirst()), program.types(), List.of(), List.of(), List.of());

        assertThatThrownBy(() -> build(without, START))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("@PanicHandler");
    }

    private static CompiledImage build(Program program, AssemblySource assembly) throws CompilationException {
        ImageRequest request = new ImageRequest(List.of(), List.of(), List.of(assembly), Map.of(), ADDRESS);
        return new ImageBuilder(request).build(program, "");
    }
}
