package javisor.hypervisor.vmx.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EntryRulesTest {
    private static final List<Class<?>> RULE_CLASSES = List.of(
            ControlRules.class,
            UnusedControls.class,
            InjectionRules.class,
            HostRules.class,
            GuestRegisterRules.class,
            SegmentRules.class,
            SystemSegmentRules.class,
            ActivityRules.class);

    /** Rules of a table for all segment registers that are other rules, or none, for these. */
    private static final String NOT_FOR_ALL = "27.3.1.2: ((ES|CS|SS|DS) base must be canonical"
            + "|(FS|GS|LDTR|TR) base must be below 4 GiB"
            + "|(CS|SS|LDTR|TR) access rights: (type must be (accessed|readable if it is code)|DPL must not be below the selector's RPL)"
            + "|(LDTR|TR) (access rights: S must be 1|.*virtual-8086 mode))";

    @AfterEach
    void leave() {
        Hosted.set(null);
    }

    @ParameterizedTest
    @EnumSource(GuestState.class)
    void aStateThatAProcessorEntersBreaksNoRule(GuestState state) {
        state.enter();
        assertThat(GuestState.brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachChangeBreaksExactlyItsRule(BrokenCases.Case broken) {
        broken.change().accept(broken.state().enter());
        assertThat(GuestState.brokenRules()).containsExactly(broken.rule());
    }

    static Stream<BrokenCases.Case> cases() {
        return BrokenCases.all().stream();
    }

    @Test
    void everyRuleIsBrokenByACase() throws IllegalAccessException {
        Set<String> broken = cases().map(BrokenCases.Case::rule).collect(Collectors.toSet());
        List<String> rules = rules();
        assertThat(rules).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        assertThat(rules.stream().filter(rule -> !rule.matches(NOT_FOR_ALL)))
                .containsExactlyInAnyOrderElementsOf(broken);
    }

    private static List<String> rules() throws IllegalAccessException {
        List<String> rules = new ArrayList<>();
        for (Class<?> owner : RULE_CLASSES) {
            for (var field : owner.getDeclaredFields()) {
                if (Modifier.isPrivate(field.getModifiers())) {
                    continue;
                }
                if (field.get(null) instanceof String rule) {
                    rules.add(rule);
                } else if (field.get(null) instanceof String[] table) {
                    rules.addAll(List.of(table));
                }
            }
        }
        return rules;
    }

    @Test
    void whatIsAllowedInTheModeIsNoBrokenRule() {
        GuestState.PAGED_32.enter();
        GuestField.CS_ACCESS_RIGHTS.write(0xC093);
        assertThat(GuestState.brokenRules()).isEmpty();
        GuestState.LONG.enter();
        GuestField.SS_ACCESS_RIGHTS.write(0x1_0000);
        GuestField.DS_ACCESS_RIGHTS.write(0x1_FFFF);
        GuestField.LDTR_ACCESS_RIGHTS.write(0x1_FFFF);
        GuestField.CR4.write(0x2_2020);
        assertThat(GuestState.brokenRules()).isEmpty();
        GuestState.REAL.enter();
        GuestField.TR_ACCESS_RIGHTS.write(0x83);
        GuestField.CR0.write(0x6000_0030L);
        ControlField.ENTRY_INTERRUPTION.write(0x8000_030DL);
        assertThat(GuestState.brokenRules()).isEmpty();
    }

    @Test
    void aHaltedGuestTakesWhatWakesIt() {
        for (long event : new long[] {0x8000_0030L, 0x8000_0202L, 0x8000_0301L, 0x8000_0312L, 0x8000_0700L}) {
            GuestState.LONG.enter();
            GuestField.ACTIVITY.write(1);
            ControlField.ENTRY_INTERRUPTION.write(event);
            assertThat(GuestState.brokenRules()).isEmpty();
        }
    }

    @Test
    void aHeldBackSingleStepOrTransactionIsAllowed() {
        GuestState.LONG.enter();
        GuestField.RFLAGS.write(0x302);
        GuestField.INTERRUPTIBILITY.write(1);
        GuestField.PENDING_DEBUG.write(1 << 14);
        assertThat(GuestState.brokenRules()).isEmpty();
        GuestState.LONG.enter();
        GuestField.PENDING_DEBUG.write(1 << 16 | 1 << 12);
        assertThat(GuestState.brokenRules()).isEmpty();
    }

    @Test
    void secondaryControlsThatAreNotActivatedCountAsZero() {
        GuestState.LONG.enter();
        GuestState.change(ControlField.PROCESSOR_BASED, controls -> controls & ~(1L << 31));
        ControlField.SECONDARY_PROCESSOR_BASED.write(-1);
        assertThat(GuestState.brokenRules()).isEmpty();
    }

    @Test
    void eachBrokenRuleIsPrintedOnItsOwnLine() {
        GuestState.LONG.enter();
        GuestField.RFLAGS.write(0x200);
        GuestField.CS_ACCESS_RIGHTS.write(0xE09B);
        StringBuilder text = new StringBuilder();
        Console console = new Console("", new CharacterSink[] {c -> text.append((char) c)});
        assertThat(EntryRules.check(console)).isEqualTo(2);
        assertThat(text.toString()).isEqualTo("""
                        VM entry rule broken: 27.3.1.4: RFLAGS: bit 1 must be 1
                        VM entry rule broken: 27.3.1.2: CS access rights: D/B must be 0 when L is 1 in IA-32e mode
                        """);
    }
}
