package javisor.compiler.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.compiler.link.LlvmPrograms;

/**
 * Assembles one source file with {@code llvm-mc}, line tables included, so that the linker's complaints and the debugger name its
 * lines. Constants become {@code --defsym} definitions: the source keeps its own line numbers.
 */
public final class AssemblyObjects {
    private AssemblyObjects() {}

    /**
     * Assembles {@code source} into an object file in {@code directory}; {@return its path}
     *
     * @throws CompilationException if the source has errors, each named with file, line and column
     */
    public static Path assemble(AssemblySource source, Map<String, Long> definitions, Path directory)
            throws CompilationException, IOException {
        Files.writeString(directory.resolve(source.name()), source.text());
        Path object = directory.resolve(source.name() + ".o");
        List<String> arguments = new ArrayList<>(List.of(
                "--triple=x86_64-unknown-none-elf",
                "--filetype=obj",
                "-g",
                "--fdebug-compilation-dir=.",
                "-o",
                object.getFileName().toString()));
        new TreeMap<>(definitions).forEach((name, value) -> arguments.add("--defsym=" + name + "=" + value));
        arguments.add(source.name());
        LlvmPrograms.Result result = LlvmPrograms.run("llvm-mc", directory, arguments);
        if (result.exitCode() != 0) {
            throw new CompilationException(ToolMessages.errors(result.output()));
        }
        return object;
    }
}
