/**
 * Intel VT-x (Intel SDM vol. 3, chapters 24 to 31).
 *
 * <p>{@link javisor.hypervisor.vmx.VmxVirtualisation} takes the processor into VMX operation, {@code VmxFeatures} says whether it can and
 * which controls it has, {@code Controls} and {@code GuestStart} fill the VMCS, {@code VmxProcessor} holds what belongs to one
 * processor, and {@code VmxExit} is where every exit arrives. One handler per class. {@code vmcs} below names the fields, {@code rules}
 * checks what a VM entry will check.
 */
package javisor.hypervisor.vmx;
