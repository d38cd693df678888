package javisor.compiler.ir;

/**
 * Where an instruction comes from.
 *
 * @param file source file name without directory, as in the class file's SourceFile attribute
 * @param line line number, 0 if unknown
 */
public record SourcePosition(String file, int line) {}
