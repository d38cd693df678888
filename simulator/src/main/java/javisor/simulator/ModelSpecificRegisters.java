package javisor.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * The MSRs of a processor. One that the processor lacks raises #GP, as on metal and unlike some emulators; the SVM registers exist
 * only where CPUID reports SVM, and obey VM_CR (AMD APM vol. 2, 15.30.1: SVMDIS keeps EFER.SVME clear, LOCK keeps SVMDIS); those of
 * VT-x are the model's, which the firmware has enabled and locked.
 */
public final class ModelSpecificRegisters {
    /** Extended features. */
    public static final int EFER = 0xC000_0080;

    /** SVM control: bit 3 locks, bit 4 disables. */
    public static final int VM_CR = 0xC001_0114;

    /** Host state-save area. */
    public static final int VM_HSAVE_PA = 0xC001_0117;

    /** IA32_FEATURE_CONTROL (Intel). */
    public static final int FEATURE_CONTROL = 0x3A;

    /** IA32_FEATURE_CONTROL: it cannot be written, and VMXON works only with it. */
    public static final long FEATURE_LOCK = 1;

    /** IA32_FEATURE_CONTROL: VMXON works. */
    public static final long VMX_ENABLED = 4;

    /** VM_CR: SVMDIS cannot be changed. */
    public static final long LOCK = 1 << 3;

    /** VM_CR: EFER.SVME cannot be set. */
    public static final long SVMDIS = 1 << 4;

    /** EFER.SVME. */
    public static final long SVME = 1 << 12;

    private static final long PAT_AT_RESET = 0x0007_0406_0007_0406L;
    private static final long EFER_WITHOUT_SVM = 0x4D01;
    private static final long EFER_OF_INTEL = 0xD01;
    private static final int LAST_VMX = 0x493;

    private static final long WRITE_BACK = 6;
    private static final long VALID = 1 << 11;
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    private final CpuModel model;
    private final Map<Integer, Long> values = new HashMap<>();

    /** The MSRs of {@code model} after the firmware has run. */
    public ModelSpecificRegisters(CpuModel model) {
        this.model = model;
        values.put(0x1B, 0xFEE0_0900L);
        for (int msr :
                new int[] {0x10, 0x174, 0x175, 0x176, 0x179, 0x17A, 0x1D9, 0xC000_0081, 0xC000_0082, 0xC000_0083}) {
            values.put(msr, 0L);
        }
        for (int msr : new int[] {0xC000_0084, 0xC000_0100, 0xC000_0101, 0xC000_0102, 0xC000_0103}) {
            values.put(msr, 0L);
        }
        values.put(0x277, PAT_AT_RESET);
        memoryTypeRanges();
        values.put(EFER, 0L);
        if (model.isIntel()) {
            MemoryTypeRanges.preset(values, model.physicalAddressBits());
        } else {
            values.put(0xC001_0010, 0L);
            values.put(0xC001_0015, 0L);
        }
        if (model.vmx() != null) {
            values.putAll(model.vmx().registers());
            values.put(0x38F, 0L);
            values.put(FEATURE_CONTROL, FEATURE_LOCK | VMX_ENABLED);
        }
        if (model.hasSvm()) {
            values.put(VM_CR, 0L);
            values.put(VM_HSAVE_PA, 0L);
        }
    }

    /** MTRRs as firmware leaves them: low memory and the first 2 GiB WB, all else UC. */
    private void memoryTypeRanges() {
        values.put(0xFE, 0x508L);
        values.put(0x2FF, 0xC00L);
        for (int msr = 0x200; msr < 0x210; msr++) {
            values.put(msr, 0L);
        }
        values.put(0x200, WRITE_BACK);
        values.put(0x201, (1L << model.physicalAddressBits()) - 0x8000_0000L | VALID);
        for (int msr : new int[] {0x259, 0x268, 0x269, 0x26A, 0x26B, 0x26C, 0x26D, 0x26E, 0x26F}) {
            values.put(msr, 0L);
        }
        values.put(0x250, WRITE_BACK * EACH_BYTE);
        values.put(0x258, WRITE_BACK * EACH_BYTE);
    }

    /** {@return whether the processor has {@code msr}} */
    public boolean exists(int msr) {
        return values.containsKey(msr);
    }

    /** Makes {@code msr} exist with {@code value}, past all checks: what the firmware left there. */
    public void preset(int msr, long value) {
        values.put(msr, value);
    }

    /** {@return what RDMSR gives} */
    public long read(int msr) {
        Long value = values.get(msr);
        if (value == null) {
            throw new SimulatedFault(SimulatedFault.GP, "RDMSR 0x" + Integer.toHexString(msr) + ", no such register");
        }
        return value;
    }

    /** WRMSR. */
    public void write(int msr, long value) {
        long old = read(msr);
        switch (msr) {
            case EFER -> checkEfer(value);
            case FEATURE_CONTROL -> {
                if ((old & FEATURE_LOCK) != 0) {
                    throw refused(msr, value);
                }
            }
            case VM_CR -> {
                if ((old & LOCK) != 0) {
                    return;
                }
            }
            case VM_HSAVE_PA -> {
                if ((value & 0xFFF) != 0 || value >>> model.physicalAddressBits() != 0) {
                    throw refused(msr, value);
                }
            }
            case MemoryTypeRanges.CAPABILITIES -> throw refused(msr, value);
            default -> {
                if (msr >= VmxModel.BASIC && msr <= LAST_VMX) {
                    throw refused(msr, value);
                }
            }
        }
        values.put(msr, value);
    }

    private void checkEfer(long value) {
        boolean svmAllowed = model.hasSvm() && (read(VM_CR) & SVMDIS) == 0;
        long allowed = model.isIntel() ? EFER_OF_INTEL : EFER_WITHOUT_SVM | (svmAllowed ? SVME : 0);
        if ((value & ~allowed) != 0) {
            throw refused(EFER, value);
        }
    }

    private static SimulatedFault refused(int msr, long value) {
        return new SimulatedFault(SimulatedFault.GP, "WRMSR 0x%x of 0x%x".formatted(msr, value));
    }
}
