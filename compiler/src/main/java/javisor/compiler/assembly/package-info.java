/** The assembler: sources to object files, tool messages to errors. */
package javisor.compiler.assembly;
