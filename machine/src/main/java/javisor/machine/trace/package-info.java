/**
 * Java stack traces on metal. The compiler appends a table to each image that says which source line, through which inlined calls,
 * each instruction comes from; what is here walks the frame pointers and reads it. {@link javisor.machine.trace.TraceTable} defines
 * the format.
 */
package javisor.machine.trace;
