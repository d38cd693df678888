package javisor.corpus.object;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Enums: ordinals, values, fields and comparison. */
public final class Enums implements Program {
    enum Planet {
        MERCURY(1, "hot"),
        EARTH(3, "blue"),
        NEPTUNE(8, "cold");

        private final int position;
        private final String look;

        Planet(int position, String look) {
            this.position = position;
            this.look = look;
        }

        boolean outside(Planet other) {
            return position > other.position;
        }
    }

    private static final Planet[] ALL = Planet.values();

    @Override
    public void run() {
        for (Planet planet : ALL) {
            Out.print(planet.ordinal());
            Out.print(planet.look);
            Out.println(planet.position);
            Out.println(planet.outside(Planet.EARTH));
        }
        Planet chosen = ALL[Input.of(1)];
        Out.println(chosen == Planet.EARTH);
        Out.println(chosen != Planet.NEPTUNE);
        Out.println(chosen.ordinal() < Planet.NEPTUNE.ordinal());
    }
}
