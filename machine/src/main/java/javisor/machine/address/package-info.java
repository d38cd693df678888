/**
 * Addresses with types: guest-physical, host-physical and host-virtual cannot be mixed up, and each compiles to a bare register.
 * The word arithmetic is named as in {@code org.graalvm.word}.
 */
package javisor.machine.address;
