package javisor.lab.guest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module of the kernel, uncompressed. What other modules it needs is written in its section {@code .modinfo}, as
 * {@code depends=a,b} between zero bytes; a dash in a name is the same as an underscore.
 *
 * @param name the module's name, with underscores
 * @param contents the object file
 */
record KernelModule(String name, byte[] contents) {
    private static final Pattern DEPENDS = Pattern.compile("\0depends=([^\0]*)\0");
    private static final Pattern FILE_NAME = Pattern.compile(".*/([^/]+)\\.ko(\\.xz)?");

    /** {@return the module's name if the path is that of a module} */
    static Optional<String> nameOf(String path) {
        Matcher fileName = FILE_NAME.matcher(path);
        return fileName.matches() ? Optional.of(canonical(fileName.group(1))) : Optional.empty();
    }

    /** {@return the names of the modules that must be loaded before this one} */
    List<String> dependencies() {
        Matcher depends = DEPENDS.matcher(new String(contents, StandardCharsets.ISO_8859_1));
        if (!depends.find() || depends.group(1).isEmpty()) {
            return List.of();
        }
        return List.of(canonical(depends.group(1)).split(","));
    }

    /** {@return the wanted modules, those that there are, with all they need, in an order in which they can be loaded} */
    static List<KernelModule> loadOrder(Collection<String> wanted, Map<String, KernelModule> available) {
        Map<String, KernelModule> order = new LinkedHashMap<>();
        for (String name : wanted) {
            append(name, available, order);
        }
        return new ArrayList<>(order.values());
    }

    private static void append(String name, Map<String, KernelModule> available, Map<String, KernelModule> order) {
        KernelModule module = available.get(name);
        if (module == null || order.containsKey(name)) {
            return;
        }
        module.dependencies().forEach(needed -> append(needed, available, order));
        order.put(name, module);
    }

    private static String canonical(String name) {
        return name.replace('-', '_');
    }
}
