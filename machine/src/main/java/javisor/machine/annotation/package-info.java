/**
 * What resident code says about itself to the compiler.
 *
 * <p>Resident Java has two meanings: on the JVM the bodies run as written and reach the simulator; on metal the compiler
 * replaces what is annotated here. The names are those of {@code org.vmmagic} and Substrate VM where they have one.
 */
package javisor.machine.annotation;
