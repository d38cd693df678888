package javisor.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What VMRUN refuses: the illegal guest states and control fields of AMD APM vol. 2, 15.5.1 ("Canonicalization and Consistency
 * Checks"), read from a VMCB in memory with offsets of its own, so that the resident code's layout is checked against a second one.
 */
public final class VmrunChecks {
    private static final long LMA = 1 << 10;
    private static final long LME = 1 << 8;
    private static final long SVME = 1 << 12;
    private static final long EFER_DEFINED = 0x0036_FD01L;
    private static final long CR4_DEFINED = 0x00F7_1FFFL;
    private static final int NESTED_PAGING = 1;

    private final PhysicalMemory memory;
    private final CpuModel model;
    private final long vmcb;
    private final List<String> violations = new ArrayList<>();

    private VmrunChecks(PhysicalMemory memory, CpuModel model, long vmcb) {
        this.memory = memory;
        this.model = model;
        this.vmcb = vmcb;
    }

    /** {@return what is wrong with the VMCB at {@code vmcb}; empty if VMRUN would enter the guest} */
    public static List<String> violations(PhysicalMemory memory, CpuModel model, long vmcb) {
        VmrunChecks checks = new VmrunChecks(memory, model, vmcb);
        checks.controlRegisters();
        checks.efer();
        checks.debugRegisters();
        checks.controls();
        checks.segments();
        return List.copyOf(checks.violations);
    }

    private void controlRegisters() {
        long cr0 = field(0x558, 8);
        long cr4 = field(0x548, 8);
        refuse((cr0 & 1 << 30) == 0 && (cr0 & 1 << 29) != 0, "CR0.CD clear and CR0.NW set");
        refuse(cr0 >>> 32 != 0, "CR0[63:32] not zero");
        refuse((cr0 & 1L << 31) != 0 && (cr0 & 1) == 0, "CR0.PG set and CR0.PE clear");
        refuse((cr4 & ~CR4_DEFINED) != 0, "reserved bits of CR4");
        refuse((cr4 & 1 << 23) != 0 && (cr0 & 1 << 16) == 0, "CR4.CET set and CR0.WP clear");
        boolean longMode = (field(0x4D0, 8) & LMA) != 0;
        refuse(longMode && field(0x550, 8) >>> model.physicalAddressBits() != 0, "reserved bits of CR3");
    }

    private void efer() {
        long efer = field(0x4D0, 8);
        long cr0 = field(0x558, 8);
        long cr4 = field(0x548, 8);
        boolean longPaging = (efer & LME) != 0 && (cr0 & 1L << 31) != 0;
        boolean physicalExtension = (cr4 & 1 << 5) != 0;
        refuse((efer & SVME) == 0, "EFER.SVME clear");
        refuse((efer & ~EFER_DEFINED) != 0, "reserved bits of EFER");
        refuse((efer & (LMA | LME)) != 0 && (model.cpuid(0x8000_0001, 0)[3] & 1 << 29) == 0, "no long mode");
        refuse(longPaging && !physicalExtension, "EFER.LME and CR0.PG set, CR4.PAE clear");
        refuse(longPaging && (cr0 & 1) == 0, "EFER.LME and CR0.PG set, CR0.PE clear");
        long code = field(0x412, 2);
        refuse(longPaging && physicalExtension && (code & 0x600) == 0x600, "64-bit code segment with CS.D set");
    }

    private void debugRegisters() {
        refuse(field(0x568, 8) >>> 32 != 0, "DR6[63:32] not zero");
        refuse(field(0x560, 8) >>> 32 != 0, "DR7[63:32] not zero");
    }

    private void controls() {
        long top = 1L << model.physicalAddressBits();
        refuse((field(0x010, 4) & 1) == 0, "VMRUN not intercepted");
        refuse(field(0x058, 4) == 0, "ASID 0");
        refuse(field(0x058, 4) >= model.cpuid(0x8000_000A, 0)[1], "ASID too large");
        refuse(field(0x040, 8) + 0x3000 > top, "I/O permission map beyond memory");
        refuse(field(0x048, 8) + 0x2000 > top, "MSR permission map beyond memory");
        refuse((field(0x048, 8) & 0xFFF) != 0, "MSR permission map not page-aligned");
        refuse(!List.of(0L, 1L, 3L, 7L).contains(field(0x05C, 1)), "reserved TLB control");
        eventInjection(field(0x0A8, 8));
        if ((field(0x090, 8) & NESTED_PAGING) != 0) {
            refuse(field(0x0B0, 8) >>> model.physicalAddressBits() != 0, "reserved bits of nested CR3");
            refuse((field(0x0B0, 8) & 0xFE7) != 0, "nested CR3 not page-aligned");
            pageAttributes(field(0x668, 8));
        }
    }

    private void pageAttributes(long pat) {
        for (int i = 0; i < 8; i++) {
            long type = pat >>> i * 8 & 0xFF;
            refuse(type > 7 || type == 2 || type == 3, "reserved type in the guest's PAT");
        }
    }

    private void eventInjection(long event) {
        if ((event & 1L << 31) == 0) {
            return;
        }
        long type = event >>> 8 & 7;
        long vector = event & 0xFF;
        refuse(type == 1 || type > 4, "reserved event type");
        refuse(type == 3 && (vector == 2 || vector > 31), "exception injected with the vector of something else");
    }

    /** What real mode and protected mode need for their first instruction; the processor takes attributes on trust. */
    private void segments() {
        refuse((field(0x412, 2) & 0x98) != 0x98, "CS is no present code segment");
        refuse((field(0x422, 2) & 0x98) != 0x90, "SS is no present data segment");
        refuse(
                (field(0x492, 2) & 0x9F) != 0x8B && (field(0x492, 2) & 0x9F) != 0x83,
                "TR is no busy task-state segment");
        refuse((field(0x570, 8) & 2) == 0, "RFLAGS bit 1 clear");
        boolean realMode = (field(0x558, 8) & 1) == 0;
        refuse(realMode && field(0x418, 8) != field(0x410, 2) << 4, "CS base is not 16 times its selector");
        refuse(realMode && field(0x428, 8) != field(0x420, 2) << 4, "SS base is not 16 times its selector");
        refuse(realMode && field(0x4CB, 1) != 0, "CPL not 0 in real mode");
    }

    private void refuse(boolean broken, String rule) {
        if (broken) {
            violations.add(rule);
        }
    }

    private long field(int offset, int size) {
        return memory.read(vmcb + offset, size);
    }
}
