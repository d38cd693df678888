package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryRefusalsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new Object().hashCode();              | java.lang.Object.hashCode           | no identity hash
            System.identityHashCode(null);        | java.lang.System.identityHashCode   | no identity hash
            new Object().getClass();              | java.lang.Object.getClass           | no reflection
            Object.class.getName();               | class or method object              | no reflection
            new Object().toString();              | java.lang.Object.toString           | static initialiser
            Thread.onSpinWait();                  | java.lang.Thread.onSpinWait         | no threads
            new Thread();                         | java.lang.Thread                    | no threads
            new java.util.ArrayList<String>();    | java.util.ArrayList                 | use arrays
            java.util.List.of();                  | java.util.List.of                   | use arrays
            java.util.Arrays.fill(new int[1], 2); | java.util.Arrays.fill               | use arrays
            Integer boxed = (int) a;              | java.lang.Integer.valueOf           | boxing allocates
            Object boxed = a;                     | java.lang.Long.valueOf              | boxing allocates
            new StringBuilder();                  | java.lang.StringBuilder             | print the pieces
            "a".concat("b");                      | java.lang.String.concat             | charAt
            String.valueOf(a);                    | java.lang.String.valueOf            | charAt
            Long.toString(a);                     | java.lang.Long.toString             | long
            System.nanoTime();                    | java.lang.System.nanoTime           | readTimeStampCounter
            new Throwable().printStackTrace();    | java.lang.Throwable.printStackTrace | panic handler
            java.util.Objects.hash(1);            | java.util.Objects.hash              | use arrays
            Thread.currentThread();               | java.lang.Thread.currentThread      | no threads
            """)
    void whatTheJdkHasAndMetalHasNotIsRefusedByName(String statement, String what, String remedy) {
        assertThat(new Sources(directory).problems("static void run(long a) { " + statement + " }"))
                .anySatisfy(problem -> assertThat(problem).contains("Boot.java:7", what, remedy));
    }

    @Test
    void aDefaultMethodOfTheJdkIsRefused() {
        assertThat(new Sources(directory).problems("""
                static final java.util.function.IntPredicate ODD = n -> (n & 1) != 0;
                static boolean even;
                static void run(long a) { even = ODD.negate().test((int) a); }
                """))
                .singleElement()
                .asString()
                .contains("java.util.function.IntPredicate.negate, which does not exist on metal");
    }

    @Test
    void wholeNumberFunctionsAndExceptionsAreAllowed() {
        assertThat(new Sources(directory).problems("""
                static long sink;
                static void run(long a) {
                    sink = Math.floorMod(a, 7L) + Math.max(a, 3) + Math.clamp(a, 1, 5) + Long.highestOneBit(a);
                    sink += Long.divideUnsigned(a, 3) + Integer.compareUnsigned((int) a, 5) + Math.addExact(a, a);
                    sink += Integer.reverse((int) a) + Character.reverseBytes('a') + Math.multiplyHigh(a, a);
                    java.util.Objects.requireNonNull(Thread.State.NEW == null ? null : "a");
                }
                """))
                .singleElement()
                .asString()
                .contains("java.lang.Thread$State.NEW");
    }

    @Test
    void everyUncheckedExceptionWithAConstantMessageIsAllowed() {
        assertThat(new Sources(directory).problems("""
                static void run(long a) {
                    if (a == 1) throw new IllegalArgumentException("a");
                    if (a == 2) throw new UnsupportedOperationException("b", new IllegalStateException());
                    if (a == 3) throw new AssertionError("c");
                    if (a == 4) throw new java.util.NoSuchElementException("d");
                    if (a == 5) throw new ArithmeticException();
                }
                """)).isEmpty();
    }
}
