package javisor.lab;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a guest exited, by reason.
 *
 * @param byReason number of exits under the architecture's name of the reason
 */
public record ExitCounts(SortedMap<String, Long> byReason) {

    /** No exits. */
    public static final ExitCounts NONE = new ExitCounts(new TreeMap<>());

    /** Copies the map. */
    public ExitCounts {
        byReason = new TreeMap<>(byReason);
    }

    /** {@return the exits for all reasons} */
    public long total() {
        return byReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@return the exits for all reasons but one} */
    public long totalExcept(String reason) {
        return total() - byReason.getOrDefault(reason, 0L);
    }

    /** {@return the exits that came after those of an earlier count} */
    public ExitCounts since(ExitCounts earlier) {
        SortedMap<String, Long> difference = new TreeMap<>();
        for (Map.Entry<String, Long> reason : byReason.entrySet()) {
            long count = reason.getValue() - earlier.byReason.getOrDefault(reason.getKey(), 0L);
            if (count != 0) {
                difference.put(reason.getKey(), count);
            }
        }
        return new ExitCounts(difference);
    }
}
