package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.compiler.ImageRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootRefusalsTest {
    @TempDir
    private Path directory;

    static List<String> problems(ImageRequest request) {
        try {
            FrontEnd.translate(request);
            return List.of();
        } catch (CompilationException e) {
            return e.problems();
        }
    }

    private List<String> problemsOf(String members) {
        Sources sources = new Sources(directory);
        sources.compile("Boot", """
                package demo;
                import javisor.machine.address.*;
                import javisor.machine.annotation.*;
                public final class Boot {
                """ + members + "}");
        return problems(sources.request("demo.Boot"));
    }

    @Test
    void aProgramWithoutPanicHandlerIsRefused() {
        assertThat(problemsOf("@EntryPoint(symbol = \"javisor_boot\") static void boot() { }"))
                .singleElement()
                .asString()
                .contains("no method is annotated @PanicHandler");
    }

    @Test
    void aProgramWithTwoPanicHandlersIsRefused() {
        assertThat(problemsOf("""
                @EntryPoint(symbol = "javisor_boot") static void boot() { }
                @PanicHandler static void panic(Throwable t, HostVirtual f, HostVirtual r) { }
                @PanicHandler static void alarm(Throwable t, HostVirtual f, HostVirtual r) { }
                """))
                .singleElement()
                .asString()
                .contains("there are 2 panic handlers: demo.Boot.panic, demo.Boot.alarm");
    }

    @Test
    void aProgramWithoutEntryPointIsRefused() {
        assertThat(problemsOf("@PanicHandler static void panic(Throwable t, HostVirtual f, HostVirtual r) { }"))
                .singleElement()
                .asString()
                .contains("no method is annotated @EntryPoint");
    }

    @Test
    void anEntryPointThatIsNotStaticIsRefused() {
        assertThat(problemsOf("""
                @EntryPoint(symbol = "javisor_boot") void boot() { }
                @PanicHandler static void panic(Throwable t, HostVirtual f, HostVirtual r) { }
                """))
                .singleElement()
                .asString()
                .contains("demo.Boot.boot is an entry point but not a static method with a body");
    }

    @Test
    void twoEntryPointsOfOneSymbolAreRefused() {
        assertThat(problemsOf("""
                @EntryPoint(symbol = "javisor_boot") static void boot() { }
                @EntryPoint(symbol = "javisor_boot") static void start() { }
                @PanicHandler static void panic(Throwable t, HostVirtual f, HostVirtual r) { }
                """))
                .singleElement()
                .asString()
                .contains("demo.Boot.boot and demo.Boot.start are both entry points with the symbol javisor_boot");
    }

    @Test
    void aPanicHandlerWithOtherParametersIsRefused() {
        assertThat(problemsOf("""
                @EntryPoint(symbol = "javisor_boot") static void boot() { }
                @PanicHandler static void panic(Throwable t) { }
                """))
                .singleElement()
                .asString()
                .contains(
                        "demo.Boot.panic is a panic handler with other parameters",
                        "static void panic(Throwable cause");
    }

    @Test
    void aRootClassThatIsMissingIsNamed() {
        assertThat(problems(new Sources(directory).request("demo.Nowhere")))
                .anySatisfy(problem -> assertThat(problem)
                        .contains("root class demo.Nowhere: the image needs the class demo.Nowhere"));
    }
}
