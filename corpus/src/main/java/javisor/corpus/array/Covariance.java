package javisor.corpus.array;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** An array of a subclass is an array of its superclass. */
public final class Covariance implements Program {
    static class Animal {
        int legs() {
            return 4;
        }
    }

    static final class Bird extends Animal {
        @Override
        int legs() {
            return 2;
        }
    }

    @Override
    public void run() {
        Animal[] animals = new Bird[2];
        animals[0] = new Bird();
        Out.println(animals[0].legs());
        Object[] objects = animals;
        Out.println(objects[1] == null);
        Out.println(objects instanceof Animal[]);
        Out.println(objects instanceof Bird[]);
        objects = new Animal[] {new Bird(), new Animal()};
        Out.println(objects instanceof Bird[]);
        int legs = 0;
        for (Object object : objects) {
            legs += ((Animal) object).legs();
        }
        Out.println(legs);
    }
}
