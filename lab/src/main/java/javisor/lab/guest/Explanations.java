package javisor.lab.guest;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javisor.lab.guest.Explanation.BitRule;
import javisor.lab.guest.Explanation.Bits;
import javisor.lab.guest.Explanation.ValueRule;
import javisor.lab.guest.Explanation.Whole;

/** The explained differences of the self-check, as {@code docs/known-differences.md} tells them. */
final class Explanations {
    private static final int EAX = 0;
    private static final int EBX = 1;
    private static final int ECX = 2;
    private static final int EDX = 3;
    private static final long ALL = 0xFFFF_FFFFL;

    private static final String NO_HYPERVISOR_BELOW = "Javisor runs no hypervisor below itself";
    private static final String MEMORY_ENCRYPTION = "the keys of memory encryption belong to the host";
    private static final String BRAND = "the brand string names Javisor";
    private static final String BROADCAST = "INVLPGB and TLBSYNC would be #UD in the guest";
    private static final String ADDRESS_BITS = "four levels of nested paging reach 48 bits";
    private static final String WITHHELD = "Javisor withholds its memory";
    private static final String CONTROL = "needs a VMX control that the processor may lack";
    private static final String NOT_HANDLED = "needs VMX controls that Javisor does not set";
    private static final String COUNTERS = "records could fall due during an exit where the counters are not switched";
    private static final String FIRMWARE_LOCK = "VMX and SENTER are off and locked";
    private static final String MICROCODE = "a microcode update from the guest has no effect";
    private static final String KEY_LOCKER = "CR4.KL is the host's";
    private static final String VMX_MITIGATION = "Linux tells how it guards guests of its own";

    private Explanations() {}

    static Stream<Explanation> common() {
        return Stream.of(
                        leaf("80000002.0", BitRule.FREE, BRAND),
                        leaf("80000003.0", BitRule.FREE, BRAND),
                        leaf("80000004.0", BitRule.FREE, BRAND),
                        leaf("8000000a.0", BitRule.HIDDEN, NO_HYPERVISOR_BELOW),
                        leaf("8000001f.0", BitRule.HIDDEN, MEMORY_ENCRYPTION),
                        Stream.of(
                                cpuid("00000001.0", ECX, bits(5, 6), BitRule.HIDDEN, NO_HYPERVISOR_BELOW),
                                cpuid("80000001.0", ECX, bits(2, 12), BitRule.HIDDEN, NO_HYPERVISOR_BELOW),
                                cpuid("80000008.0", EAX, 0xFF, BitRule.ADDRESS_BITS, ADDRESS_BITS),
                                cpuid("80000008.0", EBX, bits(3, 21), BitRule.HIDDEN, BROADCAST),
                                cpuid("80000008.0", EDX, 0xFFFF, BitRule.HIDDEN, BROADCAST),
                                new Whole("machine memtotal", ValueRule.LESS_MEMORY, WITHHELD)))
                .flatMap(explanations -> explanations);
    }

    static Stream<Explanation> amd() {
        return Stream.of(
                        Stream.of(
                                unreadable(0xC000_0104, "TSC_RATIO"),
                                unreadable(0xC001_0114, "VM_CR"),
                                unreadable(0xC001_0117, "VM_HSAVE_PA"),
                                unreadable(0xC001_0118, "SVM_LOCK_KEY"),
                                unreadable(0xC001_011B, "AVIC_DOORBELL"),
                                msr(0xC000_0080, "EFER", bits(12), BitRule.HIDDEN, NO_HYPERVISOR_BELOW)),
                        flags(
                                ValueRule.ABSENT,
                                NO_HYPERVISOR_BELOW,
                                "svm skinit npt lbrv svm_lock nrip_save tsc_scale vmcb_clean flushbyasid decodeassists"
                                        + " pausefilter pfthreshold avic x2avic v_vmsave_vmload vgif v_spec_ctrl vnmi"),
                        flags(ValueRule.ABSENT, MEMORY_ENCRYPTION, "sme sev sev_es sev_snp debug_swap"),
                        flags(ValueRule.ABSENT, BROADCAST, "invlpgb"))
                .flatMap(explanations -> explanations);
    }

