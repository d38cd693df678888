package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.compiler.CompilationException;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.IrPrinter;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.TypeDefinition;
import javisor.compiler.sample.Sample;
import org.junit.jupiter.api.Test;

class FrontEndTest {
    @Test
    void twoTranslationsAreIdentical() throws CompilationException {
        assertThat(IrPrinter.print(Programs.translate(Sample.class)))
                .isEqualTo(IrPrinter.print(Programs.translate(Sample.class)));
    }

    @Test
    void unboxedRecordsAreLongs() throws CompilationException {
        Program program = Programs.translate(Sample.class);

        assertThat(Programs.text(program, "boot")).contains("(LONG start.0) : LONG symbol javisor_boot");
        assertThat(program.types()).noneMatch(type -> type.name().endsWith("HostVirtual"));
    }

    @Test
    void aLambdaThatCapturesNothingIsCalledDirectly() throws CompilationException {
        String areas = Programs.text(Programs.translate(Sample.class), "areas");

        assertThat(areas).contains("call javisor.compiler.sample.Sample$$Lambda$0.apply(I)I");
        assertThat(areas).contains("call-virtual javisor.compiler.sample.Shape.area()I");
    }

    @Test
    void typesKnowWhatAnswersAVirtualCall() throws CompilationException {
        TypeDefinition square = Programs.translate(Sample.class).types().stream()
                .filter(type -> type.name().endsWith("Shape$Square"))
                .findFirst()
                .orElseThrow();

        assertThat(square.dispatch())
                .containsEntry(
                        new MethodReference("javisor/compiler/sample/Shape", "area", "()I"),
                        new MethodReference("javisor/compiler/sample/Shape$Square", "area", "()I"));
    }

    @Test
    void objectsThatNothingStoresToAreConstant() throws CompilationException {
        Program program = Programs.translate(Sample.class);

        assertThat(Programs.objects(program, "[I")).singleElement().matches(HeapObject::isConstant);
        assertThat(Programs.objects(program, "javisor/compiler/sample/Shape$Square"))
                .singleElement()
                .matches(HeapObject::isConstant);
    }

    @Test
    void aStringIsLatin1BytesWhereItCanBe() throws CompilationException {
        HeapObject text = Programs.objects(Programs.translate(Sample.class), "java/lang/String").stream()
                .filter(string -> bytes(string).values().size() == 5)
                .findFirst()
                .orElseThrow();

        assertThat(bytes(text).values()).first().isEqualTo(new HeapObject.Primitive((byte) 'Ü'));
        assertThat(text.values().getLast()).isEqualTo(new HeapObject.Primitive(1));
    }

    private static HeapObject bytes(HeapObject string) {
        return ((HeapObject.Reference) string.values().getFirst()).target();
    }
}
