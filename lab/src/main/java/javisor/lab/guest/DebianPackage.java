package javisor.lab.guest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One binary package of an archive, as its control paragraph describes it (deb-control(5)).
 *
 * @param name package name
 * @param version full version, with epoch if it has one
 * @param architecture what it is built for
 * @param size bytes of the package file
 * @param dependencies names of the packages it depends on, the first of each group of alternatives
 */
public record DebianPackage(String name, String version, String architecture, long size, List<String> dependencies) {

    /** {@return the name apt gives the package's file} */
    public String fileName() {
        return name + "_" + version.replace(":", "%3a") + "_" + architecture + ".deb";
    }

    /** {@return name and version, which identify the package's contents} */
    public String identity() {
        return name + "=" + version;
    }

    /** {@return the first package that it depends on whose name begins so} */
    public Optional<String> dependency(String prefix) {
        return dependencies.stream().filter(name -> name.startsWith(prefix)).findFirst();
    }

    /** {@return the package that the first paragraph of control lines describes, if there is one} */
    public static Optional<DebianPackage> parse(List<String> lines) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() && !fields.isEmpty()) {
                break;
            }
            int colon = line.indexOf(": ");
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        if (!fields.containsKey("Package") || !fields.containsKey("Version")) {
            return Optional.empty();
        }
        return Optional.of(new DebianPackage(
                fields.get("Package"),
                fields.get("Version"),
                fields.getOrDefault("Architecture", "amd64"),
                Long.parseLong(fields.getOrDefault("Size", "-1")),
                Stream.of(fields.getOrDefault("Depends", "").split(","))
                        .map(group -> group.strip().split("[ |(]", 2)[0])
                        .filter(name -> !name.isEmpty())
                        .toList()));
    }
}
