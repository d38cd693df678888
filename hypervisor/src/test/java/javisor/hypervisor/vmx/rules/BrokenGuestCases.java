package javisor.hypervisor.vmx.rules;

import static javisor.hypervisor.vmx.rules.BrokenCases.BEYOND_WIDTH;
import static javisor.hypervisor.vmx.rules.BrokenCases.NOT_CANONICAL;
import static javisor.hypervisor.vmx.rules.GuestState.CET;
import static javisor.hypervisor.vmx.rules.GuestState.LONG;
import static javisor.hypervisor.vmx.rules.GuestState.PAE;
import static javisor.hypervisor.vmx.rules.GuestState.PAGED_32;
import static javisor.hypervisor.vmx.rules.GuestState.REAL;
import static javisor.hypervisor.vmx.rules.GuestState.RESTRICTED;
import static javisor.hypervisor.vmx.rules.GuestState.VIRTUAL_8086;
import static javisor.hypervisor.vmx.rules.GuestState.segmentField;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmxModel;

/** Changes of guest state, each of which breaks exactly one rule. */
final class BrokenGuestCases {
    private static final int[] DATA = {0, 3, 4, 5};
    private static final int[] CODE_AND_DATA = {0, 1, 2, 3, 4, 5};
    private static final int[] ALL = {0, 1, 2, 3, 4, 5, 6, 7};

    private final List<BrokenCases.Case> cases = new ArrayList<>();

    /** {@return the cases} */
    static List<BrokenCases.Case> all() {
        BrokenGuestCases broken = new BrokenGuestCases();
        broken.controlRegisters();
        broken.msrs();
        broken.instructionPointer();
        broken.segments();
        broken.privileges();
        broken.systemSegments();
        broken.activity();
        broken.interruptibility();
        broken.pending();
        return broken.cases;
    }

    private void controlRegisters() {
        bits(GuestRegisterRules.CR0_FIXED, LONG, GuestField.CR0, 1 << 5, false);
        set(GuestRegisterRules.CR0_FIXED, LONG, GuestField.CR0, 0x1_8001_0031L);
        bits(GuestRegisterRules.PAGING, PAGED_32, GuestField.CR0, 1, false);
        bits(GuestRegisterRules.CR4_FIXED, LONG, GuestField.CR4, 1 << 13, false);
        bits(GuestRegisterRules.CR4_FIXED, LONG, GuestField.CR4, 1 << 22, true);
        add(GuestRegisterRules.CET, LONG, _ -> {
            GuestState.change(GuestField.CR4, cr4 -> cr4 | 1 << 23);
            GuestState.change(GuestField.CR0, cr0 -> cr0 & ~(1 << 16));
        });
        bits(GuestRegisterRules.LONG_PAGING, LONG, GuestField.CR0, 1L << 31, false);
        bits(GuestRegisterRules.LONG_PAE, LONG, GuestField.CR4, 1 << 5, false);
        bits(GuestRegisterRules.PCIDE, PAGED_32, GuestField.CR4, 1 << 17, true);
        set(GuestRegisterRules.CR3, LONG, GuestField.CR3, BEYOND_WIDTH);
        set(GuestRegisterRules.DR7, LONG, GuestField.DR7, 1L << 32);
        set(GuestRegisterRules.GDTR_BASE, LONG, GuestField.GDTR_BASE, NOT_CANONICAL);
        set(GuestRegisterRules.IDTR_BASE, LONG, GuestField.IDTR_BASE, NOT_CANONICAL);
        set(GuestRegisterRules.GDTR_LIMIT, LONG, GuestField.GDTR_LIMIT, 1 << 16);
        set(GuestRegisterRules.IDTR_LIMIT, LONG, GuestField.IDTR_LIMIT, 1 << 16);
    }