    static Stream<Explanation> intel() {
        return Stream.of(
                        IntStream.rangeClosed(0x480, 0x493).mapToObj(msr -> unreadable(msr, "VMX_CAPABILITIES")),
                        Stream.of(
                                unreadable(0x9B, "SMM_MONITOR_CTL"),
                                msr(0x3A, "FEATURE_CONTROL", 0xFF06, BitRule.HIDDEN, FIRMWARE_LOCK),
                                msr(0x3A, "FEATURE_CONTROL", bits(0), BitRule.SET, FIRMWARE_LOCK),
                                msr(0x8B, "BIOS_SIGN_ID", -1, BitRule.FREE, MICROCODE),
                                new Whole("vulnerability itlb_multihit", ValueRule.FREE, VMX_MITIGATION),
                                new Whole("vulnerability l1tf", ValueRule.FREE, VMX_MITIGATION)),
                        intelFeatures(),
                        flags(
                                ValueRule.ABSENT,
                                NO_HYPERVISOR_BELOW,
                                "vmx smx tpr_shadow vnmi flexpriority ept vpid ept_ad"),
                        flags(
                                ValueRule.MAY_BE_ABSENT,
                                CONTROL,
                                "rdtscp rdpid invpcid waitpkg pconfig intel_pt user_shstk ibt xsaves"),
                        flags(ValueRule.MAY_BE_ABSENT, COUNTERS, "dts dtes64 ds_cpl pebs bts"),
                        flags(ValueRule.ABSENT, NOT_HANDLED, "fred"))
                .flatMap(explanations -> explanations);
    }

    private static Stream<Explanation> intelFeatures() {
        return Stream.of(
                cpuid("00000001.0", ECX, bits(2, 4), BitRule.MAY_BE_HIDDEN, COUNTERS),
                cpuid("00000001.0", EDX, bits(21), BitRule.MAY_BE_HIDDEN, COUNTERS),
                cpuid("00000007.0", EBX, bits(10, 25), BitRule.MAY_BE_HIDDEN, CONTROL),
                cpuid("00000007.0", ECX, bits(5, 7, 22), BitRule.MAY_BE_HIDDEN, CONTROL),
                cpuid("00000007.0", EDX, bits(18, 20), BitRule.MAY_BE_HIDDEN, CONTROL),
                cpuid("00000007.1", EAX, bits(17, 27), BitRule.HIDDEN, NOT_HANDLED),
                cpuid("00000007.1", EBX, bits(1), BitRule.HIDDEN, NOT_HANDLED),
                cpuid("00000007.1", ECX, bits(5), BitRule.HIDDEN, NOT_HANDLED),
                cpuid("00000007.1", EDX, bits(15, 18), BitRule.HIDDEN, NOT_HANDLED),
                cpuid("0000000d.1", EAX, bits(3), BitRule.MAY_BE_HIDDEN, CONTROL),
                cpuid("00000019.0", EBX, bits(0), BitRule.MAY_BE_HIDDEN, KEY_LOCKER),
                cpuid("80000001.0", EDX, bits(27), BitRule.MAY_BE_HIDDEN, CONTROL));
    }

    private static Stream<Explanation> leaf(String leaf, BitRule rule, String reason) {
        return Stream.of(EAX, EBX, ECX, EDX).map(register -> cpuid(leaf, register, ALL, rule, reason));
    }

    private static Explanation cpuid(String leaf, int register, long mask, BitRule rule, String reason) {
        return new Bits("cpuid " + leaf, register, mask, rule, reason);
    }

    private static Explanation msr(int number, String name, long mask, BitRule rule, String reason) {
        return new Bits(msr(number, name), 0, mask, rule, reason);
    }

    private static Explanation unreadable(int number, String name) {
        return new Whole(msr(number, name), ValueRule.UNREADABLE, NO_HYPERVISOR_BELOW);
    }

    private static String msr(int number, String name) {
        return "msr %08x:%s".formatted(number, name);
    }

    private static Stream<Explanation> flags(ValueRule rule, String reason, String names) {
        return Arrays.stream(names.split(" ")).map(name -> new Whole("flag " + name, rule, reason));
    }

    private static long bits(int... numbers) {
        return Arrays.stream(numbers).mapToLong(number -> 1L << number).reduce(0, (a, b) -> a | b);
    }
}
