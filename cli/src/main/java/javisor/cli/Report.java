package javisor.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the test OS reported: its lines {@code key: value}, in order. A key that comes more than once, as the ranges of the
 * memory map do, has several values.
 */
record Report(Map<String, List<String>> values) {
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]*): ?(.*)");

    /** The last thing the test OS says if nothing went wrong. */
    static final String COMPLETE = "testos: done";

    static Report of(List<String> lines) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                values.computeIfAbsent(parts.group(1), key -> new ArrayList<>()).add(parts.group(2));
            }
        }
        return new Report(values);
    }

    /** {@return the only or first value of a key; empty if there is none} */
    String value(String key) {
        List<String> found = values.getOrDefault(key, List.of());
        return found.isEmpty() ? "" : found.getFirst();
    }

    /**
     * One thing that differs.
     *
     * @param key what it is
     * @param here its value in this report, empty if it has none
     * @param there its value in the other report, empty if it has none
     */
    record Difference(String key, String here, String there) {}

    /** {@return what differs from another report} Of several values of one key, those that both have are left out. */
    List<Difference> differences(Report other) {
        Set<String> keys = new LinkedHashSet<>(values.keySet());
        keys.addAll(other.values.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String key : keys) {
            List<String> here = new ArrayList<>(values.getOrDefault(key, List.of()));
            List<String> there = new ArrayList<>(other.values.getOrDefault(key, List.of()));
            List<String> both = here.stream().filter(there::contains).toList();
            here.removeAll(both);
            there.removeAll(both);
            for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
                differences.add(new Difference(key, at(here, i), at(there, i)));
            }
        }
        return differences;
    }

    private static String at(List<String> list, int index) {
        return index < list.size() ? list.get(index) : "";
    }
}
