package javisor.lab.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javisor.lab.ExternalTool;
import javisor.lab.Leftovers;
import javisor.lab.MissingPartException;
import javisor.lab.Progress;

/**
 * A Debian release's packages for one architecture, which need not be the machine's, fetched by apt under a private root: its own list of sources, its own state, nothing of
 * the machine's changed. Signatures are checked by apt against Debian's keyring. The archive is the one the machine
 * itself uses, with another suite, unless another is named.
 */
public final class DebianArchive {
    private static final ExternalTool APT_GET = new ExternalTool("apt-get", "apt");
    private static final ExternalTool APT_CACHE = new ExternalTool("apt-cache", "apt");
    private static final ExternalTool APT_CONFIG = new ExternalTool("apt-config", "apt");
    /** The programs it uses. */
    public static final List<ExternalTool> TOOLS = List.of(APT_GET, APT_CACHE, APT_CONFIG);

    private static final String PACKAGES = "deb";
    private static final String SOURCES = "deb-src";
    private static final String FETCH = ".fetch";
    private static final long BYTES_OF_LISTS = 150 << 20;
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Set<String> SUITES = Set.of(
            "bullseye", "bookworm", "trixie", "forky", "duke", "sid", "oldstable", "stable", "testing", "unstable");
    private static final Duration LISTS_STAY_FRESH = Duration.ofDays(1);
    private static final Pattern DOWNLOAD_STATUS = Pattern.compile("dlstatus:\\d+:([0-9.]+):.*");

    private final DebianRelease release;
    private final DebianArchitecture architecture;
    private final String kind;
    private final Path root;
    private final Path packages;
    private final Progress progress;

    private DebianArchive(
            DebianRelease release,
            DebianArchitecture architecture,
            String kind,
            Path root,
            Path packages,
            Progress progress) {
        this.release = release;
        this.architecture = architecture;
        this.kind = kind;
        this.root = root;
        this.packages = packages;
        this.progress = progress;
    }

    /** {@return the release's archive, its package lists present and at most a day old if the network allows} */
    static DebianArchive open(
            DebianRelease release,
            DebianArchitecture architecture,
            Optional<String> mirror,
            Path cache,
            Progress progress)
            throws IOException {
        return open(
                release,
                architecture,
                PACKAGES,
                release.codename() + "-" + architecture.debianName(),
                mirror,
                cache,
                progress);
    }

    /** {@return the release's archive of sources, on the same terms} */
    public static DebianArchive openSources(
            DebianRelease release, Optional<String> mirror, Path cache, Progress progress) throws IOException {
        return open(
                release, DebianArchitecture.AMD64, SOURCES, release.codename() + "-sources", mirror, cache, progress);
    }

    private static DebianArchive open(
            DebianRelease release,
            DebianArchitecture architecture,
            String kind,
            String directory,
            Optional<String> mirror,
            Path cache,
            Progress progress)
            throws IOException {
        if (!Files.isReadable(KEYRING)) {
            throw new MissingPartException(
                    "Debian's signing keys are not installed: sudo apt-get install -y debian-archive-keyring");
        }
        Path root = Files.createDirectories(cache.resolve("apt").resolve(directory));
        Files.createDirectories(root.resolve("lists/partial"));
        Files.createDirectories(root.resolve("archives/partial"));
        Files.writeString(root.resolve("status"), "");
        Path packages = Files.createDirectories(cache.resolve("packages"));
        Leftovers.remove(packages, FETCH);
        DebianArchive archive = new DebianArchive(release, architecture, kind, root, packages, progress);
        archive.refreshLists(mirror.isPresent() ? mirror.get() : archive.machinesMirror());
        return archive;
    }

    /** {@return the archive that the machine's own apt reads Debian's main component from} */
    private String machinesMirror() {
        List<String> targets = APT_GET.run(
                Path.of("/"),
                Map.of(),
                List.of(
                        "indextargets",
                        "--format",
                        "$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(ORIGIN)",
                        "Identifier: Packages"));
        return mirrorAmong(targets)
                .orElseThrow(() -> new MissingPartException(
                        "this machine's apt has no Debian archive among its sources" + advice(": ")));
    }

    /** {@return what else can be done, where a user can do it: only guests are built by a command that takes a mirror} */
    private String advice(String separator) {
        return kind.equals(PACKAGES) ? separator + "name another archive with --mirror URL" : "";
    }

    /** {@return the first Debian archive among lines {@code uri|suite|component|origin}} */
    static Optional<String> mirrorAmong(List<String> targets) {
        for (String target : targets) {
            String[] fields = target.split("\\|", -1);
            if (fields.length != 4) {
                continue;
            }
            boolean originIsUnknown = fields[3].isEmpty() || fields[3].startsWith("$(");
            boolean debian = originIsUnknown || fields[3].equals("Debian");
            if (debian && SUITES.contains(fields[1]) && fields[2].equals("main")) {
                return Optional.of(fields[0]);
            }
        }
        return Optional.empty();
    }

