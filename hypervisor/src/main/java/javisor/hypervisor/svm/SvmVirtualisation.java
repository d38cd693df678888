package javisor.hypervisor.svm;

import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.bios.BiosHook;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.nested.AddressWidth;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.nested.LongModeFormat;
import javisor.hypervisor.nested.NativeTypes;
import javisor.hypervisor.nested.NestedPaging;
import javisor.hypervisor.panic.Panic;
import javisor.hypervisor.virtualisation.Residence;
import javisor.hypervisor.virtualisation.Virtualisation;
import javisor.machine.address.HostPhysical;
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
 * because it would discard Javisor's memory from the caches. SHUTDOWN to reset the machine. Interrupts, NMIs, SMIs, INIT, I/O,
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
    public String obstacle() {
        return new SvmFeatures().obstacle();
    }

    @Override
    public int pages(MemoryMap memory) {
        return VMCB_AND_HOST_SAVE_AREA + MsrPermissionMap.PAGES + GuestPageTables.pages(nestedPaging(memory), memory);
    }

    @Override
    public void run(Residence residence) {
        SvmProcessor processor = prepare(residence);
        Panic.guestSummary(processor);
        Svm.vmload(processor.vmcb());
        BootArena.seal();
        enter(processor, processor.vmcb());
    }

    /** Makes everything ready for VMRUN. */
    static SvmProcessor prepare(Residence residence) {
        SvmFeatures features = new SvmFeatures();
        SvmFeatures.enable();
        PageAllocator pages = residence.pages();
        Msrs.write(Msr.VM_HSAVE_PA, pages.allocate().rawValue());
        HostPhysical vmcb = pages.allocate();
        GuestPageTables tables = new GuestPageTables(
                nestedPaging(residence.memory()),
                residence.memory(),
                residence.withheldStart(),
                residence.withheldEnd(),
                pages);
        SvmExit.policy().configure(residence.settings());
        BiosCalls bios = BiosHook.hook(residence, VMMCALL);
        HostPhysical msrs = pages.allocate(MsrPermissionMap.PAGES);
        MsrExit.intercept(new MsrPermissionMap(msrs.toVirtual()));
        Svm.vmsave(vmcb);
        VmcbState state = new VmcbState(vmcb.toVirtual());
        GuestStart.fill(state, residence.bootInfo());
        if (features.switchesSpeculationControl()) {
            state.speculationControl(Msrs.read(Msr.SPEC_CTRL));
        }
        SvmProcessor processor = new SvmProcessor(vmcb, features, tables, bios);
        control(processor, msrs, tables.root());
        return processor;
    }

    private static NestedPaging nestedPaging(MemoryMap memory) {
        return new NestedPaging(new LongModeFormat(), AddressWidth.ofProcessor(), new NativeTypes(memory));
    }

    private static void control(SvmProcessor processor, HostPhysical msrs, HostPhysical nestedRoot) {
        VmcbControl control = processor.control();
        control.interceptInstructions(INTERCEPTS);
        control.msrPermissionMap(msrs.rawValue());
        control.asid(GUEST_ASID);
        control.nestedControl(NESTED_PAGING);
        control.nestedCr3(nestedRoot.rawValue());
        processor.flushTranslations();
    }

    /** The world switch: VMRUN, {@link SvmExit#exit}, again; never returns. */
    @AssemblyFunction(symbol = "javisor_svm_run")
    private static void enter(Object processor, HostPhysical vmcb) {
        Hosted.platform().execute("VMRUN", vmcb.rawValue());
    }
}
