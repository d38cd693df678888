package javisor.machine.trace;

import javisor.machine.console.Console;

/** Prints an exception as {@link Throwable#toString} would give it, in the words of the JVM, without building a string. */
public final class PanicText {
    private PanicText() {}

    /** Prints class and message of {@code cause}; the line is left open. */
    public static void print(Console console, Throwable cause) {
        int index = 0;
        for (char c = FailedCheck.classNameCharacter(cause, 0); c != 0; ) {
            console.character(c);
            index++;
            c = FailedCheck.classNameCharacter(cause, index);
        }
        switch (FailedCheck.kind()) {
            case FailedCheck.NONE -> printMessage(console, cause);
            case FailedCheck.BOUNDS -> {
                console.print(": Index ");
                printSigned(console, FailedCheck.firstOperand());
                console.print(" out of bounds for length ").decimal(FailedCheck.secondOperand());
            }
            case FailedCheck.DIVISION -> console.print(": / by zero");
            case FailedCheck.CAST -> {
                console.print(": class ");
                printSubject(console);
                console.print(" cannot be cast to class ");
                printTarget(console);
            }
            case FailedCheck.STORE -> {
                console.print(": ");
                printSubject(console);
            }
            case FailedCheck.SIZE -> {
                console.print(": ");
                printSigned(console, FailedCheck.firstOperand());
            }
            case FailedCheck.ARENA_EXHAUSTED -> console.print(": the boot arena is used up");
            case FailedCheck.ARENA_SEALED -> console.print(": allocation after the boot arena was sealed");
            default -> {
                // A null reference has no message.
            }
        }
    }

    private static void printMessage(Console console, Throwable cause) {
        String message = cause.getMessage();
        if (message != null) {
            console.print(": ").print(message);
        }
    }

    private static void printSigned(Console console, int value) {
        if (value < 0) {
            console.character('-');
        }
        console.decimal(Math.abs((long) value));
    }

    private static void printSubject(Console console) {
        int index = 0;
        for (char c = FailedCheck.subjectNameCharacter(0); c != 0; ) {
            console.character(c);
            index++;
            c = FailedCheck.subjectNameCharacter(index);
        }
    }

    private static void printTarget(Console console) {
        int index = 0;
        for (char c = FailedCheck.targetNameCharacter(0); c != 0; ) {
            console.character(c);
            index++;
            c = FailedCheck.targetNameCharacter(index);
        }
    }
}
