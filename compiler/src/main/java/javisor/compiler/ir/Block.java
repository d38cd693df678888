package javisor.compiler.ir;

import java.util.List;

/**
 * A basic block.
 *
 * @param number its index in {@link Function#blocks}; block 0 is the entry and has no predecessors
 */
public record Block(int number, List<Instruction> instructions, Terminator terminator) {}
