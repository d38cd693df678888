package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import javisor.compiler.CompilationException;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranslationTest {
    @TempDir
    private Path directory;

    private Sources sources;

    @BeforeEach
    void prepare() {
        sources = new Sources(directory);
    }

    @Test
    void aComparisonOfLongsAndItsBranchAreOne() throws CompilationException {
        String run = Programs.text(sources.program("""
                static int n;
                static void run(long a) { if (a < 5) n = 1; if (Long.compareUnsigned(a, 9) >= 0) n = 2; }
                """), "run");

        assertThat(run).contains(" GE ", " ULT ").doesNotContain("compare");
    }

    @Test
    void finalFieldsOfConstantsAreConstantsAndCallsOnThemDirect() throws CompilationException {
        String run = Programs.text(sources.program("""
                interface Policy { int answer(); }
                record Fixed(int value) implements Policy { public int answer() { return value; } }
                record Other(int value) implements Policy { public int answer() { return value; } }
                static final class Setup { final Policy policy; final int limit = 41; Setup(Policy p) { policy = p; } }
                static final Setup SETUP = new Setup(new Fixed(7));
                static final Policy OTHER = new Other(8);
                static int n;
                static void run(long a) { n = SETUP.policy.answer() + SETUP.limit + OTHER.answer(); }
                """), "run");

        assertThat(run)
                .contains("call demo.Boot$Fixed.answer()I", "call demo.Boot$Other.answer()I", "= 41")
                .doesNotContain("call-virtual", "null-check", "policy");
    }

    @Test
    void methodsOfTypesWithoutObjectsAreNotReached() throws CompilationException {
        Program program = sources.program("""
                interface Shape { int area(); }
                static class Point implements Shape { public int area() { return 0; } }
                static class Line implements Shape { public int area() { throw new IllegalStateException(); } }
                static Shape shape = new Point();
                static int n;
                static void run(long a) { n = shape.area(); if (shape instanceof Line) n++; }
                """);

        assertThat(program.functions())
                .noneMatch(function -> function.method().owner().equals("demo/Boot$Line"));
        assertThat(Programs.text(program, "run")).contains("null-check", "call demo.Boot$Point.area()I");
    }

    @Test
    void arraysAreConstantUnlessSomethingMayStoreToTheirType() throws CompilationException {
        Program program = sources.program("""
                static final int[] TABLE = {1, 2, 3};
                static final long[] COUNTS = {1};
                static int n;
                static void run(long a) { n = TABLE[(int) a]; COUNTS[0]++; }
                """);

        assertThat(Programs.objects(program, "[I")).singleElement().matches(HeapObject::isConstant);
        assertThat(Programs.objects(program, "[J")).singleElement().matches(array -> !array.isConstant());
    }

    @Test
    void operandsKeepTheirValueWhenTheLocalTheyCameFromChanges() throws CompilationException {
        String run = Programs.text(sources.program("""
                static int n;
                static void run(long a) { int i = (int) a; n = i++ * 10 + i; }
                """), "run");

        assertThat(run).containsPattern("(t\\.\\d+) = i\\.\\d+ +;[^§]*i\\.\\d+ = i\\.\\d+ ADD [^§]*= \\1 MUL ");
    }

    @Test
    void anUnboxedRecordNeedsNoInstruction() throws CompilationException {
        String next = Programs.text(sources.program("""
                static long sink;
                static void run(long a) { sink = next(new HostPhysical(a)).rawValue(); }
                static HostPhysical next(HostPhysical p) { return p.rawValue() == 0 ? p : new HostPhysical(p.rawValue() + 1); }
                """), "next");

        assertThat(next).contains("(LONG p.0) : LONG").doesNotContain("call", "new ");
    }

    @Test
    void charactersStayAsTheyAreEvenIfTheyAreNoText() throws CompilationException {
        Program program = sources.program("""
                static int n;
                static void run(long a) { n = "\\ud800x".charAt((int) a); }
                """);

        assertThat(Programs.objects(program, "[B"))
                .anyMatch(bytes -> bytes.values()
                        .equals(Stream.of(0x00L, -0x28L, (long) 'x', 0L)
                                .map(HeapObject.Primitive::new)
                                .toList()));
    }

    @Test
    void innerLengthsAreCheckedBeforeTheOuterArrayIsMade() throws CompilationException {
        String run = Programs.text(sources.program("""
                static int[][] n;
                static void run(long a) { n = new int[0][(int) a]; }
                """), "run");

        assertThat(run).containsPattern(" LT [^§]*\\[I[^§]*\\[\\[I");
    }

    @Test
    void methodReferencesWidenArgumentsAndResults() throws CompilationException {
        Program program = sources.program("""
                interface Widened { long result(int n); }
                interface Passed { long argument(int n); }
                static final Widened HALF = Boot::half;
                static final Passed TWICE = Boot::twice;
                static long n;
                static void run(long a) { n = HALF.result((int) a) + TWICE.argument((int) a); }
                static int half(int n) { return n / 2; }
                static long twice(long n) { return 2 * n; }
                """);

        assertThat(Programs.text(program, "result")).containsPattern("call demo.Boot.half[^§]* I2L");
        assertThat(Programs.text(program, "argument")).containsPattern(" I2L[^§]*call demo.Boot.twice");
    }
}
