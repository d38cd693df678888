/** The virtual machine control structure as Javisor uses it: its fields by area, and the formats of those that pack several things. */
package javisor.hypervisor.vmx.vmcs;
