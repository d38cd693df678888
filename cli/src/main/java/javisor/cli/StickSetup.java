package javisor.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run wants of Javisor's stick.
 *
 * @param vendor CPU vendor the guest sees, if it is to see another than the machine's
 * @param bootDrive under which number the guest finds its disk
 * @param debugPanic which deliberate failure of resident code, {@code none} for none
 * @param lines more lines {@code key=value}, for the stick and the test OS
 * @param corrupt which byte of the payload to damage, if any
 */
record StickSetup(
        Optional<String> vendor, BootDrive bootDrive, String debugPanic, List<String> lines, Optional<Long> corrupt) {
    /** The value of {@code debugPanic} for no failure. */
    static final String NO_PANIC = "none";

    /** {@return whether something is to go wrong on purpose} */
    boolean sabotaged() {
        return corrupt.isPresent() || !debugPanic.equals(NO_PANIC);
    }

    /** {@return this setup, with a vendor if none was asked for} */
    StickSetup withDefaultVendor(String fallback) {
        return new StickSetup(vendor.or(() -> Optional.of(fallback)), bootDrive, debugPanic, lines, corrupt);
    }

    /** {@return what goes into the settings block of the stick} */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        vendor.ifPresent(text -> settings.put("vendor", text));
        settings.put("boot-drive", bootDrive.settingsValue());
        if (!debugPanic.equals(NO_PANIC)) {
            settings.put("debug-panic", debugPanic);
        }
        settings.putAll(extra());
        return settings;
    }

    /** {@return what goes into the settings block of the test OS's disk} */
    Map<String, String> testOsSettings() {
        return extra();
    }

    private Map<String, String> extra() {
        Map<String, String> extra = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            extra.put(parts[0], parts[1]);
        }
        return extra;
    }
}
