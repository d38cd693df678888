package javisor.hypervisor.vmx.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.HostField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Vmx;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmxModel;

/** States of a VMCS that a processor enters, one per mode a guest can be in; each makes its own machine. */
enum GuestState {
    /** Real mode, unrestricted guest. */
    REAL,
    /** Protected mode with 32-bit paging. */
    PAGED_32,
    /** Protected mode with PAE paging. */
    PAE,
    /** Virtual-8086 mode. */
    VIRTUAL_8086,
    /** 64-bit mode. */
    LONG,
    /** 64-bit mode without "unrestricted guest". */
    RESTRICTED,
    /** 64-bit mode, with the state of control-flow enforcement switched. */
    CET,
    /** Real mode, under a host outside IA-32e mode. */
    HOST_32;

    static final int EFER = 0xC000_0080;

    private static final long WINDOW = 0xFFFF_8000_0000_0000L;
    private static final long REGION = 0x1000;
    private static final long VMCS = 0x2000;
    private static final long LIMIT_64_KIB = 0xFFFF;
    private static final long LIMIT_4_GIB = 0xFFFF_FFFFL;
    private static final int TR = 7;
    private static final int LDTR = 6;

    /** A processor that allows every control but one bit of each word, so that those Javisor does not use can be set. */
    private static final CpuModel GENEROUS = CpuModel.skylake()
            .with(VmxModel.skylake()
                    .with(VmxModel.PROCESSOR_BASED, 0xFFFB_FFFE_0401_E172L)
                    .with(VmxModel.TRUE_PIN_BASED + 1, 0xFFFB_FFFE_0400_6172L)
                    .with(VmxModel.SECONDARY, 0x7FFF_FFFF_0000_0000L)
                    .with(VmxModel.EXIT, 0xFDFF_FFFF_0003_6DFFL)
                    .with(VmxModel.TRUE_PIN_BASED + 2, 0xFDFF_FFFF_0003_6DFBL)
                    .with(VmxModel.ENTRY, 0x7FFF_FFFF_0000_11FFL)
                    .with(VmxModel.TRUE_PIN_BASED + 3, 0x7FFF_FFFF_0000_11FBL)
                    .with(VmxModel.CR4_FIXED1, 0xB7_27FF));

    /** {@return a new machine with this state in its current VMCS} */
    SimulatedMachine enter() {
        SimulatedMachine machine = SimulatedMachine.install(GENEROUS, 1 << 20);
        ControlRegisters.writeCr0(0x8001_0033L);
        ControlRegisters.writeCr4(0x2020);
        machine.memory().write(REGION, 4, GENEROUS.vmx().revision());
        machine.memory().write(VMCS, 4, GENEROUS.vmx().revision());
        HostVirtual operand = new HostPhysical(0x100).toVirtual();
        operand.writeLong(0, REGION);
        Vmx.vmxon(operand);
        operand.writeLong(0, VMCS);
        Vmx.vmclear(operand);
        Vmx.vmptrld(operand);
        controls();
        host();
        guest();
        if (this == HOST_32) {
            machine.msrs().preset(EFER, 0);
        }
        return machine;
    }

    /** {@return the rules the current VMCS breaks} */
    static List<String> brokenRules() {
        List<String> rules = new ArrayList<>();
        EntryRules.check(rules::add);
        return rules;
    }

    /** Changes a field. */
    static void change(VmcsField field, LongUnaryOperator change) {
        field.write(change.applyAsLong(field.read()));
    }

    /** {@return the field of segment register {@code register} that is {@code ofEs} for ES} */
    static VmcsField segmentField(VmcsField ofEs, int register) {
        return new VmcsField(ofEs.encoding() + 2L * register);
    }

    private boolean longMode() {
        return this == LONG || this == RESTRICTED || this == CET;
    }

    private void controls() {
        ControlField.PIN_BASED.write(0x3E);
        ControlField.PROCESSOR_BASED.write(0x9400_6172L);
        ControlField.SECONDARY_PROCESSOR_BASED.write(this == RESTRICTED ? 0x102A : 0x10AA);
        ControlField.EXIT.write(0x3F_6FFF | (this == CET ? 1 << 28 : 0));
        ControlField.ENTRY.write(0xD1FF | (longMode() ? 1 << 9 : 0) | (this == CET ? 1 << 20 : 0));
        ControlField.MSR_BITMAP.write(0x4000);
        ControlField.EPT_POINTER.write(0x501E);
        ControlField.VPID.write(1);
        if (this == HOST_32) {
            change(ControlField.EXIT, controls -> controls & ~(1 << 9));
        }
    }

    private void host() {
        HostField.CR0.write(0x8001_0033L);
        HostField.CR3.write(0x3000);
        HostField.CR4.write(0x2020);
        HostField.PAT.write(0x0007_0406_0007_0406L);
        HostField.EFER.write(this == HOST_32 ? 0 : 0xD01);
        HostField.CS_SELECTOR.write(8);
        HostField.SS_SELECTOR.write(0x10);
        HostField.TR_SELECTOR.write(0x18);
        HostField.TR_BASE.write(WINDOW);
        HostField.GDTR_BASE.write(WINDOW);
        HostField.IDTR_BASE.write(WINDOW);
        HostField.RIP.write(this == HOST_32 ? 0x1000 : WINDOW);
    }

    private void guest() {
        GuestField.VMCS_LINK_POINTER.write(-1);
        GuestField.DR7.write(0x400);
        GuestField.PAT.write(0x0007_0406_0007_0406L);
        GuestField.RFLAGS.write(this == VIRTUAL_8086 ? 0x2_0202 : 0x202);
        GuestField.CR0.write(this == REAL || this == HOST_32 ? 0x30 : 0x8001_0031L);
        GuestField.CR4.write(longMode() || this == PAE ? 0x2020 : 0x2000);
        GuestField.CR3.write(0x6000);
        GuestField.EFER.write(longMode() ? 0xD01 : 0);
        GuestField.RIP.write(longMode() ? WINDOW : 0x7C00);
        for (int register = 0; register < 6; register++) {
            boolean code = register == 1;
            switch (this) {
                case REAL, HOST_32 -> segment(register, 0x100, 0x1000, LIMIT_64_KIB, code ? 0x9B : 0x93);
                case VIRTUAL_8086 -> segment(register, 0x100, 0x1000, LIMIT_64_KIB, 0xF3);
                case PAGED_32, PAE -> segment(register, 8, 0, LIMIT_4_GIB, code ? 0xC09B : 0xC093);
                default -> segment(register, 8, 0, LIMIT_4_GIB, code ? 0xA09B : 0xC093);
            }
        }
        segment(LDTR, 0x20, 0x8000, LIMIT_64_KIB, 0x82);
        segment(TR, 0x28, 0x9000, 0x67, 0x8B);
        GuestField.PDPTE0.write(0xA001);
        GuestField.PDPTE2.write(0xFFFF_FFFF_FFFF_FFFEL);
    }

    private static void segment(int register, long selector, long base, long limit, long rights) {
        segmentField(GuestField.ES_SELECTOR, register).write(selector);
        segmentField(GuestField.ES_BASE, register).write(base);
        segmentField(GuestField.ES_LIMIT, register).write(limit);
        segmentField(GuestField.ES_ACCESS_RIGHTS, register).write(rights);
    }
}
