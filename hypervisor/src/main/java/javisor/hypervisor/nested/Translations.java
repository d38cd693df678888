package javisor.hypervisor.nested;

/** What processors have cached of the nested page tables. */
public interface Translations {
    /** Returns when no processor has anything cached of what is no longer in the tables. */
    void forget();
}
