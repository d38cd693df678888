package javisor.hypervisor.vmx.task;

import javisor.hypervisor.linear.Access;
import javisor.hypervisor.linear.LinearMemory;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.x86.SegmentDescriptor;

/**
 * Loads what stands behind the selectors of a new task, with the checks and faults of a task switch (Intel SDM vol. 3, 8.3, table 8-1):
 * nearly all are #TS with the selector.
 */
final class SegmentLoad {
    private static final int INDEX = 0xFFF8;
    private static final int LOCAL = 1 << 2;
    private static final int RPL = 3;

    private static final int ACCESSED = 1;
    private static final int WRITABLE_OR_READABLE = 1 << 1;
    private static final int CONFORMING = 1 << 2;
    private static final int CODE = 1 << 3;
    private static final int TYPE_LDT = 2;

    private static final int RIGHTS_SHIFT = 40;
    private static final int RIGHTS = 0xF0FF;
    private static final int RIGHTS_CODE = 0x9B;
    private static final int RIGHTS_VIRTUAL_8086 = 0xF3;
    private static final int VIRTUAL_8086_LIMIT = 0xFFFF;

    private final LinearMemory memory;
    private final TaskFault fault;

    SegmentLoad(LinearMemory memory, TaskFault fault) {
        this.memory = memory;
        this.fault = fault;
    }

    /** {@return whether a selector is a null selector} */
    static boolean isNull(int selector) {
        return (selector & (INDEX | LOCAL)) == 0;
    }

    /** {@return where the descriptor of a selector that names the GDT stands} */
    static long globalDescriptor(int selector) {
        return GuestField.GDTR_BASE.read() + (selector & INDEX);
    }

    /** {@return a descriptor's rights as the VMCS has them} */
    static int rights(SegmentDescriptor descriptor) {
        return (int) (descriptor.bits() >>> RIGHTS_SHIFT) & RIGHTS;
    }

    /**
     * Leaves nothing behind the selectors ES to LDTR, as they are until each is loaded. The code segment, which cannot be unusable, has
     * one byte.
     */
    static void clear(int privilege) {
        for (long i = GuestSegment.ES.number(); i <= GuestSegment.LDTR.number(); i++) {
            new GuestSegment(i).describe(GuestSegment.UNUSABLE, 0, 0);
        }
        int dpl = privilege << GuestSegment.DPL_SHIFT;
        GuestSegment.CS.describe(RIGHTS_CODE | dpl, 0, 0);
        GuestSegment.SS.describe(GuestSegment.UNUSABLE | dpl, 0, 0);
    }

    /** Loads all six in virtual-8086 mode, where nothing is checked. */
    static void loadVirtual8086() {
        for (long i = GuestSegment.ES.number(); i <= GuestSegment.GS.number(); i++) {
            GuestSegment segment = new GuestSegment(i);
            segment.describe(RIGHTS_VIRTUAL_8086, (long) segment.selector() << 4, VIRTUAL_8086_LIMIT);
        }
    }

    /** Loads the LDT; {@return whether that succeeded} */
    boolean loadLocalTable() {
        int selector = GuestSegment.LDTR.selector();
        if (isNull(selector)) {
            return true;
        }
        if ((selector & LOCAL) != 0) {
            return fault.raise(Interruption.TS, selector);
        }
        SegmentDescriptor descriptor = fetch(selector);
        if (fault.raised()) {
            return false;
        }
        if (descriptor.codeOrData() || descriptor.type() != TYPE_LDT || !descriptor.present()) {
            return fault.raise(Interruption.TS, selector);
        }
        GuestSegment.LDTR.describe(rights(descriptor), descriptor.base(), descriptor.limit());
        return true;
    }

    /** Loads the six segments of a task in protected mode; {@return whether that succeeded} */
    boolean loadProtected(int privilege) {
        return load(GuestSegment.CS, privilege)
                && load(GuestSegment.SS, privilege)
                && load(GuestSegment.ES, privilege)
                && load(GuestSegment.DS, privilege)
                && load(GuestSegment.FS, privilege)
                && load(GuestSegment.GS, privilege);
    }

    private boolean load(GuestSegment segment, int privilege) {
        int selector = segment.selector();
        boolean code = segment.number() == GuestSegment.CS.number();
        boolean stack = segment.number() == GuestSegment.SS.number();
        if (isNull(selector)) {
            return !code && !stack || fault.raise(Interruption.TS, selector);
        }
        SegmentDescriptor descriptor = fetch(selector);
        if (fault.raised()) {
            return false;
        }
        boolean valid = descriptor.codeOrData();
        if (code) {
            valid &= validCode(descriptor, privilege);
        } else if (stack) {
            valid &= validStack(descriptor, selector, privilege);
        } else {
            valid &= validData(descriptor, selector, privilege);
        }
        if (!valid) {
            return fault.raise(Interruption.TS, selector);
        }
        if (!descriptor.present()) {
            return fault.raise(stack ? Interruption.SS : Interruption.NP, selector);
        }
        if ((descriptor.type() & ACCESSED) == 0) {
            memory.write(address(selector) + 5, 1, rights(descriptor) | ACCESSED, 0);
        }
        if (!fault.none(memory)) {
            return false;
        }
        segment.describe(rights(descriptor) | ACCESSED, descriptor.base(), descriptor.limit());
        return true;
    }

    private static boolean validCode(SegmentDescriptor descriptor, int privilege) {
        boolean conforming = (descriptor.type() & CONFORMING) != 0;
        boolean privileged = conforming ? descriptor.privilege() <= privilege : descriptor.privilege() == privilege;
        return (descriptor.type() & CODE) != 0 && privileged;
    }

    private static boolean validStack(SegmentDescriptor descriptor, int selector, int privilege) {
        boolean writable = (descriptor.type() & (CODE | WRITABLE_OR_READABLE)) == WRITABLE_OR_READABLE;
        return writable && descriptor.privilege() == privilege && (selector & RPL) == privilege;
    }

    private static boolean validData(SegmentDescriptor descriptor, int selector, int privilege) {
        int type = descriptor.type();
        boolean readable = (type & CODE) == 0 || (type & WRITABLE_OR_READABLE) != 0;
        boolean conforming = (type & (CODE | CONFORMING)) == (CODE | CONFORMING);
        return readable && (conforming || descriptor.privilege() >= Math.max(privilege, selector & RPL));
    }

    /** {@return the descriptor; 0 and a fault if the table ends before it} */
    private SegmentDescriptor fetch(int selector) {
        boolean local = (selector & LOCAL) != 0;
        boolean there = !local || (GuestSegment.LDTR.accessRights() & GuestSegment.UNUSABLE) == 0;
        long limit = local ? GuestSegment.LDTR.limit() : GuestField.GDTR_LIMIT.read();
        if (!there || (selector | ~INDEX & 0xFFFF) > limit) {
            fault.raise(Interruption.TS, selector);
            return new SegmentDescriptor(0);
        }
        SegmentDescriptor descriptor = new SegmentDescriptor(memory.read(address(selector), 8, Access.SYSTEM_READ));
        fault.none(memory);
        return descriptor;
    }

    private static long address(int selector) {
        boolean local = (selector & LOCAL) != 0;
        return local ? GuestSegment.LDTR.base() + (selector & INDEX) : globalDescriptor(selector);
    }
}
