package javisor.compiler.substitution;

/** Functions of {@link Math} whose bytecode in the JDK builds the text of an exception. */
public final class MathFunctions {
    private MathFunctions() {}

    /** As {@link Math#clamp(long, int, int)}. */
    public static int clamp(long value, int min, int max) {
        return (int) clamp(value, (long) min, (long) max);
    }

    /** As {@link Math#clamp(long, long, long)}. */
    public static long clamp(long value, long min, long max) {
        if (min > max) {
            throw new IllegalArgumentException("clamp: the lower bound is above the upper one");
        }
        return Math.min(max, Math.max(value, min));
    }
}
