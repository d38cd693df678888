/**
 * Bytecode to IR, one method at a time. The operand stack is interpreted symbolically; javac's StackMapTable tells the types wherever
 * control flow meets, so that each block is translated once, and only blocks that constants do not rule out.
 */
package javisor.compiler.frontend;
