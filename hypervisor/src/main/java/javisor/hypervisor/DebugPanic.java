package javisor.hypervisor;

import javisor.hypervisor.memory.ImageLayout;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.NoInline;
import javisor.machine.boot.Settings;
import javisor.machine.console.Console;

/** The hidden setting {@code debug-panic}: does deliberately, in resident code, what must end in a report with Java file and line. */
final class DebugPanic {
    private static final int[] NUMBERS = new int[5];
    private static Settings nothing;

    private DebugPanic() {}

    /** Does what the setting says; nothing if it is absent, {@code none} or unknown. */
    static void trigger(Settings settings) {
        if (settings.is("debug-panic", "throw")) {
            throw new IllegalStateException("thrown on purpose by debug-panic=throw");
        } else if (settings.is("debug-panic", "bounds")) {
            overrun(NUMBERS, settings.length("debug-panic"));
        } else if (settings.is("debug-panic", "null")) {
            useNull(nothing);
        } else if (settings.is("debug-panic", "stack")) {
            descend(ImageLayout.start(), 0);
        } else if (settings.is("debug-panic", "write")) {
            writeToCode(ImageLayout.start());
        }
    }

    @NoInline
    private static void overrun(int[] numbers, int index) {
        numbers[index] = 1;
    }

    @NoInline
    private static int useNull(Settings settings) {
        return settings.length("debug-panic");
    }

    @NoInline
    private static int descend(HostVirtual address, int depth) {
        int below = descend(address, depth + 1);
        return below + address.readByteVolatile(depth & 0xFF);
    }

    @NoInline
    private static void writeToCode(HostVirtual address) {
        address.writeLong(0, 0x4A);
    }

    /** {@return whether the setting has a value this understands; says so on {@code console} if not} */
    static boolean check(Settings settings, Console console) {
        String key = "debug-panic";
        boolean known = settings.length(key) < 0
                || settings.is(key, "none")
                || settings.is(key, "throw")
                || settings.is(key, "bounds")
                || settings.is(key, "null")
                || settings.is(key, "stack")
                || settings.is(key, "write");
        if (!known) {
            console.println("settings: debug-panic is none, throw, bounds, null, stack or write; ignored");
        }
        return known;
    }
}
