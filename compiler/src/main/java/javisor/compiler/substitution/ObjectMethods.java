package javisor.compiler.substitution;

/** Stands for {@link Object}: an identity and nothing else. No hash code, no monitor, no class object. */
@SuppressWarnings("overrides")
public class ObjectMethods {

    /** As {@link Object#Object}. */
    public ObjectMethods() {}

    /** As {@link Object#equals}. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
