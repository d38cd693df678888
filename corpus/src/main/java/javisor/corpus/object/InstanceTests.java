package javisor.corpus.object;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Instance tests against classes, interfaces, final and abstract types, and null. */
public final class InstanceTests implements Program {
    interface Marked {}

    static class Base {}

    static class Middle extends Base implements Marked {}

    static final class Last extends Middle {}

    static final class Other implements Marked {}

    @Override
    public void run() {
        Object[] objects = {new Base(), new Middle(), new Last(), new Other(), "text", new Object(), null, new int[0]};
        for (Object object : objects) {
            Out.print(object instanceof Base);
            Out.print(object instanceof Middle);
            Out.print(object instanceof Last);
            Out.print(object instanceof Marked);
            Out.print(object instanceof String);
            Out.println(object instanceof Object);
        }
    }
}
