package javisor.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The checkout that this program was started from, with the compiled classes of resident code and the place for what may
 * be made again at any time.
 *
 * @param directory its root
 */
record Home(Path directory) {
    private static final String PROPERTY = "javisor.home";
    private static final String LAUNCHER = "javisor";

    /** {@return the checkout that the launcher named, or else the one around the current directory} */
    static Home find() {
        String named = System.getProperty(PROPERTY);
        if (named != null) {
            return new Home(Path.of(named).toAbsolutePath());
        }
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(directory.resolve(LAUNCHER))) {
            directory = directory.getParent();
            if (directory == null) {
                throw new UnusableException("Javisor's checkout is not found; start Javisor by its launcher ./javisor");
            }
        }
        return new Home(directory);
    }

    /** {@return where a module's class files are} */
    Path classes(String module) {
        return directory.resolve(module).resolve("target").resolve("classes");
    }

    /** {@return where the class files of some modules are} */
    List<Path> classes(List<String> modules) {
        return modules.stream().map(this::classes).toList();
    }

    /** {@return the directories in which a debugger finds the sources of resident code} */
    List<Path> sources() {
        return List.of(
                directory.resolve("hypervisor/src/main/java"),
                directory.resolve("machine/src/main/java"),
                directory.resolve("firmware/src/main/resources/javisor/firmware/image"));
    }

    /** {@return where finished images are kept} */
    Path imageCache() {
        return directory.resolve(".javisor").resolve("images");
    }

    /** {@return where the files of runs are left if the user wants them} */
    Path keptRuns() {
        return directory.resolve(".javisor").resolve("runs");
    }

    /** {@return where the report of the guest matrix goes unless the user says otherwise} */
    Path matrix() {
        return directory.resolve(".javisor").resolve("matrix");
    }
}