    private void msrs() {
        set(GuestRegisterRules.DEBUGCTL, LONG, GuestField.DEBUGCTL, 1 << 16);
        set(GuestRegisterRules.DEBUGCTL, LONG, GuestField.DEBUGCTL, 1 << 2);
        set(GuestRegisterRules.SYSENTER_ESP, LONG, GuestField.SYSENTER_ESP, NOT_CANONICAL);
        set(GuestRegisterRules.SYSENTER_EIP, LONG, GuestField.SYSENTER_EIP, NOT_CANONICAL);
        set(GuestRegisterRules.PAT, LONG, GuestField.PAT, 8L << 56);
        bits(GuestRegisterRules.EFER_RESERVED, LONG, GuestField.EFER, 1 << 12, true);
        bits(GuestRegisterRules.EFER_LMA, LONG, GuestField.EFER, 1 << 10 | 1 << 8, false);
        bits(GuestRegisterRules.EFER_LMA, REAL, GuestField.EFER, 1 << 10, true);
        bits(GuestRegisterRules.EFER_LME, LONG, GuestField.EFER, 1 << 8, false);
        bits(GuestRegisterRules.EFER_LME, PAGED_32, GuestField.EFER, 1 << 8, true);
        set(GuestRegisterRules.S_CET, CET, GuestField.S_CET, 0x200);
        set(GuestRegisterRules.S_CET, CET, GuestField.S_CET, 0xC00);
        set(GuestRegisterRules.SSP_TABLE, CET, GuestField.INTERRUPT_SSP_TABLE, NOT_CANONICAL);
        set(GuestRegisterRules.SSP, CET, GuestField.SSP, 1);
        set(GuestRegisterRules.SSP, CET, GuestField.SSP, NOT_CANONICAL);
    }

    private void instructionPointer() {
        set(GuestRegisterRules.RIP, LONG, GuestField.RIP, NOT_CANONICAL);
        set(GuestRegisterRules.RIP_HIGH, PAGED_32, GuestField.RIP, 1L << 32);
        set(GuestRegisterRules.RIP_HIGH, LONG, GuestField.CS_ACCESS_RIGHTS, 0xC09B);
        bits(GuestRegisterRules.RFLAGS_RESERVED, LONG, GuestField.RFLAGS, 1 << 22, true);
        bits(GuestRegisterRules.RFLAGS_RESERVED, LONG, GuestField.RFLAGS, 1 << 15, true);
        bits(GuestRegisterRules.RFLAGS_RESERVED, LONG, GuestField.RFLAGS, 1L << 63, true);
        bits(GuestRegisterRules.RFLAGS_ONE, LONG, GuestField.RFLAGS, 1 << 1, false);
        set(GuestRegisterRules.RFLAGS_VM, VIRTUAL_8086, GuestField.CR0, 0x30);
        add(GuestRegisterRules.RFLAGS_IF, LONG, _ -> {
            GuestField.RFLAGS.write(2);
            ControlField.ENTRY_INTERRUPTION.write(0x8000_0030L);
        });
    }

    private void segments() {
        for (int register : CODE_AND_DATA) {
            VmcsField rights = segmentField(GuestField.ES_ACCESS_RIGHTS, register);
            VmcsField base = segmentField(GuestField.ES_BASE, register);
            set(SegmentRules.BASE_8086[register], VIRTUAL_8086, base, 0x1010);
            set(SegmentRules.LIMIT_8086[register], VIRTUAL_8086, segmentField(GuestField.ES_LIMIT, register), 0xFFFE);
            set(SegmentRules.RIGHTS_8086[register], VIRTUAL_8086, rights, 0xF1);
            bits(SegmentRules.CODE_OR_DATA[register], LONG, rights, 1 << 4, false);
            boolean wide = register == 4 || register == 5;
            set(
                    wide ? SegmentRules.BASE_CANONICAL[register] : SegmentRules.BASE_HIGH[register],
                    LONG,
                    base,
                    NOT_CANONICAL);
            set(SegmentRules.GRANULARITY[register], LONG, segmentField(GuestField.ES_LIMIT, register), 0xFFFF_FEFFL);
        }
        for (int register : ALL) {
            VmcsField rights = segmentField(GuestField.ES_ACCESS_RIGHTS, register);
            bits(SegmentRules.PRESENT[register], REAL, rights, 1 << 7, false);
            bits(SegmentRules.RESERVED[register], REAL, rights, 1 << 8, true);
            bits(SegmentRules.RESERVED[register], REAL, rights, 1L << 31, true);
            bits(SegmentRules.GRANULARITY[register], REAL, segmentField(GuestField.ES_LIMIT, register), 1 << 20, true);
        }
        for (int register : DATA) {
            VmcsField rights = segmentField(GuestField.ES_ACCESS_RIGHTS, register);
            set(SegmentRules.ACCESSED[register], LONG, rights, 0xC092);
            set(SegmentRules.READABLE[register], LONG, rights, 0xC099);
            set(SegmentRules.DPL_RPL[register], RESTRICTED, segmentField(GuestField.ES_SELECTOR, register), 0xB);
        }
        set(SegmentRules.CS_TYPE, LONG, GuestField.CS_ACCESS_RIGHTS, 0xA09A);
        set(SegmentRules.CS_TYPE, LONG, GuestField.CS_ACCESS_RIGHTS, 0xA097);
        set(SegmentRules.CS_TYPE, RESTRICTED, GuestField.CS_ACCESS_RIGHTS, 0xA093);
        set(SegmentRules.CS_BIG, LONG, GuestField.CS_ACCESS_RIGHTS, 0xE09B);
        set(SegmentRules.SS_TYPE, LONG, GuestField.SS_ACCESS_RIGHTS, 0xC091);
        set(SegmentRules.SS_TYPE, LONG, GuestField.SS_ACCESS_RIGHTS, 0xC09B);
    }

