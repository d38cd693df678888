/** The guest's physical address space: everything as it is, except what is withheld. */
package javisor.hypervisor.nested;
