/**
 * The intermediate representation between the front end, which understands class files, and the back end, which understands
 * LLVM. Not SSA: each JVM local and stack slot is a virtual register per type, written any number of times; LLVM's mem2reg makes
 * SSA of it. Everything is immutable and prints as text by {@code IrPrinter}.
 */
package javisor.compiler.ir;
