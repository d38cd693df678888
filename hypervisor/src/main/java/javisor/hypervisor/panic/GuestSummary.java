package javisor.hypervisor.panic;

import javisor.machine.console.Console;

/** Says in a panic what the guest was doing; implemented by whoever runs it. */
public interface GuestSummary {
    /** Prints a few lines; allocates nothing. */
    void print(Console console);
}
