package javisor.hypervisor.svm;

import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.hypervisor.log.ExitCounters;
import javisor.hypervisor.nested.GuestPageTables;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.hypervisor.virtualisation.MachineReset;
import javisor.machine.address.GuestPhysical;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.Inline;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.NoInline;
import javisor.machine.instruction.Cpu;

/**
 * Where every exit arrives. CPUID is tested for first: it cannot be avoided, and a round trip is about 60 instructions, the world switch
 * included. Everything else is rare.
 *
 * <p>All of this runs with GIF=0, from #VMEXIT to VMRUN. Interrupts, NMIs, SMIs and INIT stay pending meanwhile and reach the guest when
 * VMRUN sets GIF again, as if its instruction had taken a little longer; so does a machine check that can wait, and one that cannot
 * shuts the processor down (AMD APM vol. 2, 15.17). Nothing of them is intercepted: devices, interrupts and their masking are the
 * guest's own.
 */
final class SvmExit {
    private static final int CPUID = 0;
    private static final int MSR = 1;
    private static final int HYPERCALL = 2;
    private static final int SVM_INSTRUCTION = 3;
    private static final int INVD = 4;
    private static final int NESTED_PAGE_FAULT = 5;

    private static final ExitCounters COUNTERS =
            new ExitCounters(new String[] {"CPUID", "MSR", "VMMCALL", "SVM instruction", "INVD", "NPF"});

    private static final CpuidPolicy POLICY = new CpuidPolicy();

    /** A CPUID exit changes nothing the processor may keep of the VMCB; those that do not keep anything ignore this (15.15). */
    private static final int ALL_CLEAN = 0xFFF;

    private SvmExit() {}

    /** {@return how often the guest exited, by reason} */
    static ExitCounters counters() {
        return COUNTERS;
    }

    /** {@return the guest's CPUID, one for all processors} */
    static CpuidPolicy policy() {
        return POLICY;
    }

    /** Called by the world switch after every #VMEXIT. */
    @EntryPoint(symbol = "javisor_svm_exit")
    @NoAllocation(reason = "the exit path")
    static void exit(SvmProcessor processor, GuestRegisters registers) {
        VmcbControl control = processor.control();
        if ((int) control.exitCode() == ExitCode.CPUID) {
            cpuid(processor, control, registers);
        } else {
            other(processor, registers);
        }
    }

    @Inline
    private static void cpuid(SvmProcessor processor, VmcbControl control, GuestRegisters registers) {
        VmcbState state = new VmcbState(control.base());
        state.rax(POLICY.answer((int) state.rax(), registers, processor));
        COUNTERS.count(CPUID);
        control.cleanBits(ALL_CLEAN);
        control.tlbControl(0);
        InstructionEnd.advance(processor, control, state);
    }

    @NoInline
    private static void other(SvmProcessor processor, GuestRegisters registers) {
        VmcbControl control = processor.control();
        control.cleanBits(0);
        control.tlbControl(0);
        switch ((int) control.exitCode()) {
            case ExitCode.MSR -> {
                COUNTERS.count(MSR);
                MsrExit.handle(processor, registers);
            }
            case ExitCode.VMMCALL -> {
                COUNTERS.count(HYPERCALL);
                HypercallExit.handle(processor, registers);
            }
            case ExitCode.INVD -> {
                COUNTERS.count(INVD);
                invalidateCaches(processor);
            }
            case ExitCode.VMRUN,
                    ExitCode.VMLOAD,
                    ExitCode.VMSAVE,
                    ExitCode.STGI,
                    ExitCode.CLGI,
                    ExitCode.SKINIT,
                    ExitCode.INVLPGA -> {
                COUNTERS.count(SVM_INSTRUCTION);
                processor.fault(EventInjection.INVALID_OPCODE);
            }
            case ExitCode.NESTED_PAGE_FAULT -> {
                COUNTERS.count(NESTED_PAGE_FAULT);
                nestedPageFault(processor);
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

    private static void nestedPageFault(SvmProcessor processor) {
        VmcbControl control = processor.control();
        GuestPageTables tables = processor.tables();
        if (!tables.fill(new GuestPhysical(control.exitInfo2()))) {
            throw new IllegalStateException("a nested page fault at an address that is mapped");
        }
        if (tables.staleTranslations()) {
            processor.flushTranslations();
        }
        control.eventInjection(EventInjection.again(control.exitInterruptInfo()));
    }
}
