package javisor.hypervisor.vmx.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.hosted.Hosted;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmxModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;

/** The rules against a second formulation of them, over random values. */
class EntryRulesPropertyTest {
    private static final VmcsField[] CONTROLS = {
        ControlField.PIN_BASED, ControlField.PROCESSOR_BASED, ControlField.EXIT, ControlField.ENTRY
    };
    private static final String[] MUST = {
        ControlRules.PIN_MUST, ControlRules.PRIMARY_MUST, ControlRules.EXIT_MUST, ControlRules.ENTRY_MUST
    };
    private static final String[] MAY = {
        ControlRules.PIN_MAY, ControlRules.PRIMARY_MAY, ControlRules.EXIT_MAY, ControlRules.ENTRY_MAY
    };
    private static final String[] NAMES = {"ES", "CS", "SS", "DS", "FS", "GS"};

    @AfterTry
    void leave() {
        Hosted.set(null);
    }

    @Property(tries = 300)
    void aControlIsWhatItsCapabilityAllows(
            @ForAll @IntRange(max = 3) int word, @ForAll int value, @ForAll int demanded, @ForAll int allowed) {
        SimulatedMachine machine = GuestState.LONG.enter();
        machine.msrs().preset(VmxModel.TRUE_PIN_BASED + word, (long) allowed << 32 | Integer.toUnsignedLong(demanded));
        CONTROLS[word].write(value);
        boolean must = false;
        boolean may = false;
        for (int bit = 0; bit < 32; bit++) {
            boolean one = (value >>> bit & 1) == 1;
            must |= !one && (demanded >>> bit & 1) == 1;
            may |= one && (allowed >>> bit & 1) == 0;
        }
        List<String> broken = new ArrayList<>();
        EntryRules.check(rule -> {
            if (rule.equals(MUST[word]) || rule.equals(MAY[word])) {
                broken.add(rule);
            }
        });
        assertThat(broken.contains(MUST[word])).isEqualTo(must);
        assertThat(broken.contains(MAY[word])).isEqualTo(may);
    }

    @Property(tries = 1000)
    void accessRightsAreThoseOfALoadedSegment(
            @ForAll @IntRange(max = 5) int register,
            @ForAll @IntRange(max = 0x1_FFFF) int rights,
            @ForAll @IntRange(max = 7) int selector,
            @ForAll boolean unrestricted) {
        (unrestricted ? GuestState.LONG : GuestState.RESTRICTED).enter();
        GuestState.segmentField(GuestField.ES_ACCESS_RIGHTS, register).write(rights);
        GuestState.segmentField(GuestField.ES_SELECTOR, register).write(selector);
        List<String> broken = GuestState.brokenRules();
        boolean asExpected = loadable(register, rights, selector, unrestricted);
        assertThat(broken.isEmpty())
                .as("%s %x %s", NAMES[register], rights, broken)
                .isEqualTo(asExpected);
        assertThat(broken).allMatch(rule -> rule.contains(NAMES[register]) || rule.equals(GuestRegisterRules.RIP_HIGH));
    }

    /** {@return whether a flat segment with these rights can be in {@code register} of a 64-bit guest whose others are flat, ring 0} */
    private static boolean loadable(int register, int rights, int selector, boolean unrestricted) {
        String type = List.of(
                        "r", "ra", "rw", "rwa", "re", "rea", "rwe", "rwea", "x", "xa", "xr", "xra", "xc", "xca", "xrc",
                        "xrca")
                .get(rights & 15);
        int privilege = rights >> 5 & 3;
        int requested = selector & 3;
        boolean unusable = (rights & 0x1_0000) != 0;
        boolean flat = (rights & 0x8F90) == 0x8090;
        boolean ring0Selector = unrestricted || requested == 0;
        return switch (NAMES[register]) {
            case "CS" ->
                flat
                        && ring0Selector
                        && (rights & 0x6000) == 0x2000
                        && (Set.of("xa", "xra", "xca", "xrca").contains(type) || type.equals("rwa") && unrestricted)
                        && privilege == 0;
            case "SS" -> (unusable || flat && Set.of("rwa", "rwea").contains(type)) && ring0Selector && privilege == 0;
            default ->
                unusable
                        || flat
                                && Set.of("ra", "rwa", "rea", "rwea", "xra", "xrca")
                                        .contains(type)
                                && (unrestricted || type.equals("xrca") || privilege >= requested);
        };
    }

    @Property(tries = 1000)
    void anEventIsOneThatTheProcessorCanDeliver(
            @ForAll @IntRange(max = 7) int type,
            @ForAll @IntRange(max = 40) int vector,
            @ForAll boolean errorCode,
            @ForAll boolean realMode,
            @ForAll @IntRange(max = 3) int activity) {
        (realMode ? GuestState.REAL : GuestState.LONG).enter();
        ControlField.ENTRY_INTERRUPTION.write(1L << 31 | (errorCode ? 1 << 11 : 0) | type << 8 | vector);
        GuestField.ACTIVITY.write(activity);
        String event = switch (type) {
            case 0 -> "interrupt";
            case 2 -> vector == 2 ? "NMI" : "impossible";
            case 3 -> vector < 32 ? "exception " + vector : "impossible";
            case 4, 5, 6 -> "software";
            case 7 -> vector == 0 ? "trap flag" : "impossible";
            default -> "impossible";
        };
        Set<String> withErrorCode = Set.of(
                "exception 8",
                "exception 10",
                "exception 11",
                "exception 12",
                "exception 13",
                "exception 14",
                "exception 17");
        boolean possible = switch (activity) {
            case 0 -> !event.equals("impossible");
            case 1 ->
                Set.of("interrupt", "NMI", "exception 1", "exception 18", "trap flag")
                        .contains(event);
            case 2 -> Set.of("NMI", "exception 18").contains(event);
            default -> false;
        };
        boolean due = withErrorCode.contains(event) && !realMode;
        assertThat(GuestState.brokenRules().isEmpty()).isEqualTo(possible && errorCode == due);
    }

    @Property(tries = 300)
    void addressesAreCanonicalOrNot(@ForAll long address) {
        GuestState.LONG.enter();
        GuestField.FS_BASE.write(address);
        long high = address >>> 47;
        boolean canonical = high == 0 || high == 0x1_FFFF;
        assertThat(GuestState.brokenRules().isEmpty()).isEqualTo(canonical);
    }
}
