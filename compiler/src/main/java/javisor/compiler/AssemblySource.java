package javisor.compiler;

/**
 * One assembly file.
 *
 * @param name file name, for error messages and line tables
 * @param text its content
 */
public record AssemblySource(String name, String text) {}
