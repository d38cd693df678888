package javisor.lab.guest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the self-check of a full Debian guest said: facts about the machine, and checks that passed or failed. Two of them, of the same
 * guest on the bare machine and under Javisor, must agree but for what a policy explains. The format is in {@code docs/self-check.md}.
 *
 * @param facts value of each fact
 * @param passed names of the checks that passed
 * @param failed why each other check failed
 * @param complete whether it came to its end, and no line of it is missing
 */
public record SelfCheck(Map<Fact, String> facts, Set<String> passed, Map<String, String> failed, boolean complete) {
    private static final String BEGIN = "JAVISOR-SELF-CHECK-BEGIN";
    private static final Pattern END =
            Pattern.compile("JAVISOR-SELF-CHECK-END passed=(\\d+) failed=(\\d+) facts=(\\d+)");
    private static final Pattern FACT =
            Pattern.compile("FACT (\\S+ \\S+) (?:cpu=(\\d+(?:-\\d+)?(?:,\\d+(?:-\\d+)?)*) ?)?(.*)");
    private static final Pattern PASS = Pattern.compile("PASS (\\S+)");
    private static final Pattern FAIL = Pattern.compile("FAIL (\\S+) (.*)");
    private static final Pattern SUBLEAF = Pattern.compile("(cpuid [0-9a-f]{8}\\.)([0-9a-f]+)");

    /** Keeps copies. */
    public SelfCheck {
        facts = Map.copyOf(facts);
        passed = Set.copyOf(passed);
        failed = Map.copyOf(failed);
    }

    /**
     * Something that can be the same on two machines.
     *
     * @param subject kind and name
     * @param cpu the processor it is about; none if it is about the machine
     */
    public record Fact(String subject, Optional<Integer> cpu) implements Comparable<Fact> {
        @Override
        public int compareTo(Fact other) {
            int bySubject = subject.compareTo(other.subject);
            return bySubject != 0 ? bySubject : Integer.compare(cpu.orElse(-1), other.cpu.orElse(-1));
        }
    }

    /** {@return the self-check in a guest's serial output; not complete if there is none} Other lines may stand between its own. */
    public static SelfCheck in(List<String> serialOutput) {
        Map<Fact, String> facts = new LinkedHashMap<>();
        Set<String> passed = new LinkedHashSet<>();
        Map<String, String> failed = new LinkedHashMap<>();
        int factLines = 0;
        boolean inside = false;
        for (String line : serialOutput) {
            inside |= line.equals(BEGIN);
            if (!inside) {
                continue;
            }
            Matcher fact = FACT.matcher(line);
            Matcher pass = PASS.matcher(line);
            Matcher fail = FAIL.matcher(line);
            Matcher end = END.matcher(line);
            if (fact.matches()) {
                factLines++;
                cpus(fact.group(2)).forEach(cpu -> facts.put(new Fact(fact.group(1), cpu), fact.group(3)));
            } else if (pass.matches()) {
                passed.add(pass.group(1));
            } else if (fail.matches()) {
                failed.put(fail.group(1), fail.group(2));
            } else if (end.matches()) {
                boolean complete = Integer.parseInt(end.group(1)) == passed.size()
                        && Integer.parseInt(end.group(2)) == failed.size()
                        && Integer.parseInt(end.group(3)) == factLines;
                return new SelfCheck(facts, passed, failed, complete);
            }
        }
        return new SelfCheck(facts, passed, failed, false);
    }

    private static List<Optional<Integer>> cpus(String list) {
        if (list == null) {
            return List.of(Optional.empty());
        }
        List<Optional<Integer>> cpus = new ArrayList<>();
        for (String range : list.split(",")) {
            String[] ends = range.split("-");
            IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                    .mapToObj(Optional::of)
                    .forEach(cpus::add);
        }
        return cpus;
    }

    /** {@return the value of a fact} A sub-leaf of CPUID that was not printed answers as the one before it. */
    Optional<String> value(Fact fact) {
        String value = facts.get(fact);
        Matcher subleaf = SUBLEAF.matcher(fact.subject());
        if (value == null && subleaf.matches()) {
            for (int i = Integer.parseInt(subleaf.group(2), 16) - 1; i >= 0 && value == null; i--) {
                value = facts.get(new Fact(subleaf.group(1) + Integer.toHexString(i), fact.cpu()));
            }
        }
        return Optional.ofNullable(value);
    }

    /** {@return what {@code under} Javisor is otherwise than on the {@code bare} machine and not explained, and what failed on either} */
    public static List<String> differences(SelfCheck bare, SelfCheck under, SelfCheckPolicy policy) {
        List<String> differences = new ArrayList<>();
        bare.complaints("on the bare machine", differences);
        under.complaints("under Javisor", differences);
        bare.passed.stream()
                .filter(check -> !under.passed.contains(check) && !under.failed.containsKey(check))
                .sorted()
                .forEach(check -> differences.add(check + " was not checked under Javisor"));
        Set<Fact> facts = new TreeSet<>(bare.facts.keySet());
        facts.addAll(under.facts.keySet());
        Map<String, List<Integer>> cpus = new LinkedHashMap<>();
        for (Fact fact : facts) {
            policy.difference(fact.subject(), bare.value(fact), under.value(fact))
                    .ifPresent(text -> {
                        List<Integer> those = cpus.computeIfAbsent(fact.subject() + " " + text, _ -> new ArrayList<>());
                        fact.cpu().ifPresent(those::add);
                    });
        }
        cpus.forEach((text, those) -> differences.add(those.isEmpty() ? text : text + ", CPU " + list(those)));
        return differences;
    }

    private void complaints(String where, List<String> differences) {
        if (!complete) {
            differences.add("the self-check " + where + " did not end, or lines of it are missing");
        }
        new TreeMap<>(failed).forEach((check, reason) -> differences.add(check + " failed " + where + ": " + reason));
    }

    private static String list(List<Integer> cpus) {
        return String.join(", ", cpus.stream().map(String::valueOf).toList());
    }
}
