package javisor.hypervisor.vmx;

import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/**
 * What this processor's VT-x offers, and whether the firmware lets it (Intel SDM vol. 3, 24.6 to 24.8 and appendix A).
 *
 * <p><b>Required</b> are the controls without which Javisor cannot keep its promises; each that is missing is named in plain words.
 * <b>Optional</b> ones are used where they are: VPIDs, the switching of the PAT and of CET, and the enables of {@link EnabledFeature},
 * whose features are hidden where the control is missing. TRUE capability registers are read where there are, so that a control of the
 * default-1 class can be 0.
 */
final class VmxFeatures {
    private static final int VMX = 1 << 5;
    private static final long LOCKED = 1;
    private static final long OUTSIDE_SMX = 1 << 2;

    private static final int PERFORMANCE_MONITORING = 0xA;

    private static final long TRUE_CONTROLS = 1L << 55;
    private static final int MEMORY_TYPE_SHIFT = 50;
    private static final int WRITE_BACK = 6;

    private static final long PIN_REQUIRED = Controls.NMI_EXITING | Controls.VIRTUAL_NMIS;
    private static final long PRIMARY_REQUIRED = Controls.USE_MSR_BITMAPS | Controls.NMI_WINDOW_EXITING;
    private static final long PRIMARY_ZERO = Controls.CR3_LOAD_EXITING | Controls.CR3_STORE_EXITING;
    private static final long SECONDARY_REQUIRED = Controls.ENABLE_EPT | Controls.UNRESTRICTED_GUEST;
    private static final long EXIT_REQUIRED = Controls.SAVE_DEBUG_CONTROLS
            | Controls.HOST_ADDRESS_SPACE_SIZE
            | Controls.EXIT_SAVE_EFER
            | Controls.EXIT_LOAD_EFER;
    private static final long EXIT_PAT = Controls.EXIT_SAVE_PAT | Controls.EXIT_LOAD_PAT;
    private static final long ENTRY_REQUIRED = Controls.LOAD_DEBUG_CONTROLS | Controls.ENTRY_LOAD_EFER;

    private static final long EPT_WALK_OF_4 = 1L << 6;
    private static final long EPT_WRITE_BACK = 1L << 14;
    private static final long EPT_2_MIB = 1L << 16;
    private static final long EPT_1_GIB = 1L << 17;
    private static final long INVEPT = 1L << 20;
    private static final long INVEPT_SINGLE = 1L << 25;
    private static final long INVEPT_ALL = 1L << 26;
    private static final long EPT_NEEDED =
            EPT_WALK_OF_4 | EPT_WRITE_BACK | EPT_2_MIB | INVEPT | INVEPT_SINGLE | INVEPT_ALL;
    private static final long INVVPID = 1L << 32;
    private static final long INVVPID_SINGLE = 1L << 41;
    private static final long INVVPID_ALL = 1L << 42;
    private static final long VPID_NEEDED = INVVPID | INVVPID_SINGLE | INVVPID_ALL;

    private static final long HLT = 1L << 6;
    private static final long WAIT_FOR_SIPI = 1L << 8;

    private final int[] registers = new int[4];
    private final boolean trueControls;

    /** Asks the processor, which has VMX. */
    VmxFeatures() {
        trueControls = (Msrs.read(Msr.VMX_BASIC) & TRUE_CONTROLS) != 0;
    }

    /** {@return whether the processor has VMX} */
    static boolean present() {
        int[] registers = new int[4];
        Cpuid.execute(0, 0, registers);
        if (registers[Cpuid.EAX] == 0) {
            return false;
        }
        Cpuid.execute(1, 0, registers);
        return (registers[Cpuid.ECX] & VMX) != 0;
    }

    /** {@return what stands in the way on a machine with so many processors, in plain words; null if nothing does} */
    String obstacle(int processors) {
        if (processors > 1 && (Msrs.read(Msr.VMX_MISC) & (WAIT_FOR_SIPI | HLT)) == 0) {
            return "the processor's VT-x cannot hold the other processors until the OS starts them";
        }
        return obstacle();
    }

