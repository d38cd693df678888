package javisor.hypervisor.svm;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.processor.Commands;
import javisor.hypervisor.processor.Processor;
import javisor.hypervisor.virtualisation.GuestView;
import javisor.machine.address.HostPhysical;
import javisor.machine.annotation.Inline;
import javisor.machine.console.Console;
import javisor.machine.x86.Rflags;

/** What belongs to one processor: its VMCB, what it can, and what its exits are answered with. Made at boot; the exit path only reads. */
final class SvmProcessor extends Processor implements GuestView {
    private static final int FLUSH_ALL = 1;
    private static final int FLUSH_GUEST = 3;
    private static final int SHORT_INSTRUCTION = 2;

    private final HostPhysical vmcb;
    private final VmcbControl control;
    private final VmcbState state;
    private final int nextRipOffset;
    private final int nextRipAddend;
    private final int flush;
    private final long eferMask;
    private final SvmVirtualisation.SharedState shared;
    private final ApicStore apicStore;
    private boolean nmisMasked;
    private boolean nmiWaits;

    SvmProcessor(int number, HostPhysical vmcb, SvmFeatures features, SvmVirtualisation.SharedState shared) {
        super(number, shared.statistics());
        this.vmcb = vmcb;
        this.control = new VmcbControl(vmcb.toVirtual());
        this.state = new VmcbState(vmcb.toVirtual());
        this.nextRipOffset = features.savesNextRip() ? VmcbControl.NEXT_RIP : VmcbState.RIP;
        this.nextRipAddend = features.savesNextRip() ? 0 : SHORT_INSTRUCTION;
        this.flush = features.flushesByAsid() ? FLUSH_GUEST : FLUSH_ALL;
        this.eferMask = features.guestEfer();
        this.shared = shared;
        this.apicStore = new ApicStore(this, shared.memory());
    }

    /** {@return the VMCB's physical address} */
    HostPhysical vmcb() {
        return vmcb;
    }

    /** {@return the VMCB's control area} */
    @Inline
    VmcbControl control() {
        return control;
    }

    /** {@return the VMCB's state-save area} */
    @Inline
    VmcbState state() {
        return state;
    }

    /** {@return where in the VMCB the next instruction's address is computed from: the saved one, or the intercepted instruction's} */
    @Inline
    int nextRipOffset() {
        return nextRipOffset;
    }

    /** {@return what is added to it: nothing, or the length of a two-byte instruction} */
    @Inline
    int nextRipAddend() {
        return nextRipAddend;
    }

    /** {@return the bits of EFER the guest may set} */
    long eferMask() {
        return eferMask;
    }

    /** {@return whether the guest is in a handler of NMIs} */
    boolean nmisMasked() {
        return nmisMasked;
    }

    /** Says whether the guest is in a handler of NMIs, which ends with the next IRET. */
    void maskNmis(boolean mask) {
        nmisMasked = mask;
        long others = control.interceptInstructions() & ~Intercept.IRET;
        control.interceptInstructions(mask ? others | Intercept.IRET : others);
    }

    /** {@return whether an NMI waits for the end of that handler} */
    boolean nmiWaits() {
        return nmiWaits;
    }

    /** Says whether an NMI waits. */
    void nmiWaits(boolean waits) {
        nmiWaits = waits;
    }

    /** {@return the nested page tables} */
    GuestPageTables tables() {
        return shared.tables();
    }

    /** {@return the answers to BIOS calls} */
    BiosCalls bios() {
        return shared.bios();
    }

    /** {@return what has the guest's commands to other processors exit} */
    CommandTrap trap() {
        return shared.trap();
    }

    /** {@return what carries out stores to the local APIC's page} */
    ApicStore apicStore() {
        return apicStore;
    }

    /** Has the next VMRUN forget the guest's translations. */
    void flushTranslations() {
        control.tlbControl(flush);
    }

    /**
     * The guest runs again only after the next VMRUN, which forgets all translations there are. If this is because the {@link CommandTrap} is
     * set, the guest may have given itself other logical destinations before, and may already have sent the start-up interrupt that follows
     * the INIT.
     */
    @Override
    public void flushNested() {
        flushTranslations();
        tellDestinations();
        Commands.makeUpFor(this, LocalApic.command());
    }

    /** Delivers a fault to the guest instead of what it was about to do: the flags it saves have RF set (AMD APM vol. 2, 13.1.1.4). */
    void fault(long event) {
        state.rflags(state.rflags() | Rflags.RF);
        inject(event);
    }

    /** Delivers {@code event} to the guest instead of what it was about to do. */
    void inject(long event) {
        control.interruptShadow(0);
        control.eventInjection(event);
    }

    @Override
    public long cr4() {
        return state.cr4();
    }

    @Override
    public boolean tellsOfSyscall() {
        return true;
    }

    @Override
    public void print(Console console) {
        console.print("guest: last exit ")
                .hex(control.exitCode() & 0xFFFF_FFFFL)
                .print(" (")
                .print(ExitCode.name((int) control.exitCode()))
                .print(") info ")
                .hex(control.exitInfo1())
                .character(' ')
                .hex(control.exitInfo2())
                .println();
        console.print("guest: cs:rip ")
                .hex(state.cs().selector())
                .character(':')
                .hex(state.rip())
                .print(" rflags ")
                .hex(state.rflags())
                .print(" cr0 ")
                .hex(state.cr0())
                .print(" cr3 ")
                .hex(state.cr3())
                .print(" cr4 ")
                .hex(state.cr4())
                .print(" efer ")
                .hex(state.efer())
                .println();
        printExits(console);
    }
}
