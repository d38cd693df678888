package javisor.compiler.check;

/** Something the program does that resident code cannot: ends the translation of one method and becomes one of the problems. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param what what is wrong, as the rest of a sentence that starts with the method's name
     * @param remedy what to write instead
     */
    public Refusal(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    /** {@return what to write instead} */
    public String remedy() {
        return remedy;
    }
}
