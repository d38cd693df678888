package javisor.compiler.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.compiler.assembly.ToolMessages;

/** Runs {@code lld} with a linker script. The output is ELF; flat images are cut from it in memory. */
public final class Linker {
    private Linker() {}

    /**
     * Links {@code objects}, in this order.
     *
     * @throws CompilationException if symbols are undefined or sections do not fit
     */
    public static ElfFile link(Path directory, String script, List<Path> objects)
            throws CompilationException, IOException {
        return new ElfFile(linkToBytes(directory, script, objects));
    }

    /** Links as {@link #link} does; {@return the bytes of the ELF file} */
    public static byte[] linkToBytes(Path directory, String script, List<Path> objects)
            throws CompilationException, IOException {
        Files.writeString(directory.resolve("link.ld"), script);
        List<String> arguments = new ArrayList<>(List.of(
                "-flavor",
                "gnu",
                "-static",
                "--no-relax",
                "--build-id=none",
                "--threads=1",
                "--color-diagnostics=never",
                "--error-limit=0",
                "-z",
                "max-page-size=4096",
                "--no-warnings",
                "-T",
                "link.ld",
                "-o",
                "linked.elf"));
        for (Path object : objects) {
            arguments.add(directory.relativize(object).toString());
        }
        LlvmPrograms.Result result = LlvmPrograms.run("lld", directory, arguments);
        if (result.exitCode() != 0) {
            throw new CompilationException(ToolMessages.errors(result.output()));
        }
        return Files.readAllBytes(directory.resolve("linked.elf"));
    }
}
