/**
 * IR to LLVM's textual IR to an object file. Java's semantics are written once, as small LLVM functions in {@code semantics.ll},
 * {@code intrinsics.ll} and {@code runtime.ll}; the emitter only calls them.
 */
package javisor.compiler.llvm;
