package javisor.hypervisor.svm;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.bios.BiosHook;
import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.log.ExitStatistics;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.nested.AddressWidth;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.nested.LongModeFormat;
import javisor.hypervisor.nested.NativeTypes;
import javisor.hypervisor.nested.NestedPaging;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.virtualisation.Residence;
import javisor.hypervisor.virtualisation.Virtualisation;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.Msrs;
import javisor.machine.instruction.Svm;
import javisor.machine.memory.BootArena;
import javisor.machine.x86.Msr;

/**
 * AMD-V from the question whether it is there to the first VMRUN.
 *
 * <p><b>What is intercepted, and why nothing else.</b> CPUID for the policy. VMRUN because VMRUN itself demands it; it and the other SVM
 * instructions because EFER.SVME is really set and they would run. VMMCALL for the BIOS stub. The MSRs of {@link MsrExit}. INVD
 * because it would discard Javisor's memory from the caches. SHUTDOWN to reset the machine. With several processors NMIs, by which they
 * reach each other, and what starts processors: stores to the local APIC's page and its command register as an MSR. Interrupts, SMIs, I/O,
 * control and debug registers, exceptions, XSETBV, HLT and the rest run natively.
 */
public final class SvmVirtualisation implements Virtualisation {
    private static final long INTERCEPTS = Intercept.CPUID
            | Intercept.MSR
            | Intercept.INVD
            | Intercept.SHUTDOWN
            | Intercept.VMRUN
            | Intercept.VMMCALL
            | Intercept.VMLOAD
            | Intercept.VMSAVE
            | Intercept.STGI
            | Intercept.CLGI
            | Intercept.SKINIT
            | Intercept.INVLPGA;

    private static final int VMMCALL = 0xD9_010F;
    private static final int GUEST_ASID = 1;
    private static final int NESTED_PAGING = 1;
    private static final int VMCB_AND_HOST_SAVE_AREA = 2;

    /** What making another processor ready takes from the boot arena, in bytes. */
    private static final int ARENA_OF_PROCESSOR = 1024;

    /** Where in the scratch area the registers are before the guest has run: {@link AllRegisters} reaches below. */
    private static final int FIRST_REGISTERS = 0x40;

    private SharedState shared;

    /** Nothing is looked at before {@link #obstacle}. */
    public SvmVirtualisation() {}

    @Override
    public String name() {
        return "AMD-V";
    }

    @Override
    public boolean present() {
        return new SvmFeatures().present();
    }

    @Override
    public String obstacle(int processors) {
        return new SvmFeatures().obstacle();
    }

    @Override
    public int pages(MemoryMap memory, int processors) {
        return MsrPermissionMap.PAGES
                + GuestPageTables.pages(nestedPaging(memory, processors), memory)
                + ExitStatistics.pages(SvmExit.counted(), processors)
                + processors * VMCB_AND_HOST_SAVE_AREA
                + Residence.arenaPages(processors, ARENA_OF_PROCESSOR);
    }

    @Override
    public void run(Residence residence) {
        SvmProcessor processor = prepare(residence);
        residence.gathering().callAll(residence.addressSpace().pml4());
        Svm.vmload(processor.vmcb());
        BootArena.seal();
        enter(processor, 0);
    }

    @Override
    public void join(int number, long caching) {
        String obstacle = new SvmFeatures().obstacle();
        if (obstacle != null) {
            throw new IllegalStateException(obstacle);
        }
        SvmProcessor processor = processor(number);
        ResetState.fill(processor.state(), caching);
        AllRegisters registers = new AllRegisters(processor.scratch().add(FIRST_REGISTERS));
        processor.signals().state(Signals.WAITING);
        StartUp.follow(processor, registers);
        enter(processor, registers.general(AllRegisters.RDX));
    }

