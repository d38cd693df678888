/**
 * What a VM entry checks (Intel SDM vol. 3, chapter 27, "VM entries"), in Java and with words, because a processor that refuses an entry
 * says no more than a number. {@link javisor.hypervisor.vmx.rules.EntryRules} is the way in; one class holds the rules of one section
 * or a few. Bits are written down here a second time, apart from those that fill the VMCS, so that a wrong one is found.
 */
package javisor.hypervisor.vmx.rules;
