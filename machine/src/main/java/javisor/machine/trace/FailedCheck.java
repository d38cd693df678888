package javisor.machine.trace;

import javisor.machine.annotation.Intrinsic;

/**
 * What the last failed check of compiled code was about: the operands that make its message. Compiled code leaves them in static
 * memory, because a panic builds no strings. On the JVM, where exceptions carry their messages themselves, there never is one.
 */
public final class FailedCheck {
    /** No check failed: the exception was thrown by the program and has its own message. */
    public static final int NONE = 0;
    /** A null reference was used. */
    public static final int NULL = 1;
    /** An index was out of bounds; operands: index, length. */
    public static final int BOUNDS = 2;
    /** A division by zero. */
    public static final int DIVISION = 3;
    /** A cast failed; the subject's class is not the target. */
    public static final int CAST = 4;
    /** The subject was stored into an array that cannot hold it. */
    public static final int STORE = 5;
    /** An array was to have a negative length; operand: the length. */
    public static final int SIZE = 6;
    /** The boot arena was used up. */
    public static final int ARENA_EXHAUSTED = 7;
    /** An allocation after the boot arena had been sealed. */
    public static final int ARENA_SEALED = 8;

    private FailedCheck() {}

    /** {@return one of the constants above} */
    @Intrinsic
    public static int kind() {
        return NONE;
    }

    /** {@return the index or the length that was refused} */
    @Intrinsic
    public static int firstOperand() {
        return 0;
    }

    /** {@return the array's length} */
    @Intrinsic
    public static int secondOperand() {
        return 0;
    }

    /** {@return a character of the name of the class that was cast to, 0 at its end} */
    @Intrinsic
    public static char targetNameCharacter(int index) {
        return 0;
    }

    /** {@return a character of the name of the class of the object that was cast or stored, 0 at its end} */
    @Intrinsic
    public static char subjectNameCharacter(int index) {
        return 0;
    }

    /** {@return a character of the name of the class of {@code object}, 0 at its end} */
    @Intrinsic
    public static char classNameCharacter(Object object, int index) {
        String name = object.getClass().getName();
        return index < name.length() ? name.charAt(index) : 0;
    }
}