    /** Makes everything ready for VMRUN on the boot processor. */
    SvmProcessor prepare(Residence residence) {
        PageAllocator pages = residence.pages();
        int processors = residence.gathering().count();
        GuestPageTables tables = new GuestPageTables(
                nestedPaging(residence.memory(), processors),
                residence.memory(),
                residence.withheldStart(),
                residence.withheldEnd(),
                pages);
        SvmExit.policy().configure(residence.settings());
        BiosCalls bios = BiosHook.hook(residence, VMMCALL);
        HostPhysical msrs = pages.allocate(MsrPermissionMap.PAGES);
        MsrPermissionMap permissions = new MsrPermissionMap(msrs.toVirtual());
        MsrExit.intercept(permissions, processors > 1);
        SvmFeatures.enable();
        shared = new SharedState(
                tables,
                bios,
                new GuestMemory(residence.addressSpace()),
                msrs,
                new CommandTrap(tables, permissions, processors > 1 && SvmFeatures.redirectInit()),
                new ExitStatistics(pages, SvmExit.counted(), processors),
                pages);
        Processors.begin(processors);
        SvmProcessor processor = processor(0);
        GuestStart.fill(processor.state(), residence.bootInfo());
        residence.continueArena(ARENA_OF_PROCESSOR);
        return processor;
    }

    /** Makes this processor, number {@code number}, ready but for its guest's state. */
    private SvmProcessor processor(int number) {
        SvmFeatures features = new SvmFeatures();
        SvmFeatures.enable();
        Msrs.write(Msr.VM_HSAVE_PA, shared.pages().allocate().rawValue());
        HostPhysical vmcb = shared.pages().allocate();
        Svm.vmsave(vmcb);
        SvmProcessor processor = new SvmProcessor(number, vmcb, features, shared);
        if (features.switchesSpeculationControl()) {
            processor.state().speculationControl(Msrs.read(Msr.SPEC_CTRL));
        }
        processor.state().guestPat(Msrs.read(Msr.PAT));
        control(processor);
        Processors.add(processor);
        return processor;
    }

    private static NestedPaging nestedPaging(MemoryMap memory, int processors) {
        return new NestedPaging(
                new LongModeFormat(),
                AddressWidth.ofProcessor(),
                new NativeTypes(memory),
                processors > 1 ? Msrs.read(Msr.APIC_BASE) & LocalApic.BASE : NestedPaging.NONE);
    }

    private void control(SvmProcessor processor) {
        boolean several = Processors.count() > 1;
        long nmi = several ? Intercept.NMI : 0;
        long init = SvmFeatures.redirectInit() ? Intercept.INIT : 0;
        VmcbControl control = processor.control();
        control.interceptInstructions(INTERCEPTS | nmi | init);
        control.msrPermissionMap(shared.msrs().rawValue());
        control.asid(GUEST_ASID);
        control.nestedControl(NESTED_PAGING);
        control.nestedCr3(shared.tables().root().rawValue());
        processor.flushTranslations();
    }

    private static void enter(SvmProcessor processor, long rdx) {
        enter(processor, processor.exits().base(), processor.vmcb().toVirtual(), processor.vmcb(), rdx);
    }

    /**
     * What the processors share.
     *
     * @param tables the nested page tables
     * @param bios the answers to BIOS calls
     * @param memory the guest's memory
     * @param msrs the MSR permission map
     * @param trap what has the guest's commands to other processors exit
     * @param statistics how often each processor exits
     * @param pages where each takes its own pages from
     */
    record SharedState(
            GuestPageTables tables,
            BiosCalls bios,
            GuestMemory memory,
            HostPhysical msrs,
            CommandTrap trap,
            ExitStatistics statistics,
            PageAllocator pages) {}

    /** The world switch: VMRUN, {@link SvmExit#exit}, again; never returns. */
    @AssemblyFunction(symbol = "javisor_svm_run")
    private static void enter(Object processor, HostVirtual exits, HostVirtual vmcb, HostPhysical vmcbAt, long rdx) {
        Hosted.platform().execute("VMRUN", vmcbAt.rawValue());
    }
}
