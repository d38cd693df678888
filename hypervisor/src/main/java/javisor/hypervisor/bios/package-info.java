/** What BIOS calls tell the guest: memory without the withheld ranges, drives in the order the owner asked for. */
package javisor.hypervisor.bios;
