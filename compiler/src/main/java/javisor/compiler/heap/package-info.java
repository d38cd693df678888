/**
 * The program on the build-time JVM: its classes in a loader of their own, their static initialisers, and the objects those leave,
 * taken over as the image heap by reflection. Nothing of the JDK need be opened: the program's classes are in an unnamed module.
 */
package javisor.compiler.heap;
