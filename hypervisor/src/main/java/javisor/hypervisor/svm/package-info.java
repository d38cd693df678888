/**
 * AMD-V (AMD APM vol. 2, chapter 15).
 *
 * <p>{@link javisor.hypervisor.svm.SvmVirtualisation} looks whether the processor can, {@code GuestStart} describes the guest's first
 * state in a VMCB, {@code SvmProcessor} holds what belongs to one processor, and {@code SvmExit} is where every exit arrives. One
 * handler per class: {@code MsrExit}, {@code HypercallExit}; CPUID is short enough to stand in the dispatch.
 */
package javisor.hypervisor.svm;
