/** What AMD-V and VT-x have in common as the boot sees them. */
package javisor.hypervisor.virtualisation;
