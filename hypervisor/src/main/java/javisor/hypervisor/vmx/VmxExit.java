package javisor.hypervisor.vmx;

import javisor.hypervisor.cpuid.CpuidPolicy;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.virtualisation.GuardedInstructions;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.NoInline;
import javisor.machine.instruction.Cpu;

/**
 * Where every exit arrives. The world switch tells CPUID from the others, since it cannot be avoided; everything else is rare.
 *
 * <p>All of this runs with interrupts off. External interrupts and SMIs stay pending and reach the guest after the next VM entry as if
 * its instruction had taken a little longer. An NMI that comes meanwhile is taken by the handler of the host's interrupt table, which
 * asks for an NMI window; a machine check is a panic. INIT is blocked in VMX root operation and exits from the guest.
 */
final class VmxExit {
    private static final int CPUID = 0;
    private static final int MSR = 1;
    private static final int HYPERCALL = 2;
    private static final int VMX_INSTRUCTION = 3;
    private static final int INVD = 4;
    private static final int EPT_VIOLATION = 5;
    private static final int CONTROL_REGISTER = 6;
    private static final int XSETBV = 7;
    private static final int NMI = 8;
    private static final int TASK_SWITCH = 9;
    private static final int INIT = 10;
    private static final int MACHINE_CHECK = 11;
    private static final int SIPI = 12;
    private static final int MONITOR_TRAP = 13;

    private static final int MACHINE_CHECK_AT_ENTRY = ExitReason.MACHINE_CHECK_AT_ENTRY | ExitReason.ENTRY_FAILURE;

    private static final String[] COUNTED = {
        "CPUID",
        "MSR",
        "VMCALL",
        "VMX instruction",
        "INVD",
        "EPT violation",
        "CR access",
        "XSETBV",
        "NMI",
        "task switch",
        "INIT",
        "machine check at entry",
        "SIPI",
        "monitor trap"
    };

    private static final CpuidPolicy POLICY = new CpuidPolicy();

    private static final GuestMode GUEST = new GuestMode();

    private VmxExit() {}

    /** {@return the classes exits are counted in} */
    static String[] counted() {
        return COUNTED;
    }

    /** {@return the guest's CPUID, one for all processors} */
    static CpuidPolicy policy() {
        return POLICY;
    }

    /** Called by the world switch after an exit for CPUID. */
    @EntryPoint(symbol = "javisor_vmx_cpuid")
    @NoAllocation(reason = "the exit path")
    static void cpuid(AllRegisters registers) {
        int leaf = (int) registers.general(AllRegisters.RAX);
        registers.general(
                AllRegisters.RAX, POLICY.answer(leaf, registers.exits().highestLeaf(), registers.common(), GUEST));
        registers.exits().count(CPUID);
        InstructionEnd.advance();
    }

