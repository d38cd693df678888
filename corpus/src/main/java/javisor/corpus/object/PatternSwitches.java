package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Switches over the types of any object, null among them. */
public final class PatternSwitches implements Program {
    record Pair(int left, int right) {}

    @Override
    public void run() {
        Object[] things = {"text", "", new int[] {1, 2}, null, new Pair(3, 4), new PatternSwitches(), new long[0]};
        for (Object thing : things) {
            Out.println(describe(thing));
        }
    }

    private static String describe(Object thing) {
        return switch (thing) {
            case null -> "null";
            case String text when text.length() == 0 -> "empty text";
            case String text -> text;
            case int[] array -> array.length == 2 ? "two ints" : "ints";
            case Pair pair when pair.left() > pair.right() -> "falling pair";
            case Pair pair -> "rising pair";
            case Program program -> "program";
            default -> "something";
        };
    }
}
