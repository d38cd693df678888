/** From the linked image's DWARF to the compact table that {@code javisor.machine.trace.TraceTable} reads on metal. */
package javisor.compiler.trace;
