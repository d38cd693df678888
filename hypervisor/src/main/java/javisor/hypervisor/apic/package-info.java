/** The local APIC, and what the guest writes to it that concerns Javisor: the commands by which processors start each other. */
package javisor.hypervisor.apic;
