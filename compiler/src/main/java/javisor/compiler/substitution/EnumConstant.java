package javisor.compiler.substitution;

/** Stands for {@link Enum}. */
public abstract class EnumConstant {
    private final String name;
    private final int ordinal;

    /** As {@link Enum#Enum}. */
    protected EnumConstant(String name, int ordinal) {
        this.name = name;
        this.ordinal = ordinal;
    }

    /** As {@link Enum#name}. */
    public final String name() {
        return name;
    }

    /** As {@link Enum#ordinal}. */
    public final int ordinal() {
        return ordinal;
    }

    /** As {@link Enum#compareTo}. */
    public final int compareTo(EnumConstant other) {
        return ordinal - other.ordinal;
    }

    @Override
    public String toString() {
        return name;
    }
}
