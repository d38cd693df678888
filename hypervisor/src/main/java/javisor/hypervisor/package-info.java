/** The resident code. */
package javisor.hypervisor;
