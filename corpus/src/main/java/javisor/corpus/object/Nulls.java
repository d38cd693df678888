package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Nulls passed, returned, compared and stored. */
public final class Nulls implements Program {
    static final class Holder {
        Holder other;
        String text;
    }

    @Override
    public void run() {
        Holder holder = new Holder();
        Out.println(holder.other == null);
        holder.other = pick(Input.of(0), holder);
        Out.println(holder.other == null);
        holder.other = pick(Input.of(1), holder);
        Out.println(holder.other == holder);
        Out.println(holder.other.other.other.text == null);
        String text = null;
        Out.println(text == holder.text);
        text = text == null ? "default" : text;
        Out.println(text);
        Object object = (Object) null;
        Out.println(object instanceof Holder);
    }

    private static Holder pick(int x, Holder holder) {
        return x == 0 ? null : holder;
    }
}
