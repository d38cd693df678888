package javisor.machine.boot;

import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;

/**
 * The settings block of the stick: lines {@code key=value} of printable ASCII, read where they lie. A NUL ends the block, {@code #}
 * starts a comment line, blanks around key and value do not count, of two lines with one key the last holds. Whatever else a block
 * holds is skipped, never an error: a stick edited by hand must still boot.
 */
public final class Settings {
    private HostVirtual block = new HostVirtual(0);
    private int length;

    /** No settings until {@link #attach}. */
    public Settings() {}

    /** Reads from the {@code bytes} bytes at {@code address} from now on; none if {@code bytes} is negative. */
    public void attach(HostVirtual address, int bytes) {
        block = address;
        int end = 0;
        while (end < bytes && address.readByte(end) != 0) {
            end++;
        }
        length = end;
    }

    /** {@return how many characters the value of {@code key} has, -1 if the key is absent} */
    public int length(String key) {
        int value = find(key);
        return value < 0 ? -1 : valueEnd(value) - value;
    }

    /** {@return the character at {@code index} of the value of {@code key}, -1 if there is none} */
    public int character(String key, int index) {
        int value = find(key);
        return value < 0 || index < 0 || index >= valueEnd(value) - value ? -1 : at(value + index);
    }

    /**
     * Copies the value of {@code key}, as far as it fits.
     *
     * @return how many bytes were copied, -1 if the key is absent
     */
    public int copy(String key, byte[] destination) {
        int value = find(key);
        if (value < 0) {
            return -1;
        }
        int count = Math.min(valueEnd(value) - value, destination.length);
        for (int i = 0; i < count; i++) {
            destination[i] = (byte) at(value + i);
        }
        return count;
    }

    /** {@return whether {@code key} is present with exactly this {@code value}} */
    public boolean is(String key, String value) {
        int start = find(key);
        return start >= 0 && same(start, valueEnd(start), value);
    }

    /**
     * {@return number {@code index} of the hexadecimal numbers separated by {@code -} in the value of {@code key}, each with or without
     * {@code 0x}; -1 if the key is absent or the value is of another form}
     */
    public long hexadecimal(String key, int index) {
        int from = find(key);
        if (from < 0) {
            return -1;
        }
        int end = valueEnd(from);
        for (int i = 0; i < index; i++) {
            from = indexOf('-', from, end) + 1;
            if (from > end) {
                return -1;
            }
        }
        return hexadecimal(from, indexOf('-', from, end));
    }

    /** Says on {@code console} which keys are none of {@code known}, and which lines are no settings. */
    public void reportUnknown(Console console, String[] known) {
        for (int line = 0; line < length; line = lineEnd(line) + 1) {
            int start = skipBlanks(line, lineEnd(line));
            if (start == lineEnd(line) || at(start) == '#') {
                continue;
            }
            int end = keyEnd(line);
            if (end < 0) {
                console.print("settings: ignored a line that is not key=value: ");
                print(console, start, trimEnd(start, lineEnd(line)));
            } else if (!isOneOf(start, end, known)) {
                console.print("settings: ignored the unknown key ");
                print(console, start, end);
            }
        }
    }

    private int find(String key) {
        int found = -1;
        for (int line = 0; line < length; line = lineEnd(line) + 1) {
            int start = skipBlanks(line, lineEnd(line));
            int end = keyEnd(line);
            if (end >= 0 && at(start) != '#' && same(start, end, key)) {
                found = skipBlanks(indexOf('=', start, lineEnd(line)) + 1, lineEnd(line));
            }
        }
        return found;
    }

    private long hexadecimal(int from, int end) {
        int start = end - from > 2 && at(from) == '0' && (at(from + 1) | 0x20) == 'x' ? from + 2 : from;
        if (start == end || end - start > 16) {
            return -1;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = digit(at(i));
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static int digit(int character) {
        if (character >= '0' && character <= '9') {
            return character - '0';
        }
        int letter = character | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** The end of the key of a line, -1 for a line that is no setting: without {@code =}, without key, or not printable. */
    private int keyEnd(int line) {
        int end = lineEnd(line);
        int equals = indexOf('=', line, end);
        int start = skipBlanks(line, end);
        if (equals == end || equals == start || at(start) == '#') {
            return -1;
        }
        for (int i = line; i < end; i++) {
            boolean printable = at(i) >= ' ' && at(i) < 0x7F || blank(at(i));
            if (!printable) {
                return -1;
            }
        }
        return trimEnd(start, equals);
    }

    private int valueEnd(int value) {
        return trimEnd(value, lineEnd(value));
    }

    private int lineEnd(int from) {
        return indexOf('\n', from, length);
    }

    private int indexOf(int character, int from, int end) {
        int i = from;
        while (i < end && at(i) != character) {
            i++;
        }
        return i;
    }

    private int skipBlanks(int from, int end) {
        int i = from;
        while (i < end && blank(at(i))) {
            i++;
        }
        return i;
    }

    private int trimEnd(int start, int end) {
        int i = end;
        while (i > start && blank(at(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean blank(int character) {
        return character == ' ' || character == '\t' || character == '\r';
    }

    private boolean isOneOf(int start, int end, String[] known) {
        for (int i = 0; i < known.length; i++) {
            if (same(start, end, known[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean same(int start, int end, String text) {
        if (end - start != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (at(start + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void print(Console console, int start, int end) {
        for (int i = start; i < Math.min(end, start + 40); i++) {
            console.character(at(i) >= ' ' && at(i) < 0x7F ? at(i) : '.');
        }
        console.println();
    }

    private int at(int index) {
        return block.readByte(index) & 0xFF;
    }
}
