package javisor.machine.console;

/**
 * Prints text, numbers and addresses in pieces, so that no string is ever built. Every line starts with the console's prefix, which
 * tells Javisor's lines from the guest's on a shared serial line. Calls chain: {@code console.print("at ").hex(rip).println()}.
 */
public final class Console {
    private static final long HIGHEST_POWER_OF_TEN = Long.parseUnsignedLong("10000000000000000000");

    private final String prefix;
    private final CharacterSink[] sinks;
    private boolean lineStart = true;

    /** A console that starts each line with {@code prefix}, which may be empty, and writes to all of {@code sinks} in turn. */
    public Console(String prefix, CharacterSink[] sinks) {
        this.prefix = prefix;
        this.sinks = sinks;
    }

    /** Prints one character of Latin-1. */
    public Console character(int character) {
        if (character == '\n') {
            lineStart = true;
            put(character);
            return this;
        }
        if (lineStart) {
            lineStart = false;
            for (int i = 0; i < prefix.length(); i++) {
                put(prefix.charAt(i));
            }
        }
        put(character);
        return this;
    }

    /** Prints {@code text}. */
    public Console print(String text) {
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        return this;
    }

    /** Ends the line. */
    public Console println() {
        return character('\n');
    }

    /** Prints {@code text} and ends the line. */
    public Console println(String text) {
        return print(text).println();
    }

    /** Prints {@code value} unsigned as {@code 0x} and hexadecimal digits without leading zeros. */
    public Console hex(long value) {
        int digits = Math.max(1, (67 - Long.numberOfLeadingZeros(value)) / 4);
        return print("0x").hexDigits(value, digits);
    }

    /** Prints the low {@code digits} hexadecimal digits of {@code value}, with leading zeros and without {@code 0x}. */
    public Console hexDigits(long value, int digits) {
        for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
            character("0123456789abcdef".charAt((int) (value >>> shift) & 0xF));
        }
        return this;
    }

    /** Prints {@code value} unsigned in decimal. */
    public Console decimal(long value) {
        long power = HIGHEST_POWER_OF_TEN;
        while (power != 1 && Long.compareUnsigned(value, power) < 0) {
            power = Long.divideUnsigned(power, 10);
        }
        long rest = value;
        while (power != 0) {
            character('0' + (int) Long.divideUnsigned(rest, power));
            rest = Long.remainderUnsigned(rest, power);
            power = Long.divideUnsigned(power, 10);
        }
        return this;
    }

    private void put(int character) {
        for (int i = 0; i < sinks.length; i++) {
            sinks[i].put(character);
        }
    }
}
