package javisor.lab.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a run has to do to pass.
 *
 * @param steps in their order
 * @param fatal what no guest may send meanwhile
 * @param limit the time for all of it
 */
public record Expectation(List<Step> steps, List<Pattern> fatal, Duration limit) {
    private static final Pattern VIRTUALISED = Pattern.compile("\\[javisor] virtualisation: .+");
    private static final List<Pattern> JAVISORS_FAILURES =
            List.of(Pattern.compile("\\[javisor] Javisor (has stopped|cannot run here).*"));

    /** Copies the lists. */
    public Expectation {
        steps = List.copyOf(steps);
        fatal = List.copyOf(fatal);
    }

    /** {@return the same checks behind one more, that Javisor runs first, in twice the time} */
    public Expectation underJavisor() {
        List<Step> more = new ArrayList<>(List.of(new Step.Serial(VIRTUALISED)));
        more.addAll(steps);
        List<Pattern> moreFatal = new ArrayList<>(fatal);
        moreFatal.addAll(JAVISORS_FAILURES);
        return new Expectation(more, moreFatal, limit.multipliedBy(2));
    }
}
