package javisor.compiler.llvm;

import java.util.Set;

/**
 * What cannot change in an object of the image heap that otherwise can.
 *
 * @param source symbol of the global whose initial value holds the content: the object itself, or its initial copy
 * @param offsets of the parts
 */
public record ImmutableParts(String source, Set<Integer> offsets) {}