    private void privileges() {
        set(SegmentRules.SS_RPL, RESTRICTED, GuestField.CS_SELECTOR, 0xB);
        set(SegmentRules.CS_DPL, LONG, GuestField.CS_ACCESS_RIGHTS, 0xA0BB);
        set(SegmentRules.CS_DPL_CONFORMING, LONG, GuestField.CS_ACCESS_RIGHTS, 0xA0BF);
        set(SegmentRules.CS_DPL_DATA, PAGED_32, GuestField.CS_ACCESS_RIGHTS, 0xC0B3);
        add(SegmentRules.SS_DPL_RPL, RESTRICTED, _ -> {
            GuestField.CS_SELECTOR.write(0xB);
            GuestField.SS_SELECTOR.write(0xB);
        });
        add(SegmentRules.SS_DPL_REAL, REAL, _ -> {
            GuestField.CS_ACCESS_RIGHTS.write(0xFB);
            GuestField.SS_ACCESS_RIGHTS.write(0xF3);
        });
        add(SegmentRules.SS_DPL_REAL, PAGED_32, _ -> {
            GuestField.CS_ACCESS_RIGHTS.write(0xC093);
            GuestField.SS_ACCESS_RIGHTS.write(0xC0F3);
        });
    }

    private void systemSegments() {
        bits(SystemSegmentRules.LDTR_LOCAL, LONG, GuestField.LDTR_SELECTOR, 4, true);
        bits(SystemSegmentRules.TR_LOCAL, LONG, GuestField.TR_SELECTOR, 4, true);
        set(SegmentRules.BASE_CANONICAL[6], LONG, GuestField.LDTR_BASE, NOT_CANONICAL);
        set(SegmentRules.BASE_CANONICAL[7], LONG, GuestField.TR_BASE, NOT_CANONICAL);
        set(SystemSegmentRules.LDTR_TYPE, LONG, GuestField.LDTR_ACCESS_RIGHTS, 0x83);
        set(SystemSegmentRules.LDTR_SYSTEM, LONG, GuestField.LDTR_ACCESS_RIGHTS, 0x92);
        set(SystemSegmentRules.TR_TYPE, REAL, GuestField.TR_ACCESS_RIGHTS, 0x89);
        set(SystemSegmentRules.TR_TYPE, LONG, GuestField.TR_ACCESS_RIGHTS, 0x83);
        set(SystemSegmentRules.TR_SYSTEM, LONG, GuestField.TR_ACCESS_RIGHTS, 0x9B);
        set(SystemSegmentRules.TR_USABLE, LONG, GuestField.TR_ACCESS_RIGHTS, 0x1_008B);
        set(ActivityRules.PDPTE[0], PAE, GuestField.PDPTE0, 0xA003);
        set(ActivityRules.PDPTE[1], PAE, GuestField.PDPTE1, 0xA101);
        set(ActivityRules.PDPTE[2], PAE, GuestField.PDPTE2, BEYOND_WIDTH | 1);
        set(ActivityRules.PDPTE[3], PAE, GuestField.PDPTE3, 1L << 63 | 1);
    }

