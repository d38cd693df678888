package javisor.hypervisor.log;

import javisor.machine.console.Console;

/** How often the guest left for each class of reasons. */
public final class ExitCounters {
    private final String[] names;
    private final long[] counts;

    /** One counter for each of {@code names}, in that order. */
    public ExitCounters(String[] names) {
        this.names = names;
        this.counts = new long[names.length];
    }

    /** Counts one exit of class {@code index}. */
    public void count(int index) {
        counts[index]++;
    }

    /** {@return how many exits of class {@code index} there were} */
    public long counted(int index) {
        return counts[index];
    }

    /** Prints the classes that occurred, one line each. */
    public void print(Console console) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                console.print("exits ")
                        .print(names[i])
                        .print(": ")
                        .decimal(counts[i])
                        .println();
            }
        }
    }
}
