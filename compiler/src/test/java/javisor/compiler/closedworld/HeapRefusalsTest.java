package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapRefusalsTest {
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
    void anInitialiserThatFailsIsReportedWithItsStack() {
        refused(
                """
                static class Table {
                    static int size = size();
                    static int size() { throw new IllegalStateException("no table"); }
                }
                static void run(long argument) { Table.size++; }
                """,
                "Boot.java:9: the static initialiser of demo.Boot$Table failed",
                "java.lang.IllegalStateException: no table",
                "demo.Boot$Table.size (Boot.java:9)",
                "called from demo.Boot$Table.<clinit> (Boot.java:8)");
    }

    @Test
    void anInitialiserThatTouchesHardwareIsReported() {
        refused("""
                static class Port { static int value = javisor.machine.instruction.Ports.in8(1); }
                static void run(long argument) { Port.value++; }
                """, "Boot.java:7", "static initialiser of demo.Boot$Port failed", "touch no hardware there");
    }

    @Test
    void aCollectionIsReportedWithTheFieldsThatReachIt() {
        refused(
                """
                static class Policy { final Object[] rules = {"", new java.util.HashMap<String, String>()}; }
                static class Setup { Policy policy = new Policy(); }
                static Setup setup = new Setup();
                static void run(long argument) { setup.policy = null; }
                """,
                "demo.Boot.setup.policy.rules[1] is an object of java.util.HashMap",
                "reached by Boot.boot (Boot.java:5) -> Boot.run",
                "convert it to arrays");
    }

    @Test
    void aCollectionInAConstantIsReportedTheSameWay() {
        refused(
                """
                static class Policy { final Object names = new java.util.HashMap<String, String>(); int uses; }
                static final Policy POLICY = new Policy();
                static void run(long argument) { POLICY.uses++; }
                """,
                "demo.Boot.POLICY.names is an object of java.util.HashMap",
                "reached by Boot.boot (Boot.java:5) -> Boot.run (Boot.java:9)");
    }

    @Test
    void aCapturingLambdaIsRefused() {
        refused("""
                static Runnable task = task(3);
                static Runnable task(int n) { return () -> run(n); }
                static void run(long argument) { if (argument > 0) task.run(); }
                """, "demo.Boot.task is an object of a capturing lambda", "write a class with fields");
    }

    @Test
    void boxedNumbersAreRefused() {
        refused(
                "static Object number = 5; static void run(long a) { number = null; }",
                "demo.Boot.number is an object of java.lang.Integer");
    }

    @Test
    void exceptionsAreRefused() {
        refused(
                "static RuntimeException failure = new IllegalStateException(\"x\");"
                        + " static void run(long a) { if (a == 0) throw failure; }",
                "demo.Boot.failure is an object of java.lang.IllegalStateException");
    }

    @Test
    void arraysOfFloatingPointAreRefused() {
        refused(
                "static Object table = new double[3]; static void run(long a) { table = null; }",
                "demo.Boot.table uses floating point");
    }

    @Test
    void hostedOnlyObjectsAreRefused() {
        refused("""
                @HostedOnly(reason = "only tests look at it") static class Record { }
                static Object record = new Record();
                static void run(long a) { record = null; }
                """, "demo.Boot.record is an object of demo.Boot$Record, which is @HostedOnly: only tests look at it");
    }

    @Test
    void hostedOnlyFieldsAreLeftOut() {
        assertThat(sources.problems("""
                static class Policy {
                    @HostedOnly(reason = "names for tests") java.util.Map<String, String> names = new java.util.HashMap<>();
                    int value;
                }
                static Policy policy = new Policy();
                static void run(long a) { policy.value++; }
                """)).isEmpty();
    }

    @Test
    void aClassThatIsMissingFromTheClassPathIsNamed() throws Exception {
        sources.compile("Helper", "package demo; public class Helper { static void help() { } }");
        sources.compile("Boot", """
                package demo;
                import javisor.machine.address.*;
                import javisor.machine.annotation.*;
                public final class Boot {
                @EntryPoint(symbol = "javisor_boot") static void boot(long argument) { Helper.help(); }
                @PanicHandler static void panic(Throwable t, HostVirtual f, HostVirtual r) { while (true) {} }
                }
                """);
        java.nio.file.Files.delete(directory.resolve("demo/Helper.class"));

        assertThat(RootRefusalsTest.problems(sources.request("demo.Boot")))
                .singleElement()
                .asString()
                .contains("Boot.java:5: Boot.boot needs the class demo.Helper, which is not on the class path");
    }
}
