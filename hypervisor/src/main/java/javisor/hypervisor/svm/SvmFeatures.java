package javisor.hypervisor.svm;

import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.processor.Processor;
import javisor.hypervisor.virtualisation.GuardedInstructions;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/**
 * What this processor's AMD-V offers, and whether the firmware lets it (AMD APM vol. 2, 15.4 and 15.30.1).
 *
 * <p>The order of the questions matters: VM_CR exists only where CPUID reports SVM, and not even there on some emulators, so it is read
 * only when EFER.SVME was refused, which on a processor with SVM nothing but VM_CR.SVMDIS does.
 */
final class SvmFeatures {
    private static final int EXTENDED = 0x8000_0000;
    private static final int FEATURES = 0x8000_0001;
    private static final int SIZES = 0x8000_0008;
    private static final int SVM_LEAF = 0x8000_000A;
    private static final int FEATURES_2 = 0x8000_0021;

    /** In leaf 1, ECX. */
    private static final int HYPERVISOR = 1 << 31;

    private static final int SVM = 1 << 2;
    private static final int NESTED_PAGING = 1;
    private static final int NEXT_RIP = 1 << 3;
    private static final int FLUSH_BY_ASID = 1 << 6;
    private static final int SPECULATION_CONTROL = 1 << 20;

    private static final long VM_CR_R_INIT = 1L << 1;
    private static final long VM_CR_LOCK = 1L << 3;
    private static final long VM_CR_DISABLED = 1L << 4;

    private static final int SYSCALL = 1 << 11;
    private static final int NO_EXECUTE = 1 << 20;
    private static final int FAST_FXSAVE = 1 << 25;
    private static final int LONG_MODE = 1 << 29;
    private static final int TRANSLATION_CACHE_EXTENSION = 1 << 17;
    private static final int MCOMMIT = 1 << 8;
    private static final int INTERRUPTIBLE_WBINVD = 1 << 13;
    private static final int UPPER_ADDRESS_IGNORE = 1 << 7;
    private static final int AUTOMATIC_IBRS = 1 << 8;

    private final int[] registers = new int[4];
    private final int svm;

    /** Asks the processor. */
    SvmFeatures() {
        svm = cpuid(SVM_LEAF, Cpuid.EDX);
    }

    /** {@return whether the processor has SVM} */
    boolean present() {
        return (cpuid(FEATURES, Cpuid.ECX) & SVM) != 0;
    }

    /** {@return what stands in the way, in plain words; null if nothing does} */
    String obstacle() {
        if (refusesSvm() && locked()) {
            return "the firmware has switched AMD-V off and locked it; enable 'SVM Mode' in the firmware's setup, usually"
                    + " under Advanced or Overclocking, CPU Configuration, then switch the machine off and on";
        }
        if ((svm & NESTED_PAGING) == 0) {
            return "the processor's AMD-V has no nested paging; processors of AMD family 10h (2007) and later have it";
        }
        Cpuid.execute(SVM_LEAF, 0, registers);
        if (Integer.compareUnsigned(registers[Cpuid.EBX], 2) < 0) {
            return "the processor's AMD-V has no address-space identifier to spare";
        }
        return null;
    }

    /** Tries EFER.SVME, which is refused where the firmware switched SVM off, and takes it back. */
    private static boolean refusesSvm() {
        long efer = Msrs.read(Msr.EFER);
        if (GuardedInstructions.writeMsr(Msr.EFER, efer | Efer.SVME) != 0) {
            return true;
        }
        Msrs.write(Msr.EFER, efer);
        return false;
    }

    /**
     * Has INIT redirected to the host as #SX; {@return whether the processor can} A hypervisor below may keep the bit and do nothing, as KVM
     * does, so under one it is not asked for.
     */
    static boolean redirectInit() {
        HostVirtual value =
                ProcessorMemory.page(ProcessorMemory.owner(Cpu.framePointer())).add(Processor.SCRATCH);
        Cpuid.executeInto(1, 0, value);
        if ((value.readInt(0) & HYPERVISOR) != 0 || GuardedInstructions.readMsr(Msr.VM_CR, value) != 0) {
            return false;
        }
        boolean refused = GuardedInstructions.writeMsr(Msr.VM_CR, value.readLong(0) | VM_CR_R_INIT) != 0;
        return !refused && (Msrs.read(Msr.VM_CR) & VM_CR_R_INIT) != 0;
    }

    private static boolean locked() {
        return (Msrs.read(Msr.VM_CR) & VM_CR_LOCK) != 0;
    }

    /** Switches SVM on: clears an unlocked SVMDIS, sets EFER.SVME. */
    static void enable() {
        if (refusesSvm()) {
            Msrs.write(Msr.VM_CR, Msrs.read(Msr.VM_CR) & ~VM_CR_DISABLED);
        }
        Msrs.write(Msr.EFER, Msrs.read(Msr.EFER) | Efer.SVME);
    }

    /** {@return whether #VMEXIT saves where the next instruction starts} */
    boolean savesNextRip() {
        return (svm & NEXT_RIP) != 0;
    }

    /** {@return whether one ASID's translations can be flushed} */
    boolean flushesByAsid() {
        return (svm & FLUSH_BY_ASID) != 0;
    }

    /** {@return whether SPEC_CTRL is switched with the guest} */
    boolean switchesSpeculationControl() {
        return (svm & SPECULATION_CONTROL) != 0;
    }

    /** {@return the bits of EFER the guest may set: those whose feature CPUID shows it} */
    long guestEfer() {
        int edx = cpuid(FEATURES, Cpuid.EDX);
        int ecx = cpuid(FEATURES, Cpuid.ECX);
        int sizes = cpuid(SIZES, Cpuid.EBX);
        int features2 = cpuid(FEATURES_2, Cpuid.EAX);
        return when(edx & SYSCALL, Efer.SCE)
                | when(edx & LONG_MODE, Efer.LME | Efer.LMA)
                | when(edx & NO_EXECUTE, Efer.NXE)
                | when(edx & FAST_FXSAVE, Efer.FFXSR)
                | when(ecx & TRANSLATION_CACHE_EXTENSION, Efer.TCE)
                | when(sizes & MCOMMIT, Efer.MCOMMIT)
                | when(sizes & INTERRUPTIBLE_WBINVD, Efer.INTWB)
                | when(features2 & UPPER_ADDRESS_IGNORE, Efer.UAIE)
                | when(features2 & AUTOMATIC_IBRS, Efer.AIBRSE);
    }

    private static long when(int feature, long bits) {
        return feature != 0 ? bits : 0;
    }

    private int cpuid(int leaf, int register) {
        Cpuid.execute(EXTENDED, 0, registers);
        if (Integer.compareUnsigned(registers[Cpuid.EAX], leaf) < 0) {
            return 0;
        }
        Cpuid.execute(leaf, 0, registers);
        return registers[register];
    }
}
