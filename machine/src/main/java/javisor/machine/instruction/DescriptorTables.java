package javisor.machine.instruction;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Intrinsic;
import javisor.machine.hosted.Hosted;

/** LGDT, LIDT, LTR and the selectors (AMD APM vol. 2, 4.4 to 4.6). Table operands are 10-byte pseudo-descriptors. */
public final class DescriptorTables {
    private DescriptorTables() {}

    /** LGDT. */
    @Intrinsic
    public static void loadGdt(HostVirtual pseudoDescriptor) {
        Hosted.platform().execute("LGDT", pseudoDescriptor.rawValue());
    }

    /** LIDT. */
    @Intrinsic
    public static void loadIdt(HostVirtual pseudoDescriptor) {
        Hosted.platform().execute("LIDT", pseudoDescriptor.rawValue());
    }

    /** LTR: marks the descriptor busy. */
    @Intrinsic
    public static void loadTaskRegister(int selector) {
        Hosted.platform().execute("LTR", selector);
    }

    /** Loads CS by a far return, and DS, ES, SS with {@code dataSelector}; FS and GS are left alone. */
    @Intrinsic
    public static void loadSegments(int codeSelector, int dataSelector) {
        Hosted.platform().execute("load segments", ((long) codeSelector << 16) | dataSelector);
    }
}
