package javisor.hypervisor.cpuid;

import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.hypervisor.virtualisation.GuestView;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Inline;
import javisor.machine.annotation.NoInline;
import javisor.machine.boot.Settings;
import javisor.machine.instruction.Cpuid;
import javisor.machine.x86.Cr4;

/**
 * The guest's CPUID. The processor itself answers each leaf and sub-leaf, so that whatever it offers is right, and the few answers
 * that must differ are put right afterwards:
 *
 * <ul>
 *   <li>OSXSAVE and OSPKE repeat bits of CR4, and at that moment CR4 is the host's; Intel's SYSCALL depends on the mode, which is
 *       the host's 64-bit mode;
 *   <li>hardware virtualisation, and memory encryption that needs it, is not offered (VMX, SMX, SVM, SKINIT, leaves 8000_000Ah and
 *       8000_001Fh);
 *   <li>features that the virtualisation could not give the guest are not offered, see {@link #hide};
 *   <li>INVLPGB and TLBSYNC are not offered: they are #UD in a guest whose VMCB does not enable them, and only some processors
 *       let it (APM vol. 2, table B-1, offset 090h bit 7);
 *   <li>physical addresses end at the 48 bits nested paging reaches;
 *   <li>vendor, brand and hypervisor leaves are as the settings say; AMD's processors repeat the vendor in leaf 8000_0000h, where Intel's
 *       have zeros, which stay (Intel SDM vol. 2A, CPUID, table 3-8).
 * </ul>
 *
 * <p>Leaf 0 is asked at boot, and its highest leaf again when the guest may have changed it, see {@link #highestLeaf}. Leaf 0Dh depends on XCR0 and XSS, which stay the guest's. What the settings ask
 * for is computed at boot; an exit only compares and moves (AMD APM vol. 3, appendix E).
 */
public final class CpuidPolicy {
    /** First leaf of a hypervisor. */
    public static final int HYPERVISOR_LEAF = 0x4000_0000;

    private static final int EXTENDED = 0x8000_0000;
    private static final int BASIC = 1;
    private static final int STRUCTURED = 7;
    private static final int EXTENDED_STATE = 0xD;
    private static final int EXTENDED_FEATURES = 0x8000_0001;
    private static final int BRAND = 0x8000_0002;

    /** In leaf 1, ECX: VMX and SMX. */
    static final long VIRTUALISATION = 1L << 5 | 1L << 6;

    /** In leaf 1, ECX. */
    static final long OSXSAVE = 1L << 27;

    /** In leaf 1, ECX. */
    static final long HYPERVISOR = 1L << 31;

    /** In leaf 7, ECX. */
    static final long OSPKE = 1L << 4;

    /** In leaf 8000_0001h, ECX. */
    static final long SVM = 1L << 2;

    /** In leaf 8000_0001h, ECX. */
    static final long SKINIT = 1L << 12;

    /** In leaf 8000_0001h, EDX. */
    static final long SYSCALL = 1L << 11;

    /** In leaf 8000_0008h, EBX: INVLPGB and TLBSYNC, and INVLPGB of nested translations. */
    static final long BROADCAST_INVALIDATION = 1L << 3 | 1L << 21;

    private static final long MOST_PAGES_INVALIDATED = 0xFFFF;
    private static final int HIGHEST_ADDRESS_BITS = 48;

    private final byte[] vendor = new byte[12];
    private final int[] brand = new int[12];
    private final int[] own = new int[4];
    private long vendorEbx;
    private long vendorEdx;
    private long vendorEcx;
    private boolean hypervisorLeaf;
    private final HiddenFeatures basic = new HiddenFeatures();
    private final HiddenFeatures structured = new HiddenFeatures();
    private final HiddenFeatures moreStructured = new HiddenFeatures();
    private final HiddenFeatures extendedState = new HiddenFeatures();
    private final HiddenFeatures extended = new HiddenFeatures();

    /** The policy before {@link #configure}. */
    public CpuidPolicy() {}

    /** Makes this the policy that {@code settings} describe for this processor. */
    public void configure(Settings settings) {
        Cpuid.execute(0, 0, own);
        boolean changed =
                settings.length("vendor") == vendor.length && settings.copy("vendor", vendor) == vendor.length;
        vendorEbx = Integer.toUnsignedLong(changed ? word(vendor, 0) : own[Cpuid.EBX]);
        vendorEdx = Integer.toUnsignedLong(changed ? word(vendor, 4) : own[Cpuid.EDX]);
        vendorEcx = Integer.toUnsignedLong(changed ? word(vendor, 8) : own[Cpuid.ECX]);
        hypervisorLeaf = settings.is("hypervisor-leaf", "on");
        BrandString.fill(settings, brand);
    }

    /**
     * {@return the highest basic leaf of the processor this runs on} Intel's IA32_MISC_ENABLE can limit it (Intel SDM vol. 4, MSR 1A0h,
     * bit 22).
     *
     * @param scratch 24 bytes that may be written
     */
    public static long highestLeaf(HostVirtual scratch) {
        return Cpuid.executeInto(0, 0, scratch);
    }

