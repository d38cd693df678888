package javisor.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * What VT-x of a processor generation offers: the registers 480h to 491h (Intel SDM vol. 3, appendix A), as processors of that
 * generation show them. A register that the generation lacks is not listed. Immutable: {@code with} gives a changed copy.
 *
 * @param registers number to value
 */
public record VmxModel(Map<Integer, Long> registers) {
    /** IA32_VMX_BASIC. */
    public static final int BASIC = 0x480;

    /** IA32_VMX_PINBASED_CTLS. */
    public static final int PIN_BASED = 0x481;

    /** IA32_VMX_PROCBASED_CTLS. */
    public static final int PROCESSOR_BASED = 0x482;

    /** IA32_VMX_EXIT_CTLS. */
    public static final int EXIT = 0x483;

    /** IA32_VMX_ENTRY_CTLS. */
    public static final int ENTRY = 0x484;

    /** IA32_VMX_MISC. */
    public static final int MISC = 0x485;

    /** IA32_VMX_CR0_FIXED0; FIXED1 and the two of CR4 follow. */
    public static final int CR0_FIXED0 = 0x486;

    /** IA32_VMX_CR4_FIXED1. */
    public static final int CR4_FIXED1 = 0x489;

    /** IA32_VMX_VMCS_ENUM. */
    public static final int VMCS_ENUM = 0x48A;

    /** IA32_VMX_PROCBASED_CTLS2. */
    public static final int SECONDARY = 0x48B;

    /** IA32_VMX_EPT_VPID_CAP. */
    public static final int EPT_VPID = 0x48C;

    /** IA32_VMX_TRUE_PINBASED_CTLS; those of the processor-based, exit and entry controls follow. */
    public static final int TRUE_PIN_BASED = 0x48D;

    /** IA32_VMX_VMFUNC. */
    public static final int FUNCTIONS = 0x491;

    /** Copies {@code registers}. */
    public VmxModel {
        registers = Map.copyOf(registers);
    }

    /** {@return Penryn of 2008: no EPT, no TRUE controls} */
    public static VmxModel penryn() {
        return base(0x005A_0800_0000_000DL, 0x467FF, 0x000403C0L)
                .with(PIN_BASED, 0x0000_003F_0000_0016L)
                .with(PROCESSOR_BASED, 0xF7F9_FFFE_0401_E172L)
                .with(EXIT, 0x0003_FFFF_0003_6DFFL)
                .with(ENTRY, 0x0000_3FFF_0000_11FFL)
                .with(VMCS_ENUM, 0x2C)
                .with(SECONDARY, 0x0000_0041_0000_0000L);
    }

    /** {@return Lynnfield of 2009: EPT and VPID, no unrestricted guest} */
    public static VmxModel lynnfield() {
        return base(0x00DA_0400_0000_000EL, 0x67FF, 0x0004_01C5L)
                .withControls(0x7F, 0xFFF9_FFFEL, 0x007F_FFFFL, 0xFFFFL)
                .with(VMCS_ENUM, 0x2A)
                .with(SECONDARY, 0x0000_007F_0000_0000L)
                .with(EPT_VPID, 0x0000_0F01_0611_4141L);
    }

    /** {@return Arrandale of 2010: the first with unrestricted guest; no 1 GiB pages, no accessed and dirty bits in EPT} */
    public static VmxModel arrandale() {
        return base(0x00DA_0400_0000_000FL, 0x267FF, 0x0004_01E5L)
                .withControls(0x7F, 0xFFF9_FFFEL, 0x007F_FFFFL, 0xFFFFL)
                .with(VMCS_ENUM, 0x2A)
                .with(SECONDARY, 0x0000_00FF_0000_0000L)
                .with(EPT_VPID, 0x0000_0F01_0611_4141L);
    }

    /** {@return Haswell of 2013: 1 GiB pages and accessed and dirty bits in EPT, INVPCID, VM functions, VMCS shadowing} */
    public static VmxModel haswell() {
        return base(0x00DA_0400_0000_0012L, 0x17_67FF, 0x3004_81E5L)
                .withControls(0x7F, 0xFFF9_FFFEL, 0x007F_FFFFL, 0xFFFFL)
                .with(VMCS_ENUM, 0x2A)
                .with(SECONDARY, 0x0000_7CFF_0000_0000L)
                .with(EPT_VPID, 0x0000_0F01_0633_4141L)
                .with(FUNCTIONS, 1);
    }

    /** {@return Skylake-X of 2017: posted interrupts, page-modification logging, XSAVES, TSC scaling} */
    public static VmxModel skylake() {
        return base(0x00DA_0400_0000_0004L, 0x37_27FF, 0x7004_C1E7L)
                .withControls(0xFF, 0xFFF9_FFFEL, 0x01FF_FFFFL, 0x3_FFFFL)
                .with(VMCS_ENUM, 0x2E)
                .with(SECONDARY, 0x025F_7FFF_0000_0000L)
                .with(EPT_VPID, 0x0000_0F01_0673_4141L)
                .with(FUNCTIONS, 1);
    }

    /** {@return this model with another value of one register} */
    public VmxModel with(int register, long value) {
        Map<Integer, Long> changed = new HashMap<>(registers);
        changed.put(register, value);
        return new VmxModel(changed);
    }

    /** {@return what VMXON and VMPTRLD want at the start of their regions} */
    public int revision() {
        return (int) (registers.get(BASIC) & 0x7FFF_FFFF);
    }

    /** {@return the value of {@code register}, 0 if the model lacks it} */
    public long register(int register) {
        return registers.getOrDefault(register, 0L);
    }

    private static VmxModel base(long basic, long cr4, long misc) {
        return new VmxModel(Map.of(
                BASIC,
                basic,
                CR0_FIXED0,
                0x8000_0021L,
                CR0_FIXED0 + 1,
                0xFFFF_FFFFL,
                CR0_FIXED0 + 2,
                0x2000L,
                CR4_FIXED1,
                cr4,
                MISC,
                misc));
    }

    /** The controls that may be 1, with the must-be-1 bits that all processors with TRUE controls have. */
    private VmxModel withControls(long pin, long primary, long exit, long entry) {
        return with(PIN_BASED, pin << 32 | 0x16)
                .with(PROCESSOR_BASED, primary << 32 | 0x0401_E172L)
                .with(EXIT, exit << 32 | 0x3_6DFF)
                .with(ENTRY, entry << 32 | 0x11FF)
                .with(TRUE_PIN_BASED, pin << 32 | 0x16)
                .with(TRUE_PIN_BASED + 1, primary << 32 | 0x0400_6172L)
                .with(TRUE_PIN_BASED + 2, exit << 32 | 0x3_6DFB)
                .with(TRUE_PIN_BASED + 3, entry << 32 | 0x11FB);
    }
}
