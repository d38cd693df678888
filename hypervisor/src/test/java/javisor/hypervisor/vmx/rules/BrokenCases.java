package javisor.hypervisor.vmx.rules;

import static javisor.hypervisor.vmx.rules.GuestState.CET;
import static javisor.hypervisor.vmx.rules.GuestState.HOST_32;
import static javisor.hypervisor.vmx.rules.GuestState.LONG;
import static javisor.hypervisor.vmx.rules.GuestState.REAL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.HostField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmxModel;

/** Changes of controls and host state, each of which breaks exactly one rule. */
final class BrokenCases {
    /** An address that is not canonical with 48 bits. */
    static final long NOT_CANONICAL = 1L << 47;

    /** An address beyond the 46 bits of the model. */
    static final long BEYOND_WIDTH = 1L << 46;

    /** One case: in {@code state}, {@code change} breaks {@code rule}. */
    record Case(String rule, GuestState state, Consumer<SimulatedMachine> change) {
        @Override
        public String toString() {
            return state + ", " + rule;
        }
    }

    private final List<Case> cases = new ArrayList<>();

    /** {@return the cases} */
    static List<Case> all() {
        BrokenCases broken = new BrokenCases();
        broken.controls();
        broken.nestedPaging();
        broken.unused();
        broken.injection();
        broken.host();
        broken.hostSegments();
        List<Case> all = new ArrayList<>(broken.cases);
        all.addAll(BrokenGuestCases.all());
        return all;
    }

    private void controls() {
        bits(ControlRules.PIN_MUST, LONG, ControlField.PIN_BASED, 1 << 1, false);
        bits(ControlRules.PIN_MAY, LONG, ControlField.PIN_BASED, 1 << 8, true);
        bits(ControlRules.PRIMARY_MUST, LONG, ControlField.PROCESSOR_BASED, 1 << 1, false);
        bits(ControlRules.PRIMARY_MAY, LONG, ControlField.PROCESSOR_BASED, 1, true);
        bits(ControlRules.SECONDARY_MAY, LONG, ControlField.SECONDARY_PROCESSOR_BASED, 1L << 31, true);
        add(
                ControlRules.SECONDARY_MUST,
                LONG,
                machine -> machine.msrs().preset(VmxModel.SECONDARY, 0x7FFF_FFFF_0000_0400L));
        bits(ControlRules.EXIT_MUST, LONG, ControlField.EXIT, 1, false);
        bits(ControlRules.EXIT_MAY, LONG, ControlField.EXIT, 1 << 25, true);
        bits(ControlRules.ENTRY_MUST, LONG, ControlField.ENTRY, 1, false);
        bits(ControlRules.ENTRY_MAY, LONG, ControlField.ENTRY, 1L << 31, true);
        set(ControlRules.CR3_TARGETS, LONG, ControlField.CR3_TARGET_COUNT, 5);
        set(ControlRules.MSR_BITMAP, LONG, ControlField.MSR_BITMAP, 0x4800);
        set(ControlRules.MSR_BITMAP, LONG, ControlField.MSR_BITMAP, BEYOND_WIDTH);
        add(ControlRules.MSR_BITMAP, LONG, machine -> {
            machine.msrs().preset(VmxModel.BASIC, machine.msrs().read(VmxModel.BASIC) | 1L << 48);
            ControlField.MSR_BITMAP.write(1L << 32);
        });
        bits(ControlRules.VIRTUAL_NMIS, LONG, ControlField.PIN_BASED, 1 << 3, false);
        add(ControlRules.NMI_WINDOW, LONG, _ -> {
            ControlField.PIN_BASED.write(0x1E);
            GuestState.change(ControlField.PROCESSOR_BASED, controls -> controls | 1 << 22);
        });
        set(ControlRules.VPID, LONG, ControlField.VPID, 0);
        bits(ControlRules.UNRESTRICTED, REAL, ControlField.SECONDARY_PROCESSOR_BASED, 1 << 1, false);
    }

