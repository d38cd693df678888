package javisor.corpus;

import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;

/** Where programs print: the serial port on metal, a text on the JVM. */
public final class Out {
    private static Console console = new Console("", new CharacterSink[0]);

    private Out() {}

    /** Makes programs print to {@code target}. */
    public static void use(Console target) {
        console = target;
    }

    /** {@return what programs print to} */
    public static Console console() {
        return console;
    }

    /** Ends the line. */
    public static void println() {
        console.println();
    }

    /** Prints {@code text}. */
    public static void print(String text) {
        console.print(text);
    }

    /** Prints {@code text} and ends the line. */
    public static void println(String text) {
        console.println(text);
    }

    /** Prints {@code value} in decimal. */
    public static void print(int value) {
        print((long) value);
    }

    /** Prints {@code value} in decimal and ends the line. */
    public static void println(int value) {
        println((long) value);
    }

    /** Prints {@code value} in decimal. */
    public static void print(long value) {
        if (value < 0) {
            console.character('-');
        }
        console.decimal(value < 0 ? -value : value);
    }

    /** Prints {@code value} in decimal and ends the line. */
    public static void println(long value) {
        print(value);
        console.println();
    }

    /** Prints {@code value} as 0 or 1. */
    public static void print(boolean value) {
        console.character(value ? '1' : '0');
    }

    /** Prints {@code value} as a word and ends the line. */
    public static void println(boolean value) {
        console.println(value ? "true" : "false");
    }

    /** Prints a character of Latin-1. */
    public static void print(char value) {
        console.character(value);
    }

    /** Prints a character of Latin-1 and ends the line. */
    public static void println(char value) {
        console.character(value).println();
    }

    /** Prints {@code value} in 16 hexadecimal digits and ends the line. */
    public static void hex(long value) {
        console.hexDigits(value, 16).println();
    }
}
