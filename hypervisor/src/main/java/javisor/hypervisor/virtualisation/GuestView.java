package javisor.hypervisor.virtualisation;

/** What CPUID's answers repeat of the guest's state, wherever the processor keeps it, for those who seldom need it. */
public interface GuestView {
    /** {@return CR4 as the guest has it} */
    long cr4();

    /** {@return whether the processor tells of SYSCALL in the mode the guest is in} Intel's do so in 64-bit mode only. */
    boolean tellsOfSyscall();
}
