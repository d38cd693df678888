package javisor.simulator;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What CPUID says on a processor, by leaf and sub-leaf (AMD APM vol. 3, appendix E). A leaf that is not listed reads as zeros, as on
 * AMD processors. An Intel model brings its VT-x along. Immutable: {@code with} gives a changed copy.
 */
public final class CpuModel {
    /** In leaf 1, ECX: XSAVE is enabled by the operating system. */
    public static final int OSXSAVE = 1 << 27;

    /** In leaf 7, ECX: protection keys are enabled by the operating system. */
    public static final int OSPKE = 1 << 4;

    private static final int SVM = 1 << 2;
    private static final int VMX = 1 << 5;
    private static final int SMX = 1 << 6;
    private static final int NESTED_PAGING = 1;

    private static final int GENU = 0x756E_6547;

    private final Map<Long, int[]> leaves;
    private final VmxModel vmx;

    private CpuModel(Map<Long, int[]> leaves, VmxModel vmx) {
        this.leaves = leaves;
        this.vmx = vmx;
    }

    /** {@return an EPYC-like processor: SVM with nested paging, next RIP, flush by ASID; 1 GiB pages; 48 address bits} */
    public static CpuModel epyc() {
        return amd().with(0x8000_000A, 0, 1, 0x8000, 0, 0x0000_00FF);
    }

    /** {@return a processor like QEMU's translator models it: nested paging and no other SVM feature; 40 address bits} */
    public static CpuModel minimalSvm() {
        return amd().with(0x8000_000A, 0, 1, 16, 0, NESTED_PAGING).with(0x8000_0008, 0, 0x3028, 0, 0, 0);
    }

    /** {@return an SVM processor without nested paging, as the first ones were} */
    public static CpuModel withoutNestedPaging() {
        return amd().with(0x8000_000A, 0, 1, 64, 0, 0);
    }

    /** {@return an AMD processor without SVM} */
    public static CpuModel withoutSvm() {
        CpuModel amd = amd();
        int[] features = amd.cpuid(0x8000_0001, 0);
        return amd.with(0x8000_0001, 0, features[0], features[1], features[2] & ~SVM, features[3]);
    }

    /** {@return an Intel processor that shows no VT-x} */
    public static CpuModel intel() {
        return haswell().without(VMX | SMX);
    }

    /** {@return a Core 2 of 2008: VT-x without EPT; 36 address bits} */
    public static CpuModel penryn() {
        return intel(VmxModel.penryn(), 0x0001_067A, 0x0C08_E3FD, 0x24)
                .with(0x8000_0001, 0, 0, 0, 1, 0x2000_0800)
                .with(0xD, 0, 3, 0x240, 0x240, 0);
    }

    /** {@return a Core i5 of 2009: EPT but no unrestricted guest; 36 address bits} */
    public static CpuModel lynnfield() {
        return intel(VmxModel.lynnfield(), 0x0001_06E5, 0x0098_E3FD, 0x24).with(0x8000_0001, 0, 0, 0, 1, 0x2810_0800);
    }

    /** {@return a Core i5 of 2010: unrestricted guest, no 1 GiB pages; 36 address bits} */
    public static CpuModel arrandale() {
        return intel(VmxModel.arrandale(), 0x0002_0652, 0x0298_E3FF, 0x24).with(0x8000_0001, 0, 0, 0, 1, 0x2810_0800);
    }

    /** {@return a Core i7 of 2013: INVPCID, SMEP, 1 GiB pages; 39 address bits} */
    public static CpuModel haswell() {
        return intel(VmxModel.haswell(), 0x0003_06C3, 0x7FFA_FBFF, 0x27)
                .with(7, 0, 0, 0x0000_27AB, 0, 0)
                .with(0xD, 0, 7, 0x340, 0x340, 0);
    }

    /** {@return a Core i7 of 2017: SMAP, XSAVES; 46 address bits} */
    public static CpuModel skylake() {
        return intel(VmxModel.skylake(), 0x0005_0654, 0x7FFE_FBBF, 0x2E)
                .with(7, 0, 0, 0xD39F_FFFB, 0, 0)
                .with(0xD, 0, 0xFF, 0xA80, 0xA80, 0)
                .with(0xD, 1, 0xF, 0xA00, 0x100, 0);
    }

