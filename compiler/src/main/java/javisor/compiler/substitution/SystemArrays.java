package javisor.compiler.substitution;

import java.util.Objects;

/** Stands for {@link System}: {@code arraycopy} between arrays of the same type. */
public final class SystemArrays {
    private SystemArrays() {}

    /** As {@link System#arraycopy}. */
    public static void arraycopy(Object source, int from, Object target, int to, int count) {
        Objects.requireNonNull(source);
        Objects.requireNonNull(target);
        if (source instanceof byte[] origin && target instanceof byte[] copies) {
            copy(origin, from, copies, to, count);
        } else if (source instanceof short[] origin && target instanceof short[] copies) {
            copy(origin, from, copies, to, count);
        } else if (source instanceof char[] origin && target instanceof char[] copies) {
            copy(origin, from, copies, to, count);
        } else if (source instanceof int[] origin && target instanceof int[] copies) {
            copy(origin, from, copies, to, count);
        } else if (source instanceof long[] origin && target instanceof long[] copies) {
            copy(origin, from, copies, to, count);
        } else if (source instanceof boolean[] origin && target instanceof boolean[] copies) {
            copy(origin, from, copies, to, count);
        } else if (source instanceof Object[] origin && target instanceof Object[] copies) {
            copy(origin, from, copies, to, count);
        } else {
            throw new ArrayStoreException("arraycopy: no arrays, or of different types");
        }
    }

    private static void check(int from, int sourceLength, int to, int targetLength, int count) {
        if ((from | to | count) < 0 || count > sourceLength - from || count > targetLength - to) {
            throw new ArrayIndexOutOfBoundsException("arraycopy: range outside of an array");
        }
    }

    private static void copy(byte[] source, int from, byte[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }

    private static void copy(short[] source, int from, short[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }

    private static void copy(char[] source, int from, char[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }

    private static void copy(int[] source, int from, int[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }

    private static void copy(long[] source, int from, long[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }

    private static void copy(boolean[] source, int from, boolean[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }

    private static void copy(Object[] source, int from, Object[] target, int to, int count) {
        check(from, source.length, to, target.length, count);
        if (source == target && from < to) {
            for (int i = count - 1; i >= 0; i--) {
                target[to + i] = source[from + i];
            }
        } else {
            for (int i = 0; i < count; i++) {
                target[to + i] = source[from + i];
            }
        }
    }
}
