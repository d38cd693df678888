package javisor.hypervisor.virtualisation;

/** The guest's control registers, wherever the processor keeps them, for those who seldom need one. */
public interface GuestControl {
    /** {@return CR4 as the guest has it} */
    long cr4();
}
