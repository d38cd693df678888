package javisor.corpus.heap;

import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Objects whose every field is final, which a compiler may fold through. */
public final class ConstantObjects implements Program {
    private record Rule(int mask, int value, String name, Rule otherwise) {}

    private static final Rule RULES =
            new Rule(0xF0, 0x30, "digit", new Rule(0xC0, 0x40, "letter", new Rule(0, 0, "any", null)));

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        String text = "a7 Z~";
        for (int i = 0; i < text.length(); i++) {
            Out.println(name(text.charAt(i)));
        }
        Out.println(RULES.otherwise().name());
        Out.println(RULES.otherwise().otherwise().otherwise() == null);
    }

    private static String name(int character) {
        Rule rule = RULES;
        while ((character & rule.mask()) != rule.value()) {
            rule = rule.otherwise();
        }
        return rule.name();
    }
}