    private void activity() {
        set(ActivityRules.ACTIVITY, LONG, GuestField.ACTIVITY, 4);
        add(ActivityRules.ACTIVITY, LONG, machine -> {
            machine.msrs().preset(VmxModel.MISC, 0x7004_C1A7L);
            GuestField.ACTIVITY.write(1);
        });
        add(ActivityRules.HALT_PRIVILEGE, LONG, _ -> {
            GuestField.CS_ACCESS_RIGHTS.write(0xA0FB);
            GuestField.SS_ACCESS_RIGHTS.write(0xC0F3);
            GuestField.ACTIVITY.write(1);
        });
        add(ActivityRules.BLOCKED_ACTIVE, LONG, _ -> {
            GuestField.ACTIVITY.write(2);
            GuestField.INTERRUPTIBILITY.write(2);
        });
        event(ActivityRules.HALT_EVENT, GuestField.ACTIVITY, 1, 0x8000_0306L);
        event(ActivityRules.SHUTDOWN_EVENT, GuestField.ACTIVITY, 2, 0x8000_0030L);
        event(ActivityRules.SIPI_EVENT, GuestField.ACTIVITY, 3, 0x8000_0202L);
        set(ActivityRules.LINK, LONG, GuestField.VMCS_LINK_POINTER, 0);
    }

    private void interruptibility() {
        set(ActivityRules.RESERVED, LONG, GuestField.INTERRUPTIBILITY, 1 << 5);
        set(ActivityRules.BOTH, LONG, GuestField.INTERRUPTIBILITY, 3);
        set(ActivityRules.SMI, LONG, GuestField.INTERRUPTIBILITY, 4);
        set(ActivityRules.ENCLAVE, LONG, GuestField.INTERRUPTIBILITY, 0x10);
        add(ActivityRules.STI_IF, LONG, _ -> {
            GuestField.RFLAGS.write(2);
            GuestField.INTERRUPTIBILITY.write(1);
        });
        event(ActivityRules.EXTERNAL, GuestField.INTERRUPTIBILITY, 1, 0x8000_0030L);
        event(ActivityRules.EXTERNAL, GuestField.INTERRUPTIBILITY, 2, 0x8000_0030L);
        event(ActivityRules.NMI_MOV_SS, GuestField.INTERRUPTIBILITY, 2, 0x8000_0202L);
        event(ActivityRules.NMI_STI, GuestField.INTERRUPTIBILITY, 1, 0x8000_0202L);
        event(ActivityRules.NMI_NMI, GuestField.INTERRUPTIBILITY, 8, 0x8000_0202L);
    }

    private void pending() {
        for (long bit : new long[] {1 << 4, 1 << 11, 1 << 13, 1 << 15, 1 << 17, 1L << 63}) {
            set(ActivityRules.PENDING_RESERVED, LONG, GuestField.PENDING_DEBUG, bit);
        }
        add(ActivityRules.PENDING_STEP, LONG, _ -> {
            GuestField.INTERRUPTIBILITY.write(2);
            GuestField.PENDING_DEBUG.write(1 << 14);
        });
        add(ActivityRules.PENDING_STEP, LONG, _ -> {
            GuestField.RFLAGS.write(0x302);
            GuestField.INTERRUPTIBILITY.write(1);
        });
        add(ActivityRules.PENDING_STEP, LONG, _ -> {
            GuestField.RFLAGS.write(0x302);
            GuestField.DEBUGCTL.write(2);
            GuestField.ACTIVITY.write(1);
            GuestField.PENDING_DEBUG.write(1 << 14);
        });
        set(ActivityRules.PENDING_RTM, LONG, GuestField.PENDING_DEBUG, 1 << 16);
        set(ActivityRules.PENDING_RTM, LONG, GuestField.PENDING_DEBUG, 1 << 16 | 1 << 12 | 1);
    }

    private void event(String rule, VmcsField field, long value, long event) {
        add(rule, LONG, _ -> {
            field.write(value);
            ControlField.ENTRY_INTERRUPTION.write(event);
        });
    }

    private void add(String rule, GuestState state, Consumer<SimulatedMachine> change) {
        cases.add(new BrokenCases.Case(rule, state, change));
    }

    private void set(String rule, GuestState state, VmcsField field, long value) {
        add(rule, state, _ -> field.write(value));
    }

    private void bits(String rule, GuestState state, VmcsField field, long bits, boolean one) {
        LongUnaryOperator change = one ? value -> value | bits : value -> value & ~bits;
        add(rule, state, _ -> GuestState.change(field, change));
    }
}
