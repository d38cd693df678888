package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SelfCheckPolicyTest {
    private static final String AMD = "FACT flag svm cpu=0 yes";
    private static final String INTEL = "FACT flag vmx cpu=0 yes";
    private static final int VMX_AND_SMX = 0x60;

    @Test
    void theSameIsNoDifference() {
        assertThat(differences(
                        "FACT cpuid 00000007.0 cpu=0-3 00000000,219c07ab,00400004,00000000",
                        "FACT cpuid 00000007.0 cpu=0-3 00000000,219c07ab,00400004,00000000"))
                .isEmpty();
    }

    @Test
    void hiddenFeaturesAreExplained() {
        assertThat(SelfCheck.differences(
                        SelfCheckTest.check(AMD, "FACT cpuid 80000001.0 cpu=0 00000663,00000000,00001005,2fd3fbff"),
                        SelfCheckTest.check("FACT cpuid 80000001.0 cpu=0 00000663,00000000,00000001,2fd3fbff"),
                        policy(AMD)))
                .isEmpty();
    }

    @Test
    void aFeatureThatIsNotHiddenIsADifferenceThoughBothAgree() {
        String leaf = "FACT cpuid 80000001.0 cpu=0 00000663,00000000,00000004,2fd3fbff";

        assertThat(differences(leaf, leaf)).singleElement().asString().contains("80000001", "HIDDEN", "CPU 0");
    }

    @Property
    void everyBitThatNoPolicyNamesIsTold(@ForAll int features, @ForAll @IntRange(max = 31) int bit) {
        int under = features & ~VMX_AND_SMX;
        int bare = under ^ 1 << bit;
        boolean explained = (1 << bit & VMX_AND_SMX) != 0;

        assertThat(differences(
                        "FACT cpuid 00000001.0 cpu=0 00000000,00000000,%08x,00000000".formatted(bare),
                        "FACT cpuid 00000001.0 cpu=0 00000000,00000000,%08x,00000000".formatted(under)))
                .hasSize(explained ? 0 : 1);
    }

    @Property
    void whatOnlyIntelMayHideIsToldOnAmd(@ForAll @IntRange(max = 31) int bit) {
        String bare = "FACT cpuid 00000007.0 cpu=0 00000000,ffffffff,00000000,00000000";
        String under = "FACT cpuid 00000007.0 cpu=0 00000000,%08x,00000000,00000000".formatted(~(1 << bit));

        assertThat(differencesOn(AMD, bare, under)).hasSize(1);
        assertThat(differencesOn(INTEL, bare, under)).hasSize(bit == 10 || bit == 25 ? 0 : 1);
    }

    @Test
    void aFeatureThatMayBeHiddenMayNotAppear() {
        assertThat(differencesOn(
                        INTEL,
                        "FACT cpuid 00000007.0 cpu=0 00000000,00000000,00000000,00000000",
                        "FACT cpuid 00000007.0 cpu=0 00000000,00000400,00000000,00000000"))
                .hasSize(1);
    }

    @Test
    void addressesMayEndAt48Bits() {
        String under = "FACT cpuid 80000008.0 cpu=0 00003030,00000000,00000000,00000000";

        assertThat(differences("FACT cpuid 80000008.0 cpu=0 00003034,00200008,00000000,00010007", under))
                .hasSize(1);
        assertThat(differences("FACT cpuid 80000008.0 cpu=0 00003034,00200008,00000000,00000007", under))
                .isEmpty();
        assertThat(differences("FACT cpuid 80000008.0 cpu=0 0000302b,00000000,00000000,00000000", under))
                .hasSize(1);
    }

    @Test
    void saysWhichProcessorsDiffer() {
        assertThat(differences(
                        "FACT msr 00000277:PAT cpu=0-3 0007040600070406",
                        "FACT msr 00000277:PAT cpu=0,2 0007040600070406",
                        "FACT msr 00000277:PAT cpu=1,3 0007040600070400"))
                .containsExactly(
                        "msr 00000277:PAT is 0007040600070400 under Javisor, 0007040600070406 on the bare machine,"
                                + " CPU 1, 3");
    }

    @Test
    void aFactOfOneMachineOnlyIsADifference() {
        assertThat(SelfCheck.differences(
                        SelfCheckTest.check("FACT flag avx cpu=0 yes"),
                        SelfCheckTest.check("FACT bug mds cpu=0 yes"),
                        policy(AMD)))
                .containsExactly(
                        "bug mds is yes under Javisor, missing on the bare machine, CPU 0",
                        "flag avx is missing under Javisor, yes on the bare machine, CPU 0");
    }

    @Test
    void hiddenMsrsFault() {
        String bare = "FACT msr c0010114:VM_CR cpu=0 0000000000000008";

        assertThat(differences(bare, "FACT msr c0010114:VM_CR cpu=0 unreadable"))
                .isEmpty();
        assertThat(differences(bare, bare)).hasSize(1);
    }

    @Test
    void anMsrThatFaultsWithoutAReasonIsADifference() {
        assertThat(differences(
                        "FACT msr c0000080:EFER cpu=0 0000000000000d01", "FACT msr c0000080:EFER cpu=0 unreadable"))
                .hasSize(1);
    }

    @Test
    void featureControlIsLockedWithVmxOff() {
        String bare = "FACT msr 0000003a:FEATURE_CONTROL cpu=0 0000000000060004";

        assertThat(differencesOn(INTEL, bare, "FACT msr 0000003a:FEATURE_CONTROL cpu=0 0000000000060001"))
                .isEmpty();
        assertThat(differencesOn(INTEL, bare, "FACT msr 0000003a:FEATURE_CONTROL cpu=0 0000000000060000"))
                .hasSize(1);
        assertThat(differencesOn(INTEL, bare, "FACT msr 0000003a:FEATURE_CONTROL cpu=0 0000000000000001"))
                .hasSize(1);
    }

    @Test
    void memoryMayBeSomewhatLess() {
        assertThat(differences("FACT machine memtotal 465664", "FACT machine memtotal 464200"))
                .isEmpty();
        assertThat(differences("FACT machine memtotal 465664", "FACT machine memtotal 465668"))
                .hasSize(1);
        assertThat(differences("FACT machine memtotal 465664", "FACT machine memtotal 400000"))
                .hasSize(1);
    }

    @Test
    void aSubleafThatIsNotPrintedAnswersAsTheOneBeforeIt() {
        assertThat(SelfCheck.differences(
                        SelfCheckTest.check(
                                "FACT cpuid 00000007.0 cpu=0 00000002,00000000,00000000,00000000",
                                "FACT cpuid 00000007.1 cpu=0 00020000,00000000,00000000,00000000",
                                "FACT cpuid 00000007.2 cpu=0 00000000,00000000,00000000,00000000"),
                        SelfCheckTest.check(
                                "FACT cpuid 00000007.0 cpu=0 00000002,00000000,00000000,00000000",
                                "FACT cpuid 00000007.1 cpu=0 00000000,00000000,00000000,00000000"),
                        policy(INTEL)))
                .isEmpty();
    }

    @Test
    void failedAndMissingChecksAreDifferences() {
        assertThat(SelfCheck.differences(
                        SelfCheckTest.check("PASS sleep", "PASS stress", "PASS cpu-hotplug"),
                        SelfCheckTest.check("PASS sleep", "FAIL stress exit status 2"),
                        policy(AMD)))
                .containsExactly(
                        "stress failed under Javisor: exit status 2", "cpu-hotplug was not checked under Javisor");
    }

    @Test
    void anUnfinishedSelfCheckIsADifference() {
        SelfCheck whole = SelfCheckTest.check("PASS sleep");

        assertThat(SelfCheck.differences(whole, SelfCheck.in(List.of()), SelfCheckPolicy.of(whole)))
                .contains("the self-check under Javisor did not end, or lines of it are missing");
    }

    private static List<String> differences(String bare, String... under) {
        return differencesOn(AMD, bare, under);
    }

    private static List<String> differencesOn(String maker, String bare, String... under) {
        return SelfCheck.differences(SelfCheckTest.check(bare), SelfCheckTest.check(under), policy(maker));
    }

    private static SelfCheckPolicy policy(String maker) {
        return SelfCheckPolicy.of(SelfCheckTest.check(maker));
    }
}
