package javisor.cli;

import java.util.Map;
import java.util.OptionalInt;

/**
 * How often a processor has left the guest for Javisor.
 *
 * @param apicId its APIC ID, where that is known
 * @param running whether the guest has started it
 * @param byKind number of exits for each reason, in the order to be shown
 */
record ProcessorExits(OptionalInt apicId, boolean running, Map<String, Long> byKind) {

    /** {@return the exits for all reasons} */
    long total() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }
}
