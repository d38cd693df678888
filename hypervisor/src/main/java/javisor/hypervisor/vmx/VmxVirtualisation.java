package javisor.hypervisor.vmx;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.bios.BiosCalls;
import javisor.hypervisor.bios.BiosHook;
import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.linear.GuestPaging;
import javisor.hypervisor.log.ExitStatistics;
import javisor.hypervisor.log.Log;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.nested.AddressWidth;
import javisor.hypervisor.nested.EptFormat;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.nested.Mtrrs;
import javisor.hypervisor.nested.NestedPaging;
import javisor.hypervisor.processor.Processor;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.Residence;
import javisor.hypervisor.virtualisation.Virtualisation;
import javisor.hypervisor.vmx.task.TaskSwitch;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.boot.Settings;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Msrs;
import javisor.machine.instruction.Vmx;
import javisor.machine.memory.BootArena;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Msr;

/**
 * VT-x from the question whether it is there to the first VMLAUNCH.
 *
 * <p><b>What exits, and why nothing else.</b> CPUID, INVD, XSETBV, the VMX instructions, GETSEC, INIT, triple faults and task switches
 * do by themselves. Asked for are NMIs, so that one that comes while Javisor runs has the same way into the guest as the others; the
 * MSRs of {@link MsrExit}; changes of the bits of {@link FixedBits}. External interrupts, exceptions, I/O, CR3, CR8, debug registers,
 * HLT and the rest run natively.
 */
public final class VmxVirtualisation implements Virtualisation {
    private static final int VMCALL = 0xC1_010F;
    private static final int GUEST_VPID = 1;
    private static final int ALL_CONTEXTS = 2;

    private static final int MSR_BITMAPS = 1;

    /** VMXON region and VMCS. */
    private static final int PAGES_OF_PROCESSOR = 2;

    /** What making another processor ready takes from the boot arena, in bytes. */
    private static final int ARENA_OF_PROCESSOR = 2048;

    private SharedState shared;

    /** Nothing is looked at before {@link #present}. */
    public VmxVirtualisation() {}

    @Override
    public String name() {
        return "VT-x";
    }

    @Override
    public boolean present() {
        return VmxFeatures.present();
    }

    @Override
    public String obstacle(int processors) {
        return new VmxFeatures().obstacle(processors);
    }

    @Override
    public int pages(MemoryMap memory, int processors) {
        return MSR_BITMAPS
                + GuestPageTables.pages(nestedPaging(new Mtrrs(), processors > 1), memory)
                + ExitStatistics.pages(VmxExit.counted(), processors)
                + processors * PAGES_OF_PROCESSOR
                + Residence.arenaPages(processors, ARENA_OF_PROCESSOR);
    }

    @Override
    public void run(Residence residence) {
        VmxProcessor processor = prepare(residence);
        residence.gathering().callAll(residence.addressSpace().pml4());
        start(processor);
        BootArena.seal();
        enter(processor, processor.exits().base());
    }

    @Override
    public void join(int number, long caching) {
        String obstacle = new VmxFeatures().obstacle(number + 1);
        if (obstacle != null) {
            throw new IllegalStateException(obstacle);
        }
        VmxProcessor processor = processor(number);
        GuestStart.fillWaiting(processor.fixedBits(), caching, shared.commandsExit());
        start(processor);
        Cpu.writeBackAndInvalidateCaches();
        ControlRegisters.writeCr0(ControlRegisters.readCr0() | caching);
        processor.state(Signals.WAITING);
        enter(processor, processor.exits().base());
    }

    private void start(VmxProcessor processor) {
        NmiWindow.openFor(processor);
        if (shared.settings().is("debug-entry", "on")) {
            EntryFailure.findBrokenRules(Log.console());
        }
    }

    /** Makes everything ready for VMLAUNCH on the boot processor. */
    VmxProcessor prepare(Residence residence) {
        VmxFeatures features = new VmxFeatures();
        PageAllocator pages = residence.pages();
        int processors = residence.gathering().count();
        Mtrrs types = new Mtrrs();
        boolean commandsExit = processors > 1
                && (!features.waitsForStartUp() || residence.settings().is("debug-wait", "halted"));
        NestedPaging paging = nestedPaging(types, commandsExit);
        GuestPageTables tables = new GuestPageTables(
                paging, residence.memory(), residence.withheldStart(), residence.withheldEnd(), pages);
        VmxExit.policy().configure(residence.settings());
        EnabledFeature.hide(
                VmxExit.policy(),
                features.secondaryControls(),
                features.switchesCet(),
                features.switchesCounters(),
                Msrs.read(Msr.VMX_MISC));
        HostPhysical msrs = pages.allocate();
        MsrExit.intercept(new MsrBitmap(msrs.toVirtual()), types, features.switchesCounters(), commandsExit);
        shared = new SharedState(
                tables,
                types,
                BiosHook.hook(residence, VMCALL),
                new GuestMemory(residence.addressSpace()),
                paging.width().bits(),
                msrs,
                new ExitStatistics(pages, VmxExit.counted(), processors),
                pages,
                residence.settings(),
                commandsExit);
        Processors.begin(processors);
        VmxProcessor processor = processor(0);
        GuestStart.fill(residence.bootInfo(), processor.fixedBits());
        residence.continueArena(ARENA_OF_PROCESSOR);
        return processor;
    }