    private void nestedPaging() {
        set(ControlRules.EPT_MEMORY_TYPE, LONG, ControlField.EPT_POINTER, 0x5019);
        set(ControlRules.EPT_WALK, LONG, ControlField.EPT_POINTER, 0x5026);
        set(ControlRules.EPT_WALK, LONG, ControlField.EPT_POINTER, 0x5016);
        set(ControlRules.EPT_SHADOW_STACK, LONG, ControlField.EPT_POINTER, 0x509E);
        set(ControlRules.EPT_RESERVED, LONG, ControlField.EPT_POINTER, 0x511E);
        set(ControlRules.EPT_RESERVED, LONG, ControlField.EPT_POINTER, BEYOND_WIDTH | 0x1E);
        add(ControlRules.EPT_ACCESSED, LONG, machine -> {
            machine.msrs().preset(VmxModel.EPT_VPID, 0x0F01_0611_4141L);
            ControlField.EPT_POINTER.write(0x505E);
        });
    }

    private void unused() {
        unused(UnusedControls.PIN, UnusedControls.PIN_BITS, ControlField.PIN_BASED);
        unused(UnusedControls.PRIMARY, UnusedControls.PRIMARY_BITS, ControlField.PROCESSOR_BASED);
        unused(UnusedControls.SECONDARY, UnusedControls.SECONDARY_BITS, ControlField.SECONDARY_PROCESSOR_BASED);
        unused(UnusedControls.EXIT, UnusedControls.EXIT_BITS, ControlField.EXIT);
        unused(UnusedControls.ENTRY, UnusedControls.ENTRY_BITS, ControlField.ENTRY);
        set(UnusedControls.EXIT_STORE_AREA, LONG, ControlField.EXIT_MSR_STORE_COUNT, 1);
        set(UnusedControls.EXIT_LOAD_AREA, LONG, ControlField.EXIT_MSR_LOAD_COUNT, 1);
        set(UnusedControls.ENTRY_LOAD_AREA, LONG, ControlField.ENTRY_MSR_LOAD_COUNT, 1);
    }

    private void unused(String[] rules, int[] bits, VmcsField field) {
        for (int i = 0; i < bits.length; i++) {
            bits(rules[i], LONG, field, 1L << bits[i], true);
        }
    }

    private void injection() {
        set(InjectionRules.TYPE, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_0103L);
        add(InjectionRules.TYPE, LONG, machine -> {
            machine.msrs().preset(VmxModel.TRUE_PIN_BASED + 1, 0xF7FB_FFFE_0400_6172L);
            ControlField.ENTRY_INTERRUPTION.write(0x8000_0700L);
        });
        set(InjectionRules.NMI_VECTOR, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_0203L);
        set(InjectionRules.EXCEPTION_VECTOR, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_0320L);
        set(InjectionRules.OTHER_VECTOR, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_0701L);
        set(InjectionRules.REAL_MODE, REAL, ControlField.ENTRY_INTERRUPTION, 0x8000_0B0DL);
        set(InjectionRules.NO_EXCEPTION, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_0A02L);
        set(InjectionRules.ERROR_CODE, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_030DL);
        set(InjectionRules.ERROR_CODE, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_0B06L);
        set(InjectionRules.RESERVED, LONG, ControlField.ENTRY_INTERRUPTION, 0x8000_1306L);
        add(InjectionRules.ERROR_CODE_HIGH, LONG, _ -> {
            ControlField.ENTRY_INTERRUPTION.write(0x8000_0B0DL);
            ControlField.ENTRY_ERROR_CODE.write(0x1_0000);
        });
        add(InjectionRules.LENGTH, LONG, _ -> {
            ControlField.ENTRY_INTERRUPTION.write(0x8000_0480L);
            ControlField.ENTRY_INSTRUCTION_LENGTH.write(16);
        });
        add(InjectionRules.LENGTH, LONG, machine -> {
            ControlField.ENTRY_INTERRUPTION.write(0x8000_0603L);
            machine.msrs().preset(VmxModel.MISC, 0x3004_C1E7L);
        });
    }

