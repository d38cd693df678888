/**
 * Resident code that takes the place of classes of {@code java.lang}, method by method under the same names. What is not here does
 * not exist on metal. On the JVM nothing of this runs.
 */
package javisor.compiler.substitution;
