/** Memory that resident code takes for itself. */
package javisor.machine.memory;