    private static CpuModel intel(VmxModel vmx, int signature, int features, int addressBits) {
        return new CpuModel(Map.of(), vmx)
                .with(1, 0, signature, 0x00100800, features & ~OSXSAVE, 0xBFEB_FBFF)
                .with(0xA, 0, 0x0730_0403, 0, 0, 0x603)
                .with(0x8000_0000, 0, 0x8000_0008, 0, 0, 0)
                .with(0x8000_0001, 0, 0, 0, 0x21, 0x2C10_0800)
                .with(0x8000_0008, 0, 0x3000 | addressBits, 0, 0, 0)
                .withVendor(0, 13, "GenuineIntel");
    }

    private CpuModel without(int features) {
        int[] old = cpuid(1, 0);
        return new CpuModel(leaves, null).with(1, 0, old[0], old[1], old[2] & ~features, old[3]);
    }

    private static CpuModel amd() {
        CpuModel model = new CpuModel(Map.of(), null)
                .with(1, 0, 0x0080_0F12, 0x0001_0800, 0x76F8_320B & ~OSXSAVE, 0x178B_FBFF)
                .with(7, 0, 0, 0x209C_01A9, 0x8 | OSPKE >>> 1, 0)
                .with(0xD, 0, 7, 0x340, 0x340, 0)
                .with(0xD, 1, 0xF, 0x340, 0, 0)
                .with(0x8000_0001, 0, 0x0080_0F12, 0x4000_0000, 0x0040_07FF & ~SVM | SVM, 0x2FD3_FBFF)
                .with(0x8000_0008, 0, 0x3030, 0x0000_0007, 0, 0)
                .with(0x8000_001F, 0, 0xF, 0x16F, 0xF, 0);
        model = model.withVendor(0, 0xD, "AuthenticAMD").withVendor(0x8000_0000, 0x8000_001F, "AuthenticAMD");
        return model.withBrand("AMD EPYC 7xx1 Simulated Processor");
    }

    /** {@return this model with another answer to one leaf and sub-leaf} */
    public CpuModel with(int leaf, int subleaf, int eax, int ebx, int ecx, int edx) {
        Map<Long, int[]> changed = new HashMap<>(leaves);
        changed.put(key(leaf, subleaf), new int[] {eax, ebx, ecx, edx});
        return new CpuModel(changed, vmx);
    }

    /** {@return this model with other VT-x} */
    public CpuModel with(VmxModel changed) {
        return new CpuModel(leaves, changed);
    }

    /** {@return this model with the vendor string in a leaf that also gives the highest leaf} */
    public CpuModel withVendor(int leaf, int highest, String vendor) {
        byte[] text = vendor.getBytes(StandardCharsets.ISO_8859_1);
        return with(leaf, 0, highest, little(text, 0), little(text, 8), little(text, 4));
    }

    /** {@return this model with a brand string in leaves 8000_0002h to 8000_0004h} */
    public CpuModel withBrand(String brand) {
        byte[] text = new byte[48];
        byte[] characters = brand.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(characters, 0, text, 0, Math.min(47, characters.length));
        CpuModel model = this;
        for (int i = 0; i < 3; i++) {
            int at = i * 16;
            model = model.with(
                    0x8000_0002 + i,
                    0,
                    little(text, at),
                    little(text, at + 4),
                    little(text, at + 8),
                    little(text, at + 12));
        }
        return model;
    }

    /** {@return EAX, EBX, ECX, EDX} */
    public int[] cpuid(int leaf, int subleaf) {
        int[] registers = leaves.get(key(leaf, subleaf));
        if (registers == null && !hasSubleaves(leaf)) {
            registers = leaves.get(key(leaf, 0));
        }
        return registers == null ? new int[4] : registers.clone();
    }

    /** {@return whether leaf 8000_0001h reports SVM} */
    public boolean hasSvm() {
        return (cpuid(0x8000_0001, 0)[2] & SVM) != 0;
    }

    /** {@return what its VT-x offers; null if it has none} */
    public VmxModel vmx() {
        return vmx;
    }

    /** {@return whether it is Intel's} */
    public boolean isIntel() {
        return cpuid(0, 0)[1] == GENU;
    }

    /** {@return the number of physical address bits} */
    public int physicalAddressBits() {
        return cpuid(0x8000_0008, 0)[0] & 0xFF;
    }

    private static boolean hasSubleaves(int leaf) {
        return leaf == 4 || leaf == 7 || leaf == 0xB || leaf == 0xD || leaf == 0x8000_001D;
    }

    private static long key(int leaf, int subleaf) {
        return (long) leaf << 32 | Integer.toUnsignedLong(subleaf);
    }

    private static int little(byte[] text, int at) {
        return text[at] & 0xFF | (text[at + 1] & 0xFF) << 8 | (text[at + 2] & 0xFF) << 16 | text[at + 3] << 24;
    }
}
