package javisor.compiler.trace;

import java.util.List;

/**
 * What the instructions from one address to the next row's come from.
 *
 * @param address of the first instruction
 * @param frames the Java calls, innermost first, the last one being the function itself; empty if nothing is known
 */
public record TraceRow(long address, List<Frame> frames) {

    /**
     * One call.
     *
     * @param method class and method, {@code a.b.C.m}
     * @param file source file name without directory
     * @param line line number, 0 if unknown
     */
    public record Frame(String method, String file, int line) {}
}
