/** The guest's memory as the guest's own accesses find it: by linear address, through its page tables, without what is withheld. */
package javisor.hypervisor.linear;
