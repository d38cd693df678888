package javisor.compiler.llvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javisor.compiler.CompilationException;
import javisor.compiler.TestPrograms;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.TypeDefinition;
import org.junit.jupiter.api.Test;

class DeferredArraysTest {

    @Test
    void aLargeArrayOfZerosTakesNoRoomInTheData() throws CompilationException {
        String text = ModuleEmitter.emit(withArray(1000, 0)).text();

        assertThat(text).contains("@\"heap.0\" = internal global [8016 x i8] zeroinitializer");
        assertThat(text).contains("call ptr @memcpy(ptr @\"heap.0\", ptr @\"heap.0.initial\", i64 16)");
        assertThat(text).contains("musttail call i64 @\"javisor_boot.java\"(i64 %p0)");
    }

    @Test
    void theFirstElementsAreCopiedWithTheHeader() throws CompilationException {
        String text = ModuleEmitter.emit(withArray(1000, 2)).text();

        assertThat(text).contains("@\"heap.0.initial\", i64 32)");
    }

    @Test
    void aSmallArrayStaysInTheData() throws CompilationException {
        String text = ModuleEmitter.emit(withArray(8, 0)).text();

        assertThat(text).doesNotContain("heap.0.initial").doesNotContain("javisor_boot.java");
    }

    @Test
    void theSplitEntryPointIsAValidModule() throws CompilationException {
        try (LlvmCompiler llvm =
                new LlvmCompiler(ModuleEmitter.emit(withArray(1000, 2)).text())) {
            llvm.optimize(Map.of());
            assertThat(llvm.emitObject()).isNotEmpty();
        }
    }

    private static Program withArray(int length, int nonZero) {
        List<HeapObject.Value> values = new ArrayList<>(Collections.nCopies(length, new HeapObject.Primitive(0)));
        for (int i = 0; i < nonZero; i++) {
            values.set(i, new HeapObject.Primitive(7));
        }
        HeapObject array = new HeapObject(0, "[J");
        array.fill(values, false);
        Program program = TestPrograms.dividing();
        List<TypeDefinition> types = new ArrayList<>(program.types());
        types.add(new TypeDefinition(
                "[J",
                "java/lang/Object",
                List.of("[J", "java/lang/Object"),
                List.of(),
                StorageKind.LONG,
                null,
                Map.of(),
                true));
        return new Program(program.functions(), types, List.of(), List.of(array), List.of());
    }
}
