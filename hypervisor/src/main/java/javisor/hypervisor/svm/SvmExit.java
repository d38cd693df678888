package javisor.hypervisor.svm;

import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.hypervisor.processor.Processors;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.virtualisation.MachineReset;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.NoInline;
import javisor.machine.instruction.Cpu;

/**
 * Where every exit arrives. CPUID is tested for first: it cannot be avoided, and a round trip is about 60 instructions, the world switch
 * included. Everything else is rare.
 *
 * <p>All of this runs with GIF=0, from #VMEXIT to VMRUN. Interrupts, NMIs, SMIs and INIT stay pending meanwhile and reach the guest when
 * VMRUN sets GIF again, as if its instruction had taken a little longer; so does a machine check that can wait, and one that cannot
 * shuts the processor down (AMD APM vol. 2, 15.17). Devices, interrupts and their masking are the guest's own. INIT is intercepted where it
 * can be redirected, and with several processors NMIs are, by which processors reach each other, with the IRET that ends their handler.
 */
final class SvmExit {
    private static final int CPUID = 0;
    private static final int MSR = 1;
    private static final int HYPERCALL = 2;
    private static final int SVM_INSTRUCTION = 3;
    private static final int INVD = 4;
    private static final int NESTED_PAGE_FAULT = 5;

    private static final int NMI = 6;
    private static final int INIT = 7;
    private static final int APIC_STORE = 8;
    private static final int IRET = 9;

    private static final String[] COUNTED = {
        "CPUID", "MSR", "VMMCALL", "SVM instruction", "INVD", "NPF", "NMI", "INIT", "APIC store", "IRET"
    };

    private static final int PRESENT = 1;

    private static final CpuidPolicy POLICY = new CpuidPolicy();

    /** A CPUID exit changes nothing the processor may keep of the VMCB; those that do not keep anything ignore this (15.15). */
    private static final int ALL_CLEAN = 0xFFF;

    private SvmExit() {}

    /** {@return the classes exits are counted in} */
    static String[] counted() {
        return COUNTED;
    }

    /** {@return the guest's CPUID, one for all processors} */
    static CpuidPolicy policy() {
        return POLICY;
    }

    /**
     * Called by the world switch after a #VMEXIT for CPUID.
     *
     * @param vmcb where the VMCB stands
     */
    @EntryPoint(symbol = "javisor_svm_cpuid")
    @NoAllocation(reason = "the exit path")
    static void cpuid(SvmProcessor processor, AllRegisters registers, HostVirtual vmcb) {
        int leaf = (int) new VmcbState(vmcb).rax();
        long eax = POLICY.answer(leaf, registers.exits().highestLeaf(), registers.common(), processor);
        VmcbControl control = processor.control();
        VmcbState state = new VmcbState(control.base());
        state.rax(eax);
        processor.exits().count(CPUID);
        control.cleanBits(ALL_CLEAN);
        control.tlbControl(0);
        InstructionEnd.advance(processor, control, state);
    }

    /** Called by the world switch after every other #VMEXIT. */
    @EntryPoint(symbol = "javisor_svm_exit")
    @NoAllocation(reason = "the exit path")
    @NoInline
    static void exit(SvmProcessor processor, AllRegisters registers) {
        VmcbControl control = processor.control();
        control.cleanBits(0);
        control.tlbControl(0);
        switch ((int) control.exitCode()) {
            case ExitCode.MSR -> {
                processor.exits().count(MSR);
                MsrExit.handle(processor, registers);
            }
            case ExitCode.VMMCALL -> {
                processor.exits().count(HYPERCALL);
                HypercallExit.handle(processor, registers.common());
            }
            case ExitCode.INVD -> {
                processor.exits().count(INVD);
                invalidateCaches(processor);
            }
            case ExitCode.VMRUN,
                    ExitCode.VMLOAD,
                    ExitCode.VMSAVE,
                    ExitCode.STGI,
                    ExitCode.CLGI,
                    ExitCode.SKINIT,
                    ExitCode.INVLPGA -> {
                processor.exits().count(SVM_INSTRUCTION);
                processor.fault(EventInjection.INVALID_OPCODE);
            }
            case ExitCode.NESTED_PAGE_FAULT -> nestedPageFault(processor, registers);
            case ExitCode.NMI -> {
                processor.exits().count(NMI);
                NmiExit.handle(processor, registers);
            }
            case ExitCode.IRET -> {
                processor.exits().count(IRET);
                NmiExit.unmask(processor);
            }
            case ExitCode.INIT -> {
                processor.exits().count(INIT);
                StartUp.redirected(processor, registers);
            }
            case ExitCode.SHUTDOWN -> MachineReset.afterTripleFault(processor.scratch());
            case ExitCode.INVALID -> throw new IllegalStateException("VMRUN refused the guest's state");
            default -> throw new IllegalStateException("an exit that Javisor did not ask for");
        }
    }

    /** INVD would lose Javisor's own modified cache lines with the guest's; writing them back first is always allowed. */
    private static void invalidateCaches(SvmProcessor processor) {
        Cpu.writeBackAndInvalidateCaches();
        InstructionEnd.advance(processor, processor.control(), processor.state());
    }

    /**
     * An address that lacks tables gets them, and the guest tries again, with the event it was about to take. Another processor may have
     * made them meanwhile. A store to the local APIC's page is carried out.
     */
    private static void nestedPageFault(SvmProcessor processor, AllRegisters registers) {
        VmcbControl control = processor.control();
        GuestPhysical address = new GuestPhysical(control.exitInfo2());
        boolean present = (control.exitInfo1() & PRESENT) != 0;
        boolean readOnly = present && processor.tables().readOnly(address);
        if (readOnly && processor.trap().isSet()) {
            processor.exits().count(APIC_STORE);
            ApicStore.handle(processor, registers, address);
            return;
        }
        processor.exits().count(NESTED_PAGE_FAULT);
        if (readOnly) {
            processor.flushTranslations();
        } else if (!Processors.fill(processor, processor.tables(), address) && present) {
            throw new IllegalStateException("a nested page fault at an address that is mapped");
        }
        control.eventInjection(EventInjection.again(control.exitInterruptInfo()));
    }
}