    /**
     * Called by the world switch after every other exit.
     *
     * @param fullReason the exit reason field
     */
    @EntryPoint(symbol = "javisor_vmx_exit")
    @NoAllocation(reason = "the exit path")
    @NoInline
    static void exit(VmxProcessor processor, AllRegisters registers, int fullReason) {
        int reason = fullReason & (ExitReason.ENTRY_FAILURE | ExitReason.BASIC);
        switch (reason) {
            case ExitReason.RDMSR -> {
                processor.exits().count(MSR);
                MsrExit.read(processor, registers);
            }
            case ExitReason.WRMSR -> {
                processor.exits().count(MSR);
                MsrExit.write(processor, registers);
            }
            case ExitReason.VMCALL -> {
                processor.exits().count(HYPERCALL);
                HypercallExit.handle(processor, registers);
            }
            case ExitReason.EPT_VIOLATION -> {
                processor.exits().count(EPT_VIOLATION);
                EptExit.violation(processor, registers);
            }
            case ExitReason.CONTROL_REGISTER -> {
                processor.exits().count(CONTROL_REGISTER);
                ControlRegisterExit.handle(processor, registers);
            }
            case ExitReason.XSETBV -> {
                processor.exits().count(XSETBV);
                xsetbv(registers);
            }
            case ExitReason.EXCEPTION_OR_NMI -> {
                processor.exits().count(NMI);
                nmi(processor, registers);
            }
            case ExitReason.NMI_WINDOW -> NmiWindow.deliver(processor, registers);
            case ExitReason.MONITOR_TRAP -> {
                processor.exits().count(MONITOR_TRAP);
                NmiWindow.trapped(processor, registers);
            }
            case ExitReason.INVD -> {
                processor.exits().count(INVD);
                invalidateCaches();
            }
            case ExitReason.INIT -> {
                processor.exits().count(INIT);
                if (processor.commandsExit()) {
                    CommandedStartUp.init(processor, registers);
                } else {
                    StartUp.init(processor, registers);
                }
            }
            case ExitReason.SIPI -> {
                processor.exits().count(SIPI);
                StartUp.follow(processor, registers);
            }
            case ExitReason.TASK_SWITCH -> {
                processor.exits().count(TASK_SWITCH);
                switchTask(processor, registers);
            }
            case ExitReason.TRIPLE_FAULT -> GuestShutdown.follow(processor);
            default -> others(processor, registers, reason);
        }
    }

    private static void others(VmxProcessor processor, AllRegisters registers, int reason) {
        switch (reason) {
            case ExitReason.GETSEC,
                    ExitReason.VMCLEAR,
                    ExitReason.VMLAUNCH,
                    ExitReason.VMPTRLD,
                    ExitReason.VMPTRST,
                    ExitReason.VMREAD,
                    ExitReason.VMRESUME,
                    ExitReason.VMWRITE,
                    ExitReason.VMXOFF,
                    ExitReason.VMXON,
                    ExitReason.INVEPT,
                    ExitReason.INVVPID,
                    ExitReason.VMFUNC,
                    ExitReason.SEAMCALL,
                    ExitReason.TDCALL -> {
                processor.exits().count(VMX_INSTRUCTION);
                Interruption.fault(Interruption.UD);
            }
            case ExitReason.EPT_MISCONFIGURATION -> throw new IllegalStateException("an EPT entry is wrong");
            case MACHINE_CHECK_AT_ENTRY -> {
                processor.exits().count(MACHINE_CHECK);
                EntryFailure.machineCheck(processor);
            }
            default -> EntryFailure.report(reason);
        }
    }

    /** The processor itself judges the value (Intel SDM vol. 2, "XSETBV"); it has checked the privilege level and CR4.OSXSAVE. */
    private static void xsetbv(AllRegisters registers) {
        long value = registers.general(AllRegisters.RDX) << 32 | registers.general(AllRegisters.RAX) & 0xFFFF_FFFFL;
        if ((int) registers.general(AllRegisters.RCX) != 0 || GuardedInstructions.writeXcr0(value) != 0) {
            Interruption.fault(Interruption.GP, 0);
        } else {
            InstructionEnd.advance();
        }
    }

    /** Exceptions do not exit, so this is an NMI. It becomes the guest's when nothing blocks it there, by way of an NMI window. */
    private static void nmi(VmxProcessor processor, AllRegisters registers) {
        long event = ExitField.INTERRUPTION.read();
        if (Interruption.type(event) != Interruption.NMI) {
            throw new IllegalStateException("an exception that Javisor did not ask for");
        }
        NmiWindow.afterExit(processor, registers);
    }

    /** A task switch loads CR3. A fault on the way to the double-fault task is a triple fault. */
    private static void switchTask(VmxProcessor processor, AllRegisters registers) {
        boolean shutdown = !processor.taskSwitch().emulate(registers);
        processor.flushTranslations();
        if (shutdown) {
            GuestShutdown.follow(processor);
        }
    }

    /** INVD would lose Javisor's own modified cache lines with the guest's; writing them back first is always allowed. */
    private static void invalidateCaches() {
        Cpu.writeBackAndInvalidateCaches();
        InstructionEnd.advance();
    }
}