    /** Makes this processor, number {@code number}, ready but for its guest's state. */
    private VmxProcessor processor(int number) {
        VmxFeatures features = new VmxFeatures();
        enterVmxOperation(shared.pages(), ProcessorMemory.page(number).add(Processor.SCRATCH));
        GuestPaging guestPaging = new GuestPaging(shared.memory(), shared.addressBits());
        VmxProcessor processor = new VmxProcessor(
                number,
                shared,
                features.primaryControls(),
                features.monitorTrap(),
                features.usesVpid() ? GUEST_VPID : 0,
                guestPaging,
                new TaskSwitch(shared.memory(), guestPaging));
        control(features, processor, shared.msrs());
        HostState.fill(number);
        forgetTranslations(processor.scratch(), features.usesVpid());
        Processors.add(processor);
        return processor;
    }

    /**
     * What the processors share.
     *
     * @param tables the nested page tables
     * @param types the memory types in them
     * @param bios the answers to BIOS calls
     * @param memory the guest's memory
     * @param addressBits the width of physical addresses
     * @param msrs the MSR bitmaps
     * @param statistics how often each processor exits
     * @param pages where each takes its own pages from
     * @param settings the stick's settings
     * @param commandsExit whether the guest's INIT and start-up commands exit
     */
    record SharedState(
            GuestPageTables tables,
            Mtrrs types,
            BiosCalls bios,
            GuestMemory memory,
            int addressBits,
            HostPhysical msrs,
            ExitStatistics statistics,
            PageAllocator pages,
            Settings settings,
            boolean commandsExit) {}

    /** VMXON, and a fresh VMCS is made the current one (Intel SDM vol. 3, 25.11.3 and 32.5). */
    private static void enterVmxOperation(PageAllocator pages, HostVirtual operand) {
        VmxFeatures.enable();
        ControlRegisters.writeCr0(ControlRegisters.readCr0() | Msrs.read(Msr.VMX_CR0_FIXED0));
        ControlRegisters.writeCr4(ControlRegisters.readCr4() | Msrs.read(Msr.VMX_CR4_FIXED0) | Cr4.VMXE);
        operand.writeLong(0, region(pages).rawValue());
        if (Vmx.vmxon(operand)) {
            throw new IllegalStateException("VMXON failed");
        }
        operand.writeLong(0, region(pages).rawValue());
        if (Vmx.vmclear(operand) || Vmx.vmptrld(operand)) {
            throw new IllegalStateException("VMCLEAR or VMPTRLD failed");
        }
    }

    private static NestedPaging nestedPaging(Mtrrs mtrrs, boolean commandsExit) {
        return new NestedPaging(
                new EptFormat(),
                AddressWidth.ofIntelProcessor(VmxFeatures.gigabytePages()),
                mtrrs,
                commandsExit ? Msrs.read(Msr.APIC_BASE) & LocalApic.BASE : NestedPaging.NONE);
    }

    private static HostPhysical region(PageAllocator pages) {
        HostPhysical region = pages.allocate();
        region.toVirtual().writeInt(0, VmxFeatures.revision());
        return region;
    }

    private static void control(VmxFeatures features, VmxProcessor processor, HostPhysical msrs) {
        ControlField.PIN_BASED.write(features.pinControls());
        ControlField.PROCESSOR_BASED.write(features.primaryControls());
        ControlField.SECONDARY_PROCESSOR_BASED.write(features.secondaryControls());
        ControlField.EXIT.write(features.exitControls());
        ControlField.ENTRY.write(features.entryControls());
        ControlField.EXCEPTION_BITMAP.write(0);
        ControlField.PAGE_FAULT_MASK.write(0);
        ControlField.PAGE_FAULT_MATCH.write(0);
        ControlField.CR3_TARGET_COUNT.write(0);
        ControlField.EXIT_MSR_STORE_COUNT.write(0);
        ControlField.EXIT_MSR_LOAD_COUNT.write(0);
        ControlField.ENTRY_MSR_LOAD_COUNT.write(0);
        ControlField.ENTRY_INTERRUPTION.write(0);
        ControlField.ENTRY_ERROR_CODE.write(0);
        ControlField.ENTRY_INSTRUCTION_LENGTH.write(0);
        ControlField.MSR_BITMAP.write(msrs.rawValue());
        ControlField.EPT_POINTER.write(processor.eptPointer());
        ControlField.CR0_MASK.write(processor.fixedBits().cr0Mask());
        ControlField.CR4_MASK.write(processor.fixedBits().cr4Mask());
        if (features.usesVpid()) {
            ControlField.VPID.write(GUEST_VPID);
        }
        if ((features.secondaryControls() & Controls.ENABLE_XSAVES) != 0) {
            ControlField.XSS_EXITING.write(0);
        }
        if ((features.secondaryControls() & Controls.ENABLE_PCONFIG) != 0) {
            ControlField.PCONFIG_EXITING.write(0);
        }
    }

    /** VMXON does not promise that nothing is cached of tables that stood in the same pages before (Intel SDM vol. 3, 29.4.3.3). */
    private static void forgetTranslations(HostVirtual descriptor, boolean vpids) {
        descriptor.writeLong(0, 0);
        descriptor.writeLong(8, 0);
        if (Vmx.invept(ALL_CONTEXTS, descriptor) || vpids && Vmx.invvpid(ALL_CONTEXTS, descriptor)) {
            throw new IllegalStateException("INVEPT or INVVPID failed");
        }
    }

    /** The world switch: VMLAUNCH, {@link VmxExit#exit}, VMRESUME, again; never returns. */
    @AssemblyFunction(symbol = "javisor_vmx_run")
    private static void enter(Object processor, HostVirtual exits) {
        Hosted.platform().execute("VMLAUNCH", 0);
    }
}
