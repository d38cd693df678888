/** What the guest sees of CPUID: the processor's own answers, changed where a policy or the truth demands it. */
package javisor.hypervisor.cpuid;
