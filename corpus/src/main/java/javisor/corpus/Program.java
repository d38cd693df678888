package javisor.corpus;

/** A program of the corpus: prints to {@link Out}, and prints the same however often it is run. */
public interface Program {
    /** Runs it from start to end. */
    void run();
}
