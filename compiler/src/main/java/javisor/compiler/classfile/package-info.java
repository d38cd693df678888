/**
 * Class files as the compiler sees them: found on the class path, in the JDK, or among the substitutions that stand for classes of
 * {@code java.lang}. Nothing here runs the program.
 */
package javisor.compiler.classfile;
