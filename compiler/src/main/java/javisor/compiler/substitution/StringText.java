package javisor.compiler.substitution;

/** Stands for {@link String}: Latin-1 bytes where every character fits, otherwise UTF-16 in little-endian order. */
public final class StringText implements CharSequence {
    private final byte[] value;
    private final boolean latin1;

    private StringText(byte[] value, boolean latin1) {
        this.value = value;
        this.latin1 = latin1;
    }

    /** As {@link String#length}. */
    @Override
    public int length() {
        return latin1 ? value.length : value.length >> 1;
    }

    /** As {@link String#charAt}. */
    @Override
    public char charAt(int index) {
        if (latin1) {
            return (char) (value[index] & 0xFF);
        }
        if (index < 0) {
            throw new StringIndexOutOfBoundsException("charAt: negative index");
        }
        return (char) (value[2 * index] & 0xFF | (value[2 * index + 1] & 0xFF) << 8);
    }

    /** As {@link String#isEmpty}. */
    @Override
    public boolean isEmpty() {
        return value.length == 0;
    }

    /** As {@link String#equals}. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof StringText text && latin1 == text.latin1 && sameBytes(text.value);
    }

    private boolean sameBytes(byte[] other) {
        if (value.length != other.length) {
            return false;
        }
        for (int i = 0; i < value.length; i++) {
            if (value[i] != other[i]) {
                return false;
            }
        }
        return true;
    }

    /** As {@link String#hashCode}, computed each time; a switch over strings needs it. */
    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < length(); i++) {
            hash = 31 * hash + charAt(i);
        }
        return hash;
    }

    /** As {@link String#startsWith(String)}. */
    public boolean startsWith(StringText prefix) {
        if (prefix.length() > length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (charAt(i) != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link String#compareTo}. */
    public int compareTo(StringText other) {
        int common = Math.min(length(), other.length());
        for (int i = 0; i < common; i++) {
            int difference = charAt(i) - other.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        return length() - other.length();
    }

    /** As {@link String#subSequence}, which would have to allocate. */
    @Override
    public CharSequence subSequence(int start, int end) {
        throw new UnsupportedOperationException("subSequence");
    }

    @Override
    public String toString() {
        return (String) (Object) this;
    }
}
