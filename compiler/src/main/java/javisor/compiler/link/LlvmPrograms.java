package javisor.compiler.link;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.llvm.global.LLVM;

/**
 * The programs of the LLVM distribution that have no in-process form: {@code lld} and {@code llvm-mc}. They are unpacked from the jar
 * into the native-library cache on first use.
 */
public final class LlvmPrograms {
    private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

    private LlvmPrograms() {}

    /**
     * What a program left behind.
     *
     * @param exitCode 0 for success
     * @param output standard output and standard error together
     */
    public record Result(int exitCode, String output) {}

    /** Runs {@code program} in {@code directory} and waits for it. */
    public static Result run(String program, Path directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(UNPACKED.computeIfAbsent(program, LlvmPrograms::unpack).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted", e);
        }
    }

    private static Path unpack(String program) {
        try {
            Loader.load(LLVM.class);
            String resource = "/org/bytedeco/llvm/" + Loader.getPlatform() + "/" + program;
            File file = Loader.cacheResource(LLVM.class, resource);
            if (file == null) {
                throw new IllegalStateException(
                        "the LLVM jar for " + Loader.getPlatform() + " has no program " + program);
            }
            if (!file.canExecute() && !file.setExecutable(true)) {
                throw new IllegalStateException("cannot make " + file + " executable");
            }
            linkLibrary(file.toPath().getParent());
            return file.toPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + program + " from the LLVM jar", e);
        }
    }

    /** The programs look for the library under its versioned name, under which the jar does not unpack it. */
    private static void linkLibrary(Path directory) throws IOException {
        Path library = directory.resolve(System.mapLibraryName("LLVM"));
        int[] major = new int[1];
        int[] minor = new int[1];
        LLVM.LLVMGetVersion(major, minor, new int[1]);
        Path versioned = directory.resolve(library.getFileName() + "." + major[0] + "." + minor[0]);
        if (Files.exists(library) && !Files.exists(versioned)) {
            try {
                Files.createSymbolicLink(versioned, library.getFileName());
            } catch (FileAlreadyExistsException e) {
                // Another build made it in between.
                return;
            }
        }
    }
}
