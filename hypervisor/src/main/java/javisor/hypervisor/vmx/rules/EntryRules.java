package javisor.hypervisor.vmx.rules;

import javisor.machine.console.Console;

/**
 * Checks the current VMCS against the rules of VM entries (Intel SDM vol. 3, 27.2 and 27.3). Only fields that the processor has are read.
 *
 * <p>Nothing is allocated, so that it can run when an entry has failed; what it works with exists once, for one processor at a time.
 */
public final class EntryRules {
    private static final EntryState STATE = new EntryState();
    private static final Printer PRINTER = new Printer();

    private EntryRules() {}

    /** Prints each broken rule on a line of its own; {@return how many there are} */
    public static int check(Console console) {
        PRINTER.console = console;
        return check(PRINTER);
    }

    /** Hands each broken rule to {@code broken}; {@return how many there are} */
    public static int check(BrokenRules broken) {
        STATE.load(broken);
        ControlRules.check(STATE);
        UnusedControls.check(STATE);
        InjectionRules.check(STATE);
        HostRules.check(STATE);
        GuestRegisterRules.check(STATE);
        SegmentRules.check(STATE);
        SystemSegmentRules.check(STATE);
        ActivityRules.check(STATE);
        return STATE.count();
    }

    private static final class Printer implements BrokenRules {
        private Console console;

        @Override
        public void broken(String rule) {
            console.print("VM entry rule broken: ").println(rule);
        }
    }
}