    private void refreshLists(String mirror) throws IOException {
        String source = kind + " [signed-by=" + KEYRING + "] " + mirror + " " + release.codename() + " main\n";
        Path sourceList = sourceList();
        Path stamp = root.resolve("updated");
        boolean sameSource =
                Files.exists(sourceList) && Files.readString(sourceList).equals(source);
        boolean haveLists = sameSource && Files.exists(stamp);
        if (haveLists
                && Files.getLastModifiedTime(stamp)
                        .toInstant()
                        .isAfter(Instant.now().minus(LISTS_STAY_FRESH))) {
            return;
        }
        DiskSpace.require(root, BYTES_OF_LISTS);
        Files.writeString(sourceList, source);
        try (Progress.Step step = progress.start("Package lists of Debian " + release.number(), 100)) {
            apt(APT_GET, List.of("-o", "APT::Update::Error-Mode=any", "update"), line -> reach(step, line, 100));
            Files.writeString(stamp, "");
        } catch (ExternalTool.ToolFailure failure) {
            if (!haveLists) {
                throw new MissingPartException(
                        "Debian's package lists could not be fetched (" + failure.getMessage()
                                + "): check the network and the proxy settings of apt" + advice(", or "),
                        failure);
            }
        }
    }

    /** {@return the signed file that names the digests of all package lists: it changes when any package does} */
    byte[] index() throws IOException {
        try (Stream<Path> lists = Files.list(root.resolve("lists"))) {
            Path index = lists.filter(list -> list.toString().endsWith("Release"))
                    .findFirst()
                    .orElseThrow(() -> new MissingPartException(
                            "Debian " + release.number() + " has no signed index: remove " + root + " and try again"));
            return Files.readAllBytes(index);
        }
    }

    /** {@return the file that tells apt where the packages come from, in the format of sources.list(5)} */
    Path sourceList() {
        return root.resolve("sources.list");
    }

    /** {@return how the machine's own apt reaches archives, proxies above all, one setting a line as in apt.conf(5)} */
    static List<String> connectionSettings() {
        return APT_CONFIG.run(
                Path.of("/"), Map.of(), List.of("dump", "--format", "%f \"%v\";%n", "Acquire::http", "Acquire::https"));
    }

    /** {@return the package of that name in the release} */
    DebianPackage find(String name) {
        List<String> lines = new ArrayList<>();
        try {
            apt(APT_CACHE, List.of("show", "--no-all-versions", name), lines::add);
        } catch (ExternalTool.ToolFailure failure) {
            lines.clear();
        }
        return DebianPackage.parse(lines)
                .orElseThrow(() -> new MissingPartException("Debian " + release.number() + " has no package " + name
                        + ": remove " + root + " and try again"));
    }

    /** {@return the package's file, fetched if it is not in the cache} */
    Path fetch(DebianPackage wanted) throws IOException {
        return fetch(
                wanted.fileName(),
                wanted.size(),
                wanted.name(),
                wanted.identity(),
                List.of("download", wanted.identity()));
    }

    /** {@return the file with the unchanged source of a package, fetched if it is not in the cache} */
    public Path fetchSource(String identity, String fileName, long size) throws IOException {
        List<String> arguments = List.of("source", "--download-only", "--tar-only", identity);
        return fetch(fileName, size, "Source of " + identity, identity, arguments);
    }

    private Path fetch(String fileName, long size, String what, String identity, List<String> arguments)
            throws IOException {
        Path file = packages.resolve(fileName);
        if (Files.exists(file)) {
            return file;
        }
        DiskSpace.require(packages, size);
        Path directory = Files.createTempDirectory(packages, FETCH);
        try (Progress.Step step = progress.start(what, size >> 10)) {
            aptIn(directory, APT_GET, arguments, line -> reach(step, line, size >> 10));
            Files.move(directory.resolve(fileName), file, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (ExternalTool.ToolFailure failure) {
            throw new MissingPartException(
                    identity + " could not be fetched (" + failure.getMessage()
                            + "): check the network; if the archive has moved on, remove " + root + " and try again",
                    failure);
        } finally {
            Directories.delete(directory);
        }
    }

    private static void reach(Progress.Step step, String line, long total) {
        Matcher status = DOWNLOAD_STATUS.matcher(line);
        if (status.matches()) {
            step.reach((long) (Double.parseDouble(status.group(1)) * total / 100));
        }
    }

    private void apt(ExternalTool tool, List<String> arguments, Consumer<String> everyLine) {
        aptIn(root, tool, arguments, everyLine);
    }

    private void aptIn(Path directory, ExternalTool tool, List<String> arguments, Consumer<String> everyLine) {
        List<String> all = new ArrayList<>();
        for (String setting : List.of(
                "Dir::Etc::SourceList=" + root.resolve("sources.list"),
                "Dir::Etc::SourceParts=/dev/null",
                "Dir::State=" + root,
                "Dir::State::Lists=" + root.resolve("lists"),
                "Dir::State::Status=" + root.resolve("status"),
                "Dir::Cache=" + root,
                "APT::Architecture=" + architecture.debianName(),
                "APT::Architectures=" + architecture.debianName(),
                "APT::Sandbox::User=root",
                "APT::Status-Fd=1",
                "Acquire::Languages=none")) {
            all.add("-o");
            all.add(setting);
        }
        all.add("-q");
        all.addAll(arguments);
        tool.run(directory, Map.of(), all, everyLine);
    }
}
