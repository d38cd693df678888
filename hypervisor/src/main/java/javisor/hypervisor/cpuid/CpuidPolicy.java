package javisor.hypervisor.cpuid;

import javisor.machine.annotation.Inline;
import javisor.machine.boot.Settings;
import javisor.machine.instruction.Cpuid;
import javisor.machine.x86.Cr4;

/**
 * The guest's CPUID. The processor itself answers each leaf and sub-leaf, so that whatever it offers is right, and the few answers
 * that must differ are put right afterwards:
 *
 * <ul>
 *   <li>OSXSAVE and OSPKE repeat bits of CR4, and at that moment CR4 is the host's;
 *   <li>hardware virtualisation, and memory encryption that needs it, is not offered (SVM, SKINIT, leaves 8000_000Ah and 8000_001Fh);
 *   <li>physical addresses end at the 48 bits nested paging reaches;
 *   <li>vendor, brand and hypervisor leaves are as the settings say.
 * </ul>
 *
 * <p>Leaf 0Dh depends on XCR0 and XSS, which stay the guest's. What the settings ask for is computed at boot; an exit only compares
 * and moves (AMD APM vol. 3, appendix E).
 */
public final class CpuidPolicy {
    /** First leaf of a hypervisor. */
    public static final int HYPERVISOR_LEAF = 0x4000_0000;

    private static final int EXTENDED = 0x8000_0000;
    private static final int BRAND = 0x8000_0002;

    /** In leaf 1, ECX. */
    static final int OSXSAVE = 1 << 27;

    /** In leaf 1, ECX. */
    static final int HYPERVISOR = 1 << 31;

    /** In leaf 7, ECX. */
    static final int OSPKE = 1 << 4;

    /** In leaf 8000_0001h, ECX. */
    static final int SVM = 1 << 2;

    /** In leaf 8000_0001h, ECX. */
    static final int SKINIT = 1 << 12;

    private static final int HIGHEST_ADDRESS_BITS = 48;

    /** One array for the one processor: an exit cannot be interrupted by another. */
    private static final int[] ANSWER = new int[4];

    private final boolean vendorChanged;
    private final byte[] vendor = new byte[12];
    private final int vendorEbx;
    private final int vendorEdx;
    private final int vendorEcx;
    private final int[] brand = new int[12];
    private final boolean hypervisorLeaf;

    /** The policy that {@code settings} describe. Allocates, so that answering does not. */
    public CpuidPolicy(Settings settings) {
        vendorChanged = settings.copy("vendor", vendor) == vendor.length;
        vendorEbx = word(vendor, 0);
        vendorEdx = word(vendor, 4);
        vendorEcx = word(vendor, 8);
        hypervisorLeaf = settings.is("hypervisor-leaf", "on");
        BrandString.fill(settings, brand);
    }

    /** Executes CPUID; {@link #eax} and its kin are the processor's answer until {@link #adjust}. */
    @Inline
    public void execute(int leaf, int subleaf) {
        Cpuid.execute(leaf, subleaf, ANSWER);
    }

    /** Makes the answer the guest's. */
    @Inline
    public void adjust(int leaf, int subleaf, long guestCr4) {
        switch (leaf) {
            case 0, EXTENDED -> vendor();
            case 1 -> features(guestCr4);
            case 7 -> structuredFeatures(subleaf, guestCr4);
            case 0x8000_0001 -> ANSWER[Cpuid.ECX] &= ~(SVM | SKINIT);
            case 0x8000_0002, 0x8000_0003, 0x8000_0004 -> brand((leaf - BRAND) * 4);
            case 0x8000_0008 -> addressSizes();
            case 0x8000_000A, 0x8000_001F -> set(0, 0, 0, 0);
            case HYPERVISOR_LEAF -> hypervisor();
            default -> {}
        }
    }

    /** {@return EAX of the answer} */
    public int eax() {
        return ANSWER[Cpuid.EAX];
    }

    /** {@return EBX of the answer} */
    public int ebx() {
        return ANSWER[Cpuid.EBX];
    }

    /** {@return ECX of the answer} */
    public int ecx() {
        return ANSWER[Cpuid.ECX];
    }

    /** {@return EDX of the answer} */
    public int edx() {
        return ANSWER[Cpuid.EDX];
    }

    private void vendor() {
        if (vendorChanged) {
            ANSWER[Cpuid.EBX] = vendorEbx;
            ANSWER[Cpuid.EDX] = vendorEdx;
            ANSWER[Cpuid.ECX] = vendorEcx;
        }
    }

    private void features(long guestCr4) {
        int ecx = ANSWER[Cpuid.ECX] & ~OSXSAVE;
        if ((guestCr4 & Cr4.OSXSAVE) != 0) {
            ecx |= OSXSAVE;
        }
        ANSWER[Cpuid.ECX] = hypervisorLeaf ? ecx | HYPERVISOR : ecx;
    }

    private static void structuredFeatures(int subleaf, long guestCr4) {
        if (subleaf != 0) {
            return;
        }
        int ecx = ANSWER[Cpuid.ECX] & ~OSPKE;
        ANSWER[Cpuid.ECX] = (guestCr4 & Cr4.PKE) != 0 ? ecx | OSPKE : ecx;
    }

    private void brand(int first) {
        set(brand[first], brand[first + 1], brand[first + 2], brand[first + 3]);
    }

    private static void addressSizes() {
        int eax = ANSWER[Cpuid.EAX];
        if ((eax & 0xFF) > HIGHEST_ADDRESS_BITS) {
            ANSWER[Cpuid.EAX] = eax & ~0xFF | HIGHEST_ADDRESS_BITS;
        }
    }

    private void hypervisor() {
        if (hypervisorLeaf) {
            set(HYPERVISOR_LEAF, 0x6976_614A, 0x4A72_6F73, 0x7369_7661);
        }
    }

    private static void set(int eax, int ebx, int ecx, int edx) {
        ANSWER[Cpuid.EAX] = eax;
        ANSWER[Cpuid.EBX] = ebx;
        ANSWER[Cpuid.ECX] = ecx;
        ANSWER[Cpuid.EDX] = edx;
    }

    static int word(byte[] text, int at) {
        return text[at] & 0xFF | (text[at + 1] & 0xFF) << 8 | (text[at + 2] & 0xFF) << 16 | text[at + 3] << 24;
    }
}
