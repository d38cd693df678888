package javisor.compiler.substitution;

/** Stands for {@link Record}. */
public abstract class RecordMethods {

    /** As {@link Record#Record}. */
    protected RecordMethods() {}
}
