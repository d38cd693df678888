/** Privileged and special instructions, one class per family, each an intrinsic. The only place besides raw memory that is unsafe. */
package javisor.machine.instruction;
