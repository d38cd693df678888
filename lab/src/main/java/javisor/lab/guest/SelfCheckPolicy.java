package javisor.lab.guest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javisor.lab.guest.Explanation.Bits;
import javisor.lab.guest.Explanation.Whole;

/**
 * What may differ between the self-check on the bare machine and under Javisor, each to the register and bit, with its reason. What it says
 * has to differ and does not is a difference as well: then the policy is not in force.
 */
public final class SelfCheckPolicy {
    private static final String VIRTUALISED_BY_INTEL = "flag vmx";

    private final List<Explanation> explanations;

    private SelfCheckPolicy(Stream<Explanation> explanations) {
        this.explanations = explanations.toList();
    }

    /** {@return what Javisor with no settings but {@code boot-drive} makes different on the machine that {@code bare} describes} */
    public static SelfCheckPolicy of(SelfCheck bare) {
        boolean intel =
                bare.facts().keySet().stream().anyMatch(fact -> fact.subject().equals(VIRTUALISED_BY_INTEL));
        return new SelfCheckPolicy(
                Stream.concat(Explanations.common(), intel ? Explanations.intel() : Explanations.amd()));
    }

    /** {@return what is not as it has to be, given a fact's value on the bare machine and under Javisor; empty where it was not found} */
    Optional<String> difference(String subject, Optional<String> bare, Optional<String> under) {
        List<Bits> bits = new ArrayList<>();
        for (Explanation explanation : explanations) {
            if (explanation.subject().equals(subject)) {
                switch (explanation) {
                    case Whole whole -> {
                        return whole.rule().allows(bare, under)
                                ? Optional.empty()
                                : Optional.of(told(bare, under) + " (" + whole.reason() + ": " + whole.rule() + ")");
                    }
                    case Bits some -> bits.add(some);
                }
            }
        }
        if (bits.isEmpty() || !isRegisters(bare) || !isRegisters(under)) {
            return bare.equals(under) ? Optional.empty() : Optional.of(told(bare, under));
        }
        return difference(bits, bare.orElseThrow(), under.orElseThrow());
    }

    private static boolean isRegisters(Optional<String> value) {
        return value.isPresent() && value.get().matches("[0-9a-f]+(,[0-9a-f]+)*");
    }

    private static Optional<String> difference(List<Bits> explained, String bare, String under) {
        String[] bares = bare.split(",");
        String[] unders = under.split(",");
        String told = told(Optional.of(bare), Optional.of(under));
        if (bares.length != unders.length) {
            return Optional.of(told);
        }
        for (int i = 0; i < bares.length; i++) {
            long was = Long.parseUnsignedLong(bares[i], 16);
            long is = Long.parseUnsignedLong(unders[i], 16);
            long unexplained = was ^ is;
            for (Bits bits : explained) {
                if (bits.register() == i) {
                    unexplained &= ~bits.mask();
                    if (!bits.rule().allows(was & bits.mask(), is & bits.mask(), bits.mask())) {
                        return Optional.of(told + " (" + bits.reason() + ": " + bits.rule() + ")");
                    }
                }
            }
            if (unexplained != 0) {
                return Optional.of(told);
            }
        }
        return Optional.empty();
    }

    private static String told(Optional<String> bare, Optional<String> under) {
        return "is " + under.orElse("missing") + " under Javisor, " + bare.orElse("missing") + " on the bare machine";
    }
}
