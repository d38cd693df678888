package javisor.stick;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where Maven puts the classes of the other modules of this checkout; tests run in the directory of theirs. */
final class ModuleClasses {
    private ModuleClasses() {}

    static List<Path> of(String... modules) {
        return Arrays.stream(modules)
                .map(module -> Path.of("..", module, "target", "classes")
                        .toAbsolutePath()
                        .normalize())
                .peek(ModuleClasses::check)
                .toList();
    }

    private static void check(Path classes) {
        if (!Files.isDirectory(classes)) {
            throw new IllegalStateException(classes + " is missing; build the whole reactor: mvn verify");
        }
    }
}
