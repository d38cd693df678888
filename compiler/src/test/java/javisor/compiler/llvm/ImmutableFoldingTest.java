package javisor.compiler.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import javisor.compiler.CompilationException;
import org.junit.jupiter.api.Test;

class ImmutableFoldingTest {
    private static final String MODULE = """
            target triple = "x86_64-unknown-none-elf"
            @type = internal constant <{ ptr }> <{ ptr @method }>
            @object = internal global <{ ptr, i64, i64 }> <{ ptr @type, i64 5, i64 6 }>
            define internal i64 @method() noinline {
              call void asm sideeffect "nop", ""()
              ret i64 1
            }
            define i64 @call() {
              %descriptor = load ptr, ptr @object
              %target = load ptr, ptr %descriptor
              %result = call i64 %target()
              ret i64 %result
            }
            define ptr @escape() {
              ret ptr @object
            }
            define i64 @first() {
              %value = load i64, ptr getelementptr (i8, ptr @object, i64 8)
              ret i64 %value
            }
            define i64 @second() {
              %value = load i64, ptr getelementptr (i8, ptr @object, i64 16)
              ret i64 %value
            }
            define void @change(i64 %value) {
              store i64 %value, ptr getelementptr (i8, ptr @object, i64 8)
              store i64 %value, ptr getelementptr (i8, ptr @object, i64 16)
              ret void
            }
            """;

    @Test
    void aVirtualCallOnAKnownObjectBecomesDirect() throws CompilationException {
        assertThat(optimized(Set.of(0))).containsPattern("call .*i64 @method\\(\\)");
    }

    @Test
    void onlyThePartsThatCannotChangeAreFolded() throws CompilationException {
        String text = optimized(Set.of(0, 16));

        assertThat(text).contains("ret i64 6").doesNotContain("ret i64 5");
    }

    private static String optimized(Set<Integer> offsets) throws CompilationException {
        try (LlvmCompiler llvm = new LlvmCompiler(MODULE)) {
            llvm.optimize(Map.of("object", new ImmutableParts("object", offsets)));
            return llvm.print();
        }
    }
}
