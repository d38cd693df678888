package javisor.hypervisor.panic;

import javisor.hypervisor.memory.ImageLayout;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.NoInline;
import javisor.machine.boot.Settings;
import javisor.machine.console.Console;

/** The hidden setting {@code debug-panic}: does deliberately, in resident code, what must end in a report with Java file and line. */
public final class DebugPanic {
    private static final String KEY = "debug-panic";
    private static final String[] VALUES = {"none", "throw", "bounds", "null", "stack", "write", "hypercall"};
    private static final int[] NUMBERS = new int[5];
    private static Settings nothing;
    private static boolean atHypercall;

    private DebugPanic() {}

    /** Does what the setting says, {@code hypercall} later; nothing if it is absent, {@code none} or unknown. */
    public static void trigger(Settings settings) {
        atHypercall = settings.is(KEY, "hypercall");
        if (settings.is(KEY, "throw")) {
            throw new IllegalStateException("thrown on purpose by debug-panic=throw");
        } else if (settings.is(KEY, "bounds")) {
            overrun(NUMBERS, settings.length(KEY));
        } else if (settings.is(KEY, "null")) {
            useNull(nothing);
        } else if (settings.is(KEY, "stack")) {
            descend(ImageLayout.start(), 0);
        } else if (settings.is(KEY, "write")) {
            poke(ImageLayout.start());
        }
    }

    /** Does it when a guest has made a hypercall that is not Javisor's, on the processor that has made it. */
    public static void hypercall() {
        if (atHypercall) {
            throw new IllegalStateException("thrown on purpose by debug-panic=hypercall");
        }
    }

    @NoInline
    private static void overrun(int[] numbers, int index) {
        numbers[index] = 1;
    }

    @NoInline
    private static int useNull(Settings settings) {
        return settings.length(KEY);
    }

    @NoInline
    private static int descend(HostVirtual address, int depth) {
        int below = descend(address, depth + 1);
        return below + address.readByteVolatile(depth & 0xFF);
    }

    @NoInline
    private static void poke(HostVirtual address) {
        address.writeLong(0, 0x4A);
    }

    /** Says on {@code console} that the setting has no value this understands, if so. */
    public static void check(Settings settings, Console console) {
        boolean known = settings.length(KEY) < 0;
        for (String value : VALUES) {
            known |= settings.is(KEY, value);
        }
        if (!known) {
            console.println("settings: debug-panic is none, throw, bounds, null, stack, write or hypercall; ignored");
        }
    }
}
