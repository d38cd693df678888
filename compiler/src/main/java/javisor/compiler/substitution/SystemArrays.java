package javisor.compiler.substitution;

/** Stands for {@link System}: {@code arraycopy} between arrays of the same type. */
public final class SystemArrays {
    private SystemArrays() {}

    /** As {@link System#arraycopy}. */
    public static void arraycopy(Object source, int from, Object target, int to, int count) {
        switch (source) {
            case byte[] bytes -> copy(bytes, from, (byte[]) target, to, count);
            case short[] shorts -> copy(shorts, from, (short[]) target, to, count);
            case char[] chars -> copy(chars, from, (char[]) target, to, count);
            case int[] ints -> copy(ints, from, (int[]) target, to, count);
            case long[] longs -> copy(longs, from, (long[]) target, to, count);
            case boolean[] booleans -> copy(booleans, from, (boolean[]) target, to, count);
            case Object[] objects -> copy(objects, from, (Object[]) target, to, count);
            default -> throw new ArrayStoreException("arraycopy: source is not an array");
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