    private void host() {
        bits(HostRules.CR0, LONG, HostField.CR0, 1 << 5, false);
        bits(HostRules.CR4, LONG, HostField.CR4, 1 << 13, false);
        bits(HostRules.CR4, LONG, HostField.CR4, 1 << 22, true);
        add(HostRules.CET, LONG, _ -> {
            GuestState.change(HostField.CR4, cr4 -> cr4 | 1 << 23);
            GuestState.change(HostField.CR0, cr0 -> cr0 & ~(1 << 16));
        });
        set(HostRules.CR3, LONG, HostField.CR3, BEYOND_WIDTH);
        set(HostRules.SYSENTER_ESP, LONG, HostField.SYSENTER_ESP, NOT_CANONICAL);
        set(HostRules.SYSENTER_EIP, LONG, HostField.SYSENTER_EIP, NOT_CANONICAL);
        set(HostRules.PAT, LONG, HostField.PAT, 0x0200);
        bits(HostRules.EFER_RESERVED, LONG, HostField.EFER, 1 << 12, true);
        bits(HostRules.EFER_LONG, LONG, HostField.EFER, 1 << 10, false);
        bits(HostRules.EFER_LONG, LONG, HostField.EFER, 1 << 8, false);
        set(HostRules.S_CET, CET, HostField.S_CET, 0x40);
        set(HostRules.S_CET, CET, HostField.S_CET, 0xC00);
        set(HostRules.S_CET, CET, HostField.S_CET, NOT_CANONICAL);
        set(HostRules.SSP, CET, HostField.SSP, 2);
        set(HostRules.SSP, CET, HostField.SSP, NOT_CANONICAL);
        set(HostRules.SSP_TABLE, CET, HostField.INTERRUPT_SSP_TABLE, NOT_CANONICAL);
    }

    private void hostSegments() {
        for (int i = 0; i < HostRules.SELECTORS.length; i++) {
            VmcsField selector = new VmcsField(HostField.ES_SELECTOR.encoding() + 2L * i);
            for (long bit = 1; bit <= 4; bit <<= 1) {
                bits(HostRules.SELECTORS[i], LONG, selector, bit, true);
            }
        }
        for (int i = 0; i < HostRules.BASES.length; i++) {
            set(HostRules.BASES[i], LONG, new VmcsField(HostField.FS_BASE.encoding() + 2L * i), NOT_CANONICAL);
        }
        set(HostRules.CS_NULL, LONG, HostField.CS_SELECTOR, 0);
        set(HostRules.TR_NULL, LONG, HostField.TR_SELECTOR, 0);
        set(HostRules.SS_NULL, HOST_32, HostField.SS_SELECTOR, 0);
        add(HostRules.LONG_HOST, HOST_32, machine -> machine.msrs().preset(GuestState.EFER, 0x500));
        add(HostRules.LONG_GUEST, LONG, machine -> {
            machine.msrs().preset(GuestState.EFER, 0);
            GuestState.change(ControlField.EXIT, controls -> controls & ~(1 << 9));
            HostField.EFER.write(0);
            HostField.RIP.write(0x1000);
        });
        bits(HostRules.PCIDE, HOST_32, HostField.CR4, 1 << 17, true);
        set(HostRules.RIP_HIGH, HOST_32, HostField.RIP, 1L << 32);
        bits(HostRules.PAE, LONG, HostField.CR4, 1 << 5, false);
        set(HostRules.RIP, LONG, HostField.RIP, NOT_CANONICAL);
    }

    private void add(String rule, GuestState state, Consumer<SimulatedMachine> change) {
        cases.add(new Case(rule, state, change));
    }

    private void set(String rule, GuestState state, VmcsField field, long value) {
        add(rule, state, _ -> field.write(value));
    }

    private void bits(String rule, GuestState state, VmcsField field, long bits, boolean one) {
        LongUnaryOperator change = one ? value -> value | bits : value -> value & ~bits;
        add(rule, state, _ -> GuestState.change(field, change));
    }
}
