package javisor.hypervisor.vmx;

import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.linear.GuestPaging;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.processor.Processor;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.vmx.task.TaskSwitch;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;
import javisor.machine.instruction.Vmx;

/** What belongs to one processor: its scratch page, and what its exits are answered with. Made at boot; the exit path only reads. */
final class VmxProcessor extends Processor {
    private static final long SINGLE_CONTEXT = 1;
    private static final int EPT_WALK_OF_4_WRITE_BACK = 3 << 3 | 6;

    private final long primaryControls;
    private final long monitorTrap;
    private final long eptPointer;
    private final int vpid;
    private final VmxVirtualisation.SharedState shared;
    private final FixedBits fixedBits = FixedBits.ofProcessor();
    private final GuestPaging paging;
    private final TaskSwitch taskSwitch;
    private final ApicStore apicStore;
    private boolean nmiWaits;

    /**
     * One processor.
     *
     * @param number its number
     * @param vpid its guest's VPID, 0 if it does without
     */
    VmxProcessor(
            int number,
            VmxVirtualisation.SharedState shared,
            long primaryControls,
            long monitorTrap,
            int vpid,
            GuestPaging paging,
            TaskSwitch taskSwitch) {
        super(number, shared.statistics());
        this.shared = shared;
        this.primaryControls = primaryControls;
        this.monitorTrap = monitorTrap;
        this.eptPointer = shared.tables().root().rawValue() | EPT_WALK_OF_4_WRITE_BACK;
        this.vpid = vpid;
        this.paging = paging;
        this.taskSwitch = taskSwitch;
        this.apicStore = new ApicStore(this, shared.memory());
    }

    /** {@return the EPT pointer} */
    long eptPointer() {
        return eptPointer;
    }

    /** {@return the primary processor-based controls while no NMI waits for the guest} */
    long primaryControls() {
        return primaryControls;
    }

    /** {@return the guest's page tables} */
    GuestPageTables tables() {
        return shared.tables();
    }

    /** {@return the answers to BIOS calls} */
    BiosCalls bios() {
        return shared.bios();
    }

    /** {@return the guest's paging outside IA-32e mode, to be told of its registers} */
    GuestPaging paging() {
        return paging;
    }

    /** {@return how hardware task switches are carried out} */
    TaskSwitch taskSwitch() {
        return taskSwitch;
    }

    /** {@return what carries out stores to the local APIC's page} */
    ApicStore apicStore() {
        return apicStore;
    }

    /** {@return whether the guest's INIT and start-up commands exit, so that waiting for them is done without the processor's help} */
    boolean commandsExit() {
        return shared.commandsExit();
    }

    /** {@return the bits of CR0 and CR4 that are not the guest's} */
    FixedBits fixedBits() {
        return fixedBits;
    }

    /** Follows a write to a MTRR, if {@code msr} is one. */
    void followMemoryTypes(int msr) {
        if (shared.types().covers(msr)) {
            Processors.lock(this);
            if (shared.types().reread()) {
                shared.tables().retype(this);
            }
            Processors.unlock();
        }
    }

    @Override
    public void flushNested() {
        HostVirtual scratch = scratch();
        scratch.writeLong(0, eptPointer);
        scratch.writeLong(8, 0);
        if (Vmx.invept(SINGLE_CONTEXT, scratch)) {
            throw new IllegalStateException("INVEPT failed");
        }
    }

    /** Has the processor forget all of the guest's translations; without a VPID every entry does that by itself. */
    void flushTranslations() {
        if (vpid == 0) {
            return;
        }
        HostVirtual scratch = scratch();
        scratch.writeLong(0, vpid);
        scratch.writeLong(8, 0);
        if (Vmx.invvpid(SINGLE_CONTEXT, scratch)) {
            throw new IllegalStateException("INVVPID failed");
        }
    }

    /** Has the guest take an NMI as soon as it can, which an exit will tell. */
    void requestNmiWindow() {
        nmiWaits = true;
        ControlField.PROCESSOR_BASED.write(primaryControls | Controls.NMI_WINDOW_EXITING);
    }

    /** {@return the controls for a kick: an exit behind the guest's next instruction, or as soon as it can take an NMI} */
    long kickControls() {
        return primaryControls | Controls.NMI_WINDOW_EXITING | monitorTrap;
    }

    /** {@return whether an NMI waits for the guest} */
    boolean nmiWaits() {
        return nmiWaits;
    }

    /** Says whether an NMI waits for the guest. */
    void nmiWaits(boolean waits) {
        nmiWaits = waits;
    }

    @Override
    public void print(Console console) {
        int reason = ExitField.REASON.readInt();
        console.print("guest: last exit ")
                .decimal(reason & 0xFFFF)
                .print(" (")
                .print(ExitReason.name(reason & 0xFFFF))
                .print((reason & ExitReason.ENTRY_FAILURE) != 0 ? ", entry failed) qualification " : ") qualification ")
                .hex(ExitField.QUALIFICATION.read())
                .print(" address ")
                .hex(ExitField.GUEST_PHYSICAL_ADDRESS.read())
                .println();
        console.print("guest: cs:rip ")
                .hex(GuestField.CS_SELECTOR.read())
                .character(':')
                .hex(GuestField.RIP.read())
                .print(" rflags ")
                .hex(GuestField.RFLAGS.read())
                .print(" cr0 ")
                .hex(GuestField.CR0.read())
                .print(" cr3 ")
                .hex(GuestField.CR3.read())
                .print(" cr4 ")
                .hex(GuestField.CR4.read())
                .print(" efer ")
                .hex(GuestField.EFER.read())
                .println();
        printExits(console);
    }
}
