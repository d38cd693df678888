package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitPathRefusalsTest {
    @TempDir
    private Path directory;

    private void refused(String members, String... parts) {
        assertThat(new Sources(directory).problems("""
                static Object sink;
                static void run(long argument) { exit(argument); }
                """ + members))
                .singleElement()
                .asString()
                .contains(parts);
    }

    @Test
    void allocationIsReportedWithThePathFromTheExitPathsRoot() {
        refused(
                """
                @NoAllocation(reason = "exit path") static void exit(long argument) {
                    handle(argument);
                }
                static void handle(long argument) {
                    sink = new Object();
                }
                """,
                "Boot.java:13: Boot.handle allocates an object of java.lang.Object",
                "from the @NoAllocation method Boot.exit",
                "reached by Boot.exit (Boot.java:10) -> Boot.handle",
                "remedy: make it when the image is built or at boot");
    }

    @Test
    void allocationOfArraysIsRefused() {
        refused(
                "@NoAllocation(reason = \"\") static void exit(long a) { sink = new int[4]; }",
                "allocates an array ([I)");
    }

    @Test
    void allocationBehindAVirtualCallIsRefused() {
        refused(
                """
                interface Handler { void handle(); }
                static class Quiet implements Handler { public void handle() { } }
                static class Loud implements Handler { public void handle() { sink = new Loud(); } }
                static Handler[] handlers = {new Quiet(), new Loud()};
                @NoAllocation(reason = "") static void exit(long a) { handlers[(int) a].handle(); }
                """,
                "Boot$Loud.handle allocates an object of demo.Boot$Loud",
                "reached by Boot.exit (Boot.java:13) -> Boot$Loud.handle");
    }

    @Test
    void recursionIsRefused() {
        refused(
                "@NoAllocation(reason = \"\") static void exit(long a) { if (a > 0) exit(a - 1); }",
                "Boot.exit calls itself",
                "write a loop");
    }

    @Test
    void recursionThroughAnotherMethodIsRefused() {
        refused(
                """
                @NoAllocation(reason = "") static void exit(long a) { even(a); }
                static boolean even(long a) { return a == 0 || odd(a - 1); }
                static boolean odd(long a) { return a != 0 && even(a - 1); }
                """,
                "Boot.even calls itself through Boot.odd",
                "Boot.exit (Boot.java:9) -> Boot.even (Boot.java:10) -> Boot.odd (Boot.java:11) -> Boot.even");
    }

    @Test
    void otherProblemsDoNotHideIt() {
        assertThat(new Sources(directory).problems("""
                static Object sink;
                static void run(long argument) { exit(argument); Thread.yield(); }
                @NoAllocation(reason = "") static void exit(long a) { sink = new Object(); }
                """)).hasSize(2);
    }

    @Test
    void throwingIsNoAllocation() {
        assertThat(new Sources(directory).problems("""
                static void run(long argument) { exit(argument); }
                @NoAllocation(reason = "") static void exit(long a) {
                    if (a == 0) throw new IllegalStateException("zero");
                }
                """)).isEmpty();
    }

    @Test
    void synchronisingIsRefused() {
        refused("@NoAllocation(reason = \"\") static synchronized void exit(long a) { }", "synchronises");
    }
}
