package javisor.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AssemblerTest {

    @Test
    void realModeCodeIsAssembledForItsOrigin() throws CompilationException {
        AssembledBinary binary = assemble("""
                .code16
                start:
                    movw $message, %si
                    jmp start
                message:
                    .asciz "hi"
                """, Map.of(), 0x7C00);

        assertThat(binary.bytes()).containsExactly(0xBE, 0x05, 0x7C, 0xEB, 0xFB, 'h', 'i', 0);
        assertThat(binary.symbols()).containsEntry("message", 0x7C05L).containsEntry("start", 0x7C00L);
    }

    @Test
    void modesMixInOneFile() throws CompilationException {
        AssembledBinary binary = assemble("""
                .code16
                ljmpl $8, $protected
                .code32
                protected:
                    movl $0x12345678, %eax
                .code64
                    movq %rax, %cr3
                """, Map.of(), 0x10000);

        assertThat(binary.bytes())
                .containsExactly(
                        0x66, 0xEA, 0x08, 0x00, 0x01, 0x00, 0x08, 0x00, 0xB8, 0x78, 0x56, 0x34, 0x12, 0x0F, 0x22, 0xD8);
    }

    @Test
    void definitionsAreConstantsOfTheSource() throws CompilationException {
        AssembledBinary binary =
                assemble(".quad WINDOW\n.byte OFFSET\n", Map.of("WINDOW", 0xFFFF_8000_0000_0000L, "OFFSET", 8L), 0);

        assertThat(binary.bytes()).containsExactly(0, 0, 0, 0, 0, 0x80, 0xFF, 0xFF, 8);
    }

    @Test
    void dataFollowsTextAndZeroInitialisedSpaceIsLeftOut() throws CompilationException {
        AssembledBinary binary = assemble("""
                .data
                .byte 2
                .bss
                room: .skip 16
                .text
                .byte 1
                """, Map.of(), 0x100);

        assertThat(binary.bytes()).containsExactly(1, 2);
        assertThat(binary.symbols().get("room")).isGreaterThanOrEqualTo(0x102L);
    }

    @Test
    void aSyntaxErrorNamesFileAndLine() {
        assertThatThrownBy(() -> assemble("nop\nmovw %nothing, %ax\nhlt\nfrobnicate\n", Map.of(), 0))
                .isInstanceOfSatisfying(CompilationException.class, e -> {
                    assertThat(e.problems()).hasSize(2);
                    assertThat(e.problems().get(0)).startsWith("boot.s:2:").contains("register");
                    assertThat(e.problems().get(1)).startsWith("boot.s:4:").contains("frobnicate");
                });
    }

    @Test
    void anUndefinedSymbolNamesFileAndLine() {
        assertThatThrownBy(() -> assemble(".code16\nnop\ncall elsewhere\n", Map.of(), 0))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("undefined symbol: elsewhere")
                .hasMessageContaining("boot.s:3");
    }

    @Test
    void anAddressThatDoesNotFitIsAnError() {
        assertThatThrownBy(() -> assemble(".code16\nx: movw $x, %si\n", Map.of(), 0x20000))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("out of range");
    }

    private static AssembledBinary assemble(String text, Map<String, Long> definitions, long origin)
            throws CompilationException {
        return Assembler.assemble(new AssemblySource("boot.s", text), definitions, origin);
    }
}
