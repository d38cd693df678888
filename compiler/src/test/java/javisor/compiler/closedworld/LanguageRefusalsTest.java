package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanguageRefusalsTest {
    @TempDir
    private Path directory;

    private Sources sources;

    @BeforeEach
    void prepare() {
        sources = new Sources(directory);
    }

    private void refused(String members, String... parts) {
        assertThat(sources.problems(members)).singleElement().asString().contains(parts);
    }

    @Test
    void aProblemNamesPlacePathAndRemedy() {
        List<String> problems = sources.problems("""
                static void run(long argument) {
                    print(argument);
                }
                static void print(long argument) {
                    System.out.println(argument);
                }
                """);

        assertThat(problems).singleElement().isEqualTo("""
                Boot.java:11: Boot.print uses java.lang.System.out, which does not exist on metal
                    reached by Boot.boot (Boot.java:5) -> Boot.run (Boot.java:8) -> Boot.print
                    remedy: print with javisor.machine.console.Console, read time with Cpu.readTimeStampCounter""");
    }

    @Test
    void allProblemsAreCollected() {
        assertThat(sources.problems("""
                static void run(long argument) { a(argument); b(argument); Thread.yield(); Thread.onSpinWait(); }
                static void a(long argument) { double number = argument; }
                static String b(long argument) { return "b" + argument; }
                """)).hasSize(4);
    }

    @Test
    void catchIsRefused() {
        refused(
                """
                static void run(long argument) {
                    try {
                        if (argument == 0) throw new IllegalStateException();
                    } catch (IllegalStateException e) {
                        return;
                    }
                }
                """,
                "Boot.java:10",
                "catches java.lang.IllegalStateException, but on metal every exception is a panic");
    }

    @Test
    void finallyIsRefused() {
        refused(
                "static int count; static void run(long a) { try { count = (int) a / count; } finally { count++; } }",
                "has a finally block or try-with-resources");
    }

    @Test
    void catchInCodeThatConstantsRuleOutIsNot() {
        assertThat(sources.problems("""
                static final boolean HOSTED = false;
                static boolean hosted() { return HOSTED; }
                static class Mode { static final boolean DEBUG = hosted(); }
                static void run(long argument) {
                    if (Mode.DEBUG) {
                        try { System.out.println(); } catch (RuntimeException e) { }
                    }
                    assert argument > 0 : "text" + argument;
                }
                """)).isEmpty();
    }

    @Test
    void synchronizedBlocksAreRefused() {
        refused(
                "static final Object LOCK = new Object(); static int n; static void run(long a) { synchronized (LOCK) { n++; } }",
                "synchronises, but there are no monitors on metal");
    }

    @Test
    void synchronizedMethodsAreRefused() {
        refused("static synchronized void run(long argument) { }", "synchronises");
    }

    @Test
    void volatileFieldsAreRefused() {
        refused(
                "static volatile int count; static void run(long argument) { count = 1; }",
                "uses demo.Boot.count, which is volatile",
                "HostVirtual");
    }

    @Test
    void floatingPointArithmeticIsRefused() {
        refused("static void run(long argument) { double half = argument * 0.5; }", "uses floating point");
    }

    @Test
    void floatingPointParametersAreRefused() {
        refused(
                "static void run(long argument) { f(1f); } static void f(float value) { }",
                "Boot.run uses floating point",
                "compute with int or long");
    }

    @Test
    void floatingPointFieldsAreRefused() {
        assertThat(sources.problems("""
                static class Point { float x; int y; }
                static Point point;
                static void run(long argument) { point = new Point(); }
                """))
                .singleElement()
                .asString()
                .contains("Boot.run uses floating point in the field demo.Boot$Point.x");
    }

    @Test
    void capturingLambdasAreRefused() {
        refused(
                "static void run(long argument) { Runnable r = () -> run(argument); r.run(); }",
                "makes a lambda that captures variables",
                "write a class with fields for what it captures");
    }

    @Test
    void stringConcatenationIsRefused() {
        refused(
                "static String text; static void run(long argument) { text = \"value \" + argument; }",
                "concatenates strings",
                "print the pieces");
    }

    @Test
    void otherBootstrapsAreRefused() {
        refused("""
                interface Task extends Runnable, java.io.Serializable { }
                static void run(long argument) { Task task = () -> { }; task.run(); }
                """, "needs the bootstrap method java.lang.invoke.LambdaMetafactory.altMetafactory");
    }

    @Test
    void theGeneratedTextOfARecordIsRefused() {
        refused(
                "record Point(int x, int y) { } static String text;"
                        + " static void run(long a) { text = new Point(1, 2).toString(); }",
                "is the toString javac generates for a record");
    }

    @Test
    void theGeneratedHashCodeOfARecordIsRefused() {
        refused(
                "record Point(int x, int y) { } static int hash;"
                        + " static void run(long a) { hash = new Point(1, 2).hashCode(); }",
                "is the hashCode javac generates for a record");
    }

    @Test
    void patternSwitchesOverStringsAreRefused() {
        refused("""
                static int n;
                static String text = "a";
                static void run(long a) {
                    n = switch (text) { case "a" -> 1; case String s when a > 0 -> 2; default -> 3; };
                }
                """, "switches over patterns with the label");
    }

    @Test
    void nativeMethodsAreRefused() {
        refused(
                "static void run(long argument) { poke(argument); } static native void poke(long argument);",
                "calls the native method demo.Boot.poke",
                "@AssemblyFunction");
    }

    @Test
    void copiesOfArraysByCloneAreRefused() {
        refused("static int[] a = {1}; static void run(long argument) { a = a.clone(); }", "clones an array");
    }

    @Test
    void hostedOnlyMethodsAreRefusedWithTheirReason() {
        refused("""
                @HostedOnly(reason = "it prints") static void show() { System.out.println(); }
                static void run(long argument) { show(); }
                """, "calls demo.Boot.show, which is @HostedOnly: it prints");
    }

    @Test
    void hostedOnlyClassesAndFieldsAreRefused() {
        assertThat(sources.problems("""
                @HostedOnly(reason = "tests") static class Probe { static int count; static void hit() { } }
                @HostedOnly(reason = "a cache") static int cache;
                static void run(long argument) { a(); b(); c(); d(); }
                static void a() { Probe.hit(); }
                static void b() { Probe.count++; }
                static void c() { cache++; }
                static void d() { new Probe(); }
                """))
                .hasSize(4)
                .allMatch(
                        problem -> problem.contains("@HostedOnly: tests") || problem.contains("@HostedOnly: a cache"));
    }
}
