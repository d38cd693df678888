package javisor.lab.bochs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javisor.lab.BochsProgram;
import javisor.lab.ExternalTool;
import javisor.lab.MissingPartException;
import javisor.lab.Progress;
import javisor.lab.ScratchDirectory;
import javisor.lab.Sha256;
import javisor.lab.guest.DebianArchive;
import javisor.lab.guest.DebianGuest;
import javisor.lab.guest.DebianRelease;

/**
 * Builds {@link BochsProgram} once. The source comes from Debian's archive; of Debian's patches none changes the program,
 * so they are left out. Takes two or three minutes.
 */
public final class BochsBuild {
    private static final String IDENTITY = "bochs=3.0+dfsg-1";
    private static final String SOURCE = "bochs_3.0+dfsg.orig.tar.xz";
    private static final long SOURCE_BYTES = 3_896_488;
    private static final String SOURCE_SHA256 = "78f6c73d4a6472d5130a87ab9dc306d02c7c71ed8e25b3a8ef642e2a7acd282b";
    private static final long FILES_TO_COMPILE = 521;

    private static final ExternalTool SHELL = new ExternalTool("sh", "dash");
    private static final ExternalTool MAKE = new ExternalTool("make", "make");
    private static final ExternalTool TAR = new ExternalTool("tar", "tar");

    /** The programs it uses. */
    public static final List<ExternalTool> TOOLS = Stream.of(
                    List.of(
                            SHELL,
                            MAKE,
                            TAR,
                            new ExternalTool("xz", "xz-utils"),
                            new ExternalTool("g++", "build-essential"),
                            new ExternalTool("pkg-config", "pkg-config")),
                    DebianArchive.TOOLS)
            .flatMap(List::stream)
            .toList();

    private final Path target = BochsProgram.location();
    private final Progress progress;

    private BochsBuild(Progress progress) {
        this.progress = progress;
    }

    /** Sees to it that the program is there, or throws the error that says why it cannot be built. */
    public static void provide(Progress progress) {
        if (BochsProgram.built().isPresent()) {
            return;
        }
        ExternalTool.requireAll(TOOLS);
        try {
            new BochsBuild(progress).buildOnce();
        } catch (ExternalTool.ToolFailure | IOException | UncheckedIOException failure) {
            throw new MissingPartException("building it failed: " + failure.getMessage(), failure);
        }
    }

    private void buildOnce() throws IOException {
        Path cache = Files.createDirectories(target.getParent());
        try (FileChannel lockFile =
                        FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = lockFile.lock()) {
            Objects.requireNonNull(lock);
            if (BochsProgram.built().isEmpty()) {
                build(source());
            }
        }
    }

    private Path source() throws IOException {
        Path file = DebianArchive.openSources(DebianRelease.TRIXIE, Optional.empty(), DebianGuest.userCache(), progress)
                .fetchSource(IDENTITY, SOURCE, SOURCE_BYTES);
        String digest = HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file)));
        if (!digest.equals(SOURCE_SHA256)) {
            Files.delete(file);
            throw new MissingPartException("the archive's " + SOURCE + " is not the one that Javisor knows");
        }
        return file;
    }

    private void build(Path source) throws IOException {
        String what = "Building Bochs " + BochsProgram.VERSION + ", two or three minutes";
        try (ScratchDirectory scratch = ScratchDirectory.create();
                Progress.Step step = progress.start(what, FILES_TO_COMPILE)) {
            Path directory = Files.createDirectory(scratch.file("bochs"));
            TAR.run(directory, Map.of(), List.of("-xJf", source.toString(), "--strip-components=1"));
            Map<String, String> environment =
                    Map.of("CFLAGS", BochsProgram.COMPILER_OPTIONS, "CXXFLAGS", BochsProgram.COMPILER_OPTIONS);
            SHELL.run(
                    directory,
                    environment,
                    Stream.concat(Stream.of("configure"), BochsProgram.OPTIONS.stream())
                            .toList());
            AtomicLong compiled = new AtomicLong();
            String jobs = "-j" + Runtime.getRuntime().availableProcessors();
            MAKE.run(directory, Map.of(), List.of(jobs, "bochs"), line -> {
                if (line.contains(" -c ")) {
                    step.reach(compiled.incrementAndGet());
                }
            });
            Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
            Files.copy(
                    directory.resolve("bochs"),
                    unfinished,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