    private String obstacle() {
        long control = Msrs.read(Msr.FEATURE_CONTROL);
        if ((control & LOCKED) != 0 && (control & OUTSIDE_SMX) == 0) {
            return "the firmware has switched Intel VT-x off and locked it; enable 'Intel Virtualization Technology' (VT-x, VMX)"
                    + " in the firmware's setup, usually under Advanced, CPU Configuration, then switch the machine off and on";
        }
        if (!primary().mayBeOne(Controls.ACTIVATE_SECONDARY) || !secondary().mayBeOne(Controls.ENABLE_EPT)) {
            return "the processor's VT-x has no extended page tables (EPT); Intel processors since 2008 (Nehalem) have them";
        }
        if (!secondary().mayBeOne(Controls.UNRESTRICTED_GUEST)) {
            return "the processor's VT-x has no 'unrestricted guest', which an OS needs to start in real mode; Intel processors"
                    + " since 2010 (Westmere) have it";
        }
        if ((Msrs.read(Msr.VMX_EPT_VPID_CAP) & EPT_NEEDED) != EPT_NEEDED) {
            return "the processor's extended page tables lack 2 MiB pages, write-back memory or INVEPT; what it runs in hides them";
        }
        return missingControl();
    }

    private String missingControl() {
        if (!pin().mayBeOne(PIN_REQUIRED)) {
            return "the processor's VT-x has no virtual NMIs";
        }
        if (!primary().mayBeOne(PRIMARY_REQUIRED) || !primary().mayBeZero(PRIMARY_ZERO)) {
            return "the processor's VT-x has no MSR bitmaps, no NMI windows, or exits on every load of CR3";
        }
        if (!exit().mayBeOne(EXIT_REQUIRED) || !entry().mayBeOne(ENTRY_REQUIRED | Controls.IA_32E_MODE_GUEST)) {
            return "the processor's VT-x does not switch EFER or the debug controls, or has no 64-bit mode";
        }
        if (!entry().mayBeZero(Controls.IA_32E_MODE_GUEST)) {
            return "the processor's VT-x has no guests outside 64-bit mode";
        }
        if ((Msrs.read(Msr.VMX_BASIC) >>> MEMORY_TYPE_SHIFT & 0xF) != WRITE_BACK) {
            return "the processor's VT-x does not keep its structures in write-back memory";
        }
        return null;
    }

    /** Enables VMX outside SMX and locks the register, if the firmware has left it open, as the manual demands before VMXON (24.7). */
    static void enable() {
        long control = Msrs.read(Msr.FEATURE_CONTROL);
        if ((control & LOCKED) == 0) {
            Msrs.write(Msr.FEATURE_CONTROL, control | LOCKED | OUTSIDE_SMX);
        }
    }

    /** {@return the pin-based controls} */
    long pinControls() {
        return pin().adjust(PIN_REQUIRED);
    }

    /** {@return the primary processor-based controls} */
    long primaryControls() {
        return primary().adjust(Controls.USE_MSR_BITMAPS | Controls.ACTIVATE_SECONDARY);
    }

    /** {@return what "monitor trap flag" is in the primary processor-based controls; 0 where the processor lacks it} */
    long monitorTrap() {
        return primary().mayBeOne(Controls.MONITOR_TRAP_FLAG) ? Controls.MONITOR_TRAP_FLAG : 0;
    }

    /** {@return whether a guest can wait for a start-up interrupt (appendix A.6)} */
    boolean waitsForStartUp() {
        return (Msrs.read(Msr.VMX_MISC) & WAIT_FOR_SIPI) != 0;
    }

    /** {@return the secondary processor-based controls} */
    long secondaryControls() {
        return secondary().adjust(SECONDARY_REQUIRED | EnabledFeature.ALL | (usesVpid() ? Controls.ENABLE_VPID : 0));
    }

