/**
 * The resident code. {@link javisor.hypervisor.HypervisorBoot} is where the loader enters and tells the journey from there: look at
 * the machine, choose a place, move in, hand over to the virtualisation, which never returns.
 *
 * <p>What both kinds of virtualisation share lies in the packages below and names neither: {@code memory} (place and page tables),
 * {@code panic}, {@code log}, {@code virtualisation} (the interface). {@code svm} is AMD-V.
 */
package javisor.hypervisor;
