/** The finished machine code read back: disassembly, stack bounds, the audit of forbidden registers. */
package javisor.compiler.machinecode;
