/** The linker and what it leaves: ELF files read back, flat images cut from them. */
package javisor.compiler.link;
