/** Where Javisor lives: the firmware's memory map, the place taken from it, the pages there and the host's page tables. */
package javisor.hypervisor.memory;