    /**
     * Leaves features out of the answers, besides those that are always left out.
     *
     * @param leaf 1, 7 with sub-leaf 0 or 1, 0Dh with 1, or 8000_0001h
     * @param register index of the register, as in {@link Cpuid}
     * @param bits the features
     */
    public void hide(int leaf, int subleaf, int register, int bits) {
        HiddenFeatures features = switch (leaf) {
            case BASIC -> basic;
            case STRUCTURED -> subleaf == 0 ? structured : moreStructured;
            case EXTENDED_STATE -> extendedState;
            case EXTENDED_FEATURES -> extended;
            default -> throw new IllegalArgumentException("no feature of this leaf can be hidden");
        };
        features.add(register, bits);
    }

    /**
     * Answers CPUID.
     *
     * @param highestLeaf the highest basic leaf of the processor this runs on, as {@link #highestLeaf} last said
     * @param registers has the sub-leaf in ECX; receives EBX, ECX and EDX, zero-extended as in 64-bit mode
     * @param guest asked for CR4 or mode if the leaf depends on it
     * @return EAX, zero-extended
     */
    @Inline
    public long answer(int leaf, long highestLeaf, GuestRegisters registers, GuestView guest) {
        if (leaf == 0) {
            return vendor(highestLeaf, registers);
        }
        int subleaf = registers.ecx();
        return change(leaf, subleaf, Cpuid.executeInto(leaf, subleaf, registers.base()), registers, guest);
    }

    /** Puts the processor's answer right. Out of line, so that leaf 0 pays for none of its registers. */
    @NoInline
    private long change(int leaf, int subleaf, long eax, GuestRegisters registers, GuestView guest) {
        return switch (leaf) {
            case BASIC -> features(eax, registers, guest);
            case STRUCTURED -> structuredFeatures(eax, subleaf, registers, guest);
            case EXTENDED_STATE -> subleaf == 1 ? extendedState.remove(eax, registers) : eax;
            case EXTENDED -> registers.rbx() == 0 ? eax : vendor(eax, registers);
            case EXTENDED_FEATURES -> extendedFeatures(eax, registers, guest);
            case 0x8000_0002, 0x8000_0003, 0x8000_0004 -> brand((leaf - BRAND) * 4, registers);
            case 0x8000_0008 -> addressSizes(eax, registers);
            case 0x8000_000A, 0x8000_001F -> set(0, 0, 0, 0, registers);
            case HYPERVISOR_LEAF -> hypervisor(eax, registers);
            default -> eax;
        };
    }

    @Inline
    private long vendor(long highest, GuestRegisters registers) {
        registers.rbx(vendorEbx);
        registers.rdx(vendorEdx);
        registers.rcx(vendorEcx);
        return highest;
    }

    private long features(long eax, GuestRegisters registers, GuestView guest) {
        long ecx = registers.rcx() & ~(OSXSAVE | VIRTUALISATION);
        if ((guest.cr4() & Cr4.OSXSAVE) != 0) {
            ecx |= OSXSAVE;
        }
        registers.rcx(hypervisorLeaf ? ecx | HYPERVISOR : ecx);
        return basic.remove(eax, registers);
    }

    private long structuredFeatures(long eax, int subleaf, GuestRegisters registers, GuestView guest) {
        if (subleaf == 1) {
            return moreStructured.remove(eax, registers);
        }
        if (subleaf == 0) {
            long ecx = registers.rcx() & ~OSPKE;
            registers.rcx((guest.cr4() & Cr4.PKE) != 0 ? ecx | OSPKE : ecx);
            return structured.remove(eax, registers);
        }
        return eax;
    }

    private long extendedFeatures(long eax, GuestRegisters registers, GuestView guest) {
        if (!guest.tellsOfSyscall()) {
            registers.rdx(registers.rdx() & ~SYSCALL);
        }
        registers.rcx(registers.rcx() & ~(SVM | SKINIT));
        return extended.remove(eax, registers);
    }

    private long brand(int first, GuestRegisters registers) {
        return set(brand[first], brand[first + 1], brand[first + 2], brand[first + 3], registers);
    }

    private static long addressSizes(long eax, GuestRegisters registers) {
        registers.rbx(registers.rbx() & ~BROADCAST_INVALIDATION);
        registers.rdx(registers.rdx() & ~MOST_PAGES_INVALIDATED);
        return (eax & 0xFF) > HIGHEST_ADDRESS_BITS ? eax & ~0xFFL | HIGHEST_ADDRESS_BITS : eax;
    }

    private long hypervisor(long eax, GuestRegisters registers) {
        return hypervisorLeaf ? set(HYPERVISOR_LEAF, 0x6976_614A, 0x4A72_6F73, 0x7369_7661, registers) : eax;
    }

    private static long set(int eax, int ebx, int ecx, int edx, GuestRegisters registers) {
        registers.rbx(Integer.toUnsignedLong(ebx));
        registers.rcx(Integer.toUnsignedLong(ecx));
        registers.rdx(Integer.toUnsignedLong(edx));
        return Integer.toUnsignedLong(eax);
    }

    static int word(byte[] text, int at) {
        return text[at] & 0xFF | (text[at + 1] & 0xFF) << 8 | (text[at + 2] & 0xFF) << 16 | text[at + 3] << 24;
    }
}
