package javisor.compiler.ir;

import java.util.List;

/**
 * One Java method, translated.
 *
 * @param method which
 * @param symbol the exported symbol of an entry point, otherwise null
 * @param parameters the first registers, the receiver included
 * @param registers all registers, by index
 * @param inlining whether the source demands or forbids inlining
 * @param panicHandler whether this is the program's panic handler
 */
public record Function(
        MethodReference method,
        String symbol,
        List<Register> parameters,
        IrType returnType,
        List<Register> registers,
        List<Block> blocks,
        Inlining inlining,
        boolean panicHandler,
        SourcePosition position) {

    /** What the annotations say of inlining. */
    public enum Inlining {
        DEFAULT,
        ALWAYS,
        NEVER
    }
}
