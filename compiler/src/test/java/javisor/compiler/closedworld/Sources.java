package javisor.compiler.closedworld;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import javisor.compiler.CompilationException;
import javisor.compiler.ImageRequest;
import javisor.compiler.ir.Program;

/** Programs given as source in a test. */
final class Sources {
    private static final String HEAD = """
            package demo;
            import javisor.machine.address.*;
            import javisor.machine.annotation.*;
            public final class Boot {
            @EntryPoint(symbol = "javisor_boot") static void boot(long argument) { run(argument); }
            @PanicHandler static void panic(Throwable t, HostVirtual f, HostVirtual r) { while (true) {} }
            """;

    /** The line of {@code Boot.java} the members start in. */
    static final int FIRST_LINE = 7;

    private final Path directory;

    Sources(Path directory) {
        this.directory = directory;
    }

    /** {@return the program whose class Boot has these members, {@code static void run(long)} among them} */
    Program program(String members) throws CompilationException {
        return classes("Boot", HEAD + members + "\n}\n");
    }

    /** {@return the program of a file of {@code demo}, with the class of that name as root} */
    Program classes(String root, String source) throws CompilationException {
        compile(root, source);
        return FrontEnd.translate(request("demo." + root));
    }

    ImageRequest request(String... roots) {
        return new ImageRequest(
                List.of(directory, Programs.machine()), List.of(roots), List.of(), Map.of(), Programs.LINK_ADDRESS);
    }

    /** Compiles a file of {@code demo}. */
    void compile(String name, String source) {
        try {
            Path file = directory.resolve(name + ".java");
            Files.writeString(file, source);
            StringWriter messages = new StringWriter();
            PrintWriter writer = new PrintWriter(messages);
            int result = ToolProvider.findFirst("javac")
                    .orElseThrow()
                    .run(
                            writer,
                            writer,
                            "-g",
                            "-proc:none",
                            "-nowarn",
                            "-classpath",
                            directory + java.io.File.pathSeparator + Programs.machine(),
                            "-d",
                            directory.toString(),
                            file.toString());
            if (result != 0) {
                throw new IllegalArgumentException(messages.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what the front end says of the program with these members of Boot} */
    List<String> problems(String members) {
        try {
            program(members);
            return List.of();
        } catch (CompilationException e) {
            return e.problems();
        }
    }
}
