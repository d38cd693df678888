package javisor.testos.conformance;

import javisor.machine.console.Console;

/** Prints and counts what passed and what did not. */
final class Verdicts {
    private final Console console;
    private int passed;
    private int failed;

    Verdicts(Console console) {
        this.console = console;
    }

    /** Says whether the check of this name passed. */
    void check(String name, boolean pass) {
        if (pass) {
            passed++;
        } else {
            failed++;
        }
        console.print(pass ? "PASS " : "FAIL ").println(name);
    }

    /** Says whether the instruction attempted last raised {@code vector}, at its own address; what else came is printed. */
    void raised(String name, int vector) {
        boolean pass = Attempt.vector() == vector && Attempt.reportedAt() == Attempt.expectedAt();
        check(name, pass);
        if (!pass) {
            explain();
        }
    }

    /** Says whether the instruction attempted last raised nothing. */
    void quiet(String name) {
        boolean pass = Attempt.vector() == Attempt.NOTHING;
        check(name, pass);
        if (!pass) {
            explain();
        }
    }

    /** Says how many checks passed. */
    void summarise() {
        console.print("conformance: ")
                .decimal(passed)
                .print(" passed, ")
                .decimal(failed)
                .println(" failed");
    }

    private void explain() {
        console.print("     vector ");
        if (Attempt.vector() == Attempt.NOTHING) {
            console.print("none");
        } else {
            console.decimal(Attempt.vector());
        }
        console.print(" at ").hex(Attempt.reportedAt()).print(", expected at ").hex(Attempt.expectedAt());
        console.println();
    }
}
