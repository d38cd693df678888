package javisor.stick;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import javisor.firmware.LowMemory;

/**
 * The settings block of a disk: ASCII lines of key=value, filled up with zeros. {@code javisor.machine.boot.Settings} reads it on the
 * machine.
 *
 * @param values by key, in alphabetical order
 */
public record StickSettings(Map<String, String> values) {
    /** Size of the block. */
    public static final int BLOCK_BYTES = LowMemory.SETTINGS_BYTES;

    /** No settings. */
    public static final StickSettings NONE = new StickSettings(Map.of());

    /**
     * Checks that the block can hold the settings.
     *
     * @throws IllegalArgumentException if not, with what is wrong
     */
    public StickSettings {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        values.forEach(StickSettings::check);
        int bytes = text(values).length();
        if (bytes > BLOCK_BYTES) {
            throw new IllegalArgumentException(
                    "the settings take " + bytes + " characters, of " + BLOCK_BYTES + " the settings block has");
        }
    }

    /** {@return these settings with one more, or one changed} */
    public StickSettings with(String key, String value) {
        Map<String, String> more = new TreeMap<>(values);
        more.put(key, value);
        return new StickSettings(more);
    }

    /** {@return the block as it stands on the disk} */
    public byte[] block() {
        byte[] block = new byte[BLOCK_BYTES];
        byte[] text = text(values).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, block, 0, text.length);
        return block;
    }

    /** {@return the settings in a block; lines that are no settings are left out} */
    public static StickSettings parse(byte[] block) {
        Map<String, String> values = new TreeMap<>();
        String text = new String(block, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        for (String line : text.substring(0, end < 0 ? text.length() : end).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.stripLeading().startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new StickSettings(values);
    }

    private static void check(String key, String value) {
        if (!key.matches("[!-~&&[^#=]][!-~&&[^=]]*")) {
            throw new IllegalArgumentException(
                    "the key of a setting is ASCII without blanks and '=', not \"" + key + "\"");
        }
        if (!value.matches("[ -~]*") || !value.strip().equals(value)) {
            throw new IllegalArgumentException(
                    "the value of " + key + " is printable ASCII without blanks at its ends, not \"" + value + "\"");
        }
    }

    private static String text(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }
}