    /** {@return the VM-exit controls} */
    long exitControls() {
        return exit().adjust(EXIT_REQUIRED
                | (switchesPat() ? EXIT_PAT : 0)
                | (switchesCet() ? Controls.EXIT_LOAD_CET : 0)
                | (switchesCounters() ? Controls.EXIT_LOAD_PERFORMANCE : 0));
    }

    /** {@return the VM-entry controls for a guest outside IA-32e mode} */
    long entryControls() {
        return entry().adjust(ENTRY_REQUIRED
                | (switchesPat() ? Controls.ENTRY_LOAD_PAT : 0)
                | (switchesCet() ? Controls.ENTRY_LOAD_CET : 0)
                | (switchesCounters() ? Controls.ENTRY_LOAD_PERFORMANCE : 0));
    }

    /** {@return whether the guest's translations carry a number of their own} */
    boolean usesVpid() {
        return secondary().mayBeOne(Controls.ENABLE_VPID)
                && (Msrs.read(Msr.VMX_EPT_VPID_CAP) & VPID_NEEDED) == VPID_NEEDED;
    }

    /** {@return whether entries and exits switch the PAT} */
    boolean switchesPat() {
        return exit().mayBeOne(EXIT_PAT) && entry().mayBeOne(Controls.ENTRY_LOAD_PAT);
    }

    /** {@return whether entries and exits switch the state of control-flow enforcement} */
    boolean switchesCet() {
        return exit().mayBeOne(Controls.EXIT_LOAD_CET) && entry().mayBeOne(Controls.ENTRY_LOAD_CET);
    }

    /**
     * {@return whether entries and exits switch IA32_PERF_GLOBAL_CTRL, so that the guest's performance counters stand still during an exit}
     * The register is there since version 2 of performance monitoring.
     */
    boolean switchesCounters() {
        return performanceMonitoringVersion() >= 2
                && exit().mayBeOne(Controls.EXIT_LOAD_PERFORMANCE)
                && entry().mayBeOne(Controls.ENTRY_LOAD_PERFORMANCE);
    }

    private int performanceMonitoringVersion() {
        Cpuid.execute(0, 0, registers);
        if (Integer.compareUnsigned(registers[Cpuid.EAX], PERFORMANCE_MONITORING) < 0) {
            return 0;
        }
        Cpuid.execute(PERFORMANCE_MONITORING, 0, registers);
        return registers[Cpuid.EAX] & 0xFF;
    }

    /** {@return whether EPT entries may map 1 GiB} */
    static boolean gigabytePages() {
        return (Msrs.read(Msr.VMX_EPT_VPID_CAP) & EPT_1_GIB) != 0;
    }

    /** {@return what VMXON and VMPTRLD want at the start of their regions} */
    static int revision() {
        return (int) Msrs.read(Msr.VMX_BASIC) & 0x7FFF_FFFF;
    }

    private ControlCapability pin() {
        return capability(Msr.VMX_TRUE_PINBASED_CTLS, Msr.VMX_PINBASED_CTLS);
    }

    private ControlCapability primary() {
        return capability(Msr.VMX_TRUE_PROCBASED_CTLS, Msr.VMX_PROCBASED_CTLS);
    }

    private ControlCapability secondary() {
        return new ControlCapability(Msrs.read(Msr.VMX_PROCBASED_CTLS2));
    }

    private ControlCapability exit() {
        return capability(Msr.VMX_TRUE_EXIT_CTLS, Msr.VMX_EXIT_CTLS);
    }

    private ControlCapability entry() {
        return capability(Msr.VMX_TRUE_ENTRY_CTLS, Msr.VMX_ENTRY_CTLS);
    }

    private ControlCapability capability(int withDefaults, int plain) {
        return new ControlCapability(Msrs.read(trueControls ? withDefaults : plain));
    }
}
