package javisor.compiler.machinecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.compiler.assembly.AssemblyObjects;
import javisor.compiler.link.Linker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackBoundTest {
    private static final int RETURN_ADDRESS = 8;

    @TempDir
    Path directory;

    @Test
    void framesAddUpAlongTheDeepestPathOfCalls() throws IOException, CompilationException {
        ImageCode code = link(
                function("outer", 64, "callq shallow", "callq deep") + function("shallow", 16) + function("deep", 128));
        assertThat(bound(code, Map.of(), "outer")).isEqualTo(RETURN_ADDRESS + 64 + RETURN_ADDRESS + 128);
    }

    @Test
    void aCycleCountsEachOfItsFunctionsOnceWhereverItIsEntered() throws IOException, CompilationException {
        ImageCode code = link(function("first", 32, "callq second")
                + function("second", 16, "callq first", "callq leaf")
                + function("leaf", 128)
                + function("root", 8, "callq second", "callq first"));
        int cycle = 2 * RETURN_ADDRESS + 32 + 16 + RETURN_ADDRESS + 128;
        StackBound bound = new StackBound(code, Map.of());
        assertThat(bound.bytes(code.address("root").orElseThrow())).isEqualTo(RETURN_ADDRESS + 8 + cycle);
        assertThat(bound.bytes(code.address("first").orElseThrow())).isEqualTo(cycle);
        assertThat(bound.bytes(code.address("second").orElseThrow())).isEqualTo(cycle);
    }

    @Test
    void aCallThroughASlotReachesEveryMethodThatStandsThere() throws IOException, CompilationException {
        ImageCode code =
                link(function("caller", 8, "callq *24(%rax)") + function("small", 8) + function("large", 0x1234));
        assertThat(bound(code, Map.of(24, Set.of("small", "large"), 32, Set.of()), "caller"))
                .isEqualTo(RETURN_ADDRESS + 8 + RETURN_ADDRESS + 0x1234);
    }

    private static int bound(ImageCode code, Map<Integer, Set<String>> slots, String symbol) {
        return new StackBound(code, slots).bytes(code.address(symbol).orElseThrow());
    }

    private static String function(String name, int frame, String... calls) {
        return """
                .globl %1$s
                .type %1$s, @function
                %1$s:
                    subq $%2$d, %%rsp
                    %3$s
                    addq $%2$d, %%rsp
                    retq
                .size %1$s, . - %1$s
                """.formatted(name, frame, String.join("\n", calls));
    }

    private ImageCode link(String text) throws IOException, CompilationException {
        Path object = AssemblyObjects.assemble(new AssemblySource("code.S", text), Map.of(), directory);
        String script = "SECTIONS { . = 0xffffffff80000000; .text . : { *(.text) } }";
        return new ImageCode(Linker.link(directory, script, List.of(object)));
    }
}
