package javisor.compiler.ir;

/**
 * A virtual register of a function.
 *
 * @param index unique within the function; parameters are the first registers, in order
 * @param type what it holds; never {@link IrType#VOID}
 * @param name for the reader: the Java local's name where known, otherwise {@code s0}, {@code s1} for stack slots
 */
public record Register(int index, IrType type, String name) {}
