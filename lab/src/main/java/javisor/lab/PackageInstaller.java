package javisor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Installs programs of the system with apt-get. Only root can, and only root's machine is changed without asking;
 * anyone else gets the command to type.
 */
public final class PackageInstaller {
    private static final ExternalTool APT_GET = new ExternalTool("apt-get", "apt");
    private static final Path SELF = Path.of("/proc/self");

    private final boolean root;
    private final Consumer<String> messages;

    /** An installer with the rights of whoever runs this program; it tells what it does to {@code messages}. */
    public PackageInstaller(Consumer<String> messages) {
        this(isRoot(), messages);
    }

    PackageInstaller(boolean root, Consumer<String> messages) {
        this.root = root;
        this.messages = messages;
    }

    /** {@return the packages in which the missing ones of these tools come} */
    public static List<String> missingPackages(List<ExternalTool> tools) {
        return tools.stream()
                .filter(tool -> tool.location().isEmpty())
                .flatMap(tool -> List.of(tool.debianPackage().split(" ")).stream())
                .distinct()
                .toList();
    }

    /** {@return the command line that installs packages, for a person to type} */
    public static String commandLine(List<String> packages) {
        return "sudo apt-get install -y " + String.join(" ", packages);
    }

    /** Sees to it that the tools are there, or throws the error that says how to install them. */
    public void provide(List<ExternalTool> tools) {
        List<String> packages = missingPackages(tools);
        if (packages.isEmpty()) {
            return;
        }
        if (!root || APT_GET.location().isEmpty()) {
            ExternalTool.requireAll(tools);
        }
        messages.accept("installing: apt-get install -y " + String.join(" ", packages));
        install(packages);
        ExternalTool.requireAll(tools);
    }

    /** A machine that has never asked what packages there are cannot install any; then it asks and tries once more. */
    private void install(List<String> packages) {
        List<String> arguments = new ArrayList<>(List.of("install", "-y", "--no-install-recommends"));
        arguments.addAll(packages);
        try {
            aptGet(arguments);
        } catch (ExternalTool.ToolFailure first) {
            messages.accept("fetching the lists of packages: apt-get update");
            try {
                aptGet(List.of("update"));
                aptGet(arguments);
            } catch (ExternalTool.ToolFailure failure) {
                throw new MissingPartException(
                        failure.getMessage() + "; once that is mended: " + commandLine(packages), failure);
            }
        }
    }

    private static void aptGet(List<String> arguments) {
        APT_GET.run(Path.of("/"), Map.of("DEBIAN_FRONTEND", "noninteractive"), arguments);
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(SELF, "unix:uid"));
        } catch (IOException | UnsupportedOperationException noProc) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
