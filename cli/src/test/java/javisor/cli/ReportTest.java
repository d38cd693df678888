package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final List<String> BARE = List.of(
            "testos: Javisor test OS",
            "vendor: AuthenticAMD",
            "int12: 639 KiB",
            "memory: 0x0-0x9fbff usable",
            "memory: 0x100000-0x1fffffff usable",
            "memory: 0xfffc0000-0xffffffff reserved",
            "Not a pair");
    private static final List<String> HYPERVISED = List.of(
            "testos: Javisor test OS",
            "vendor: JavisorJavis",
            "int12: 639 KiB",
            "memory: 0x0-0x9fbff usable",
            "memory: 0x100000-0x1fdfffff usable",
            "memory: 0x1fe00000-0x1fffffff reserved",
            "memory: 0xfffc0000-0xffffffff reserved",
            "Not a pair either");

    @Test
    void onlyWhatDiffersIsLeft() {
        assertThat(Report.of(BARE).differences(Report.of(HYPERVISED)))
                .containsExactly(
                        new Report.Difference("vendor", "AuthenticAMD", "JavisorJavis"),
                        new Report.Difference("memory", "0x100000-0x1fffffff usable", "0x100000-0x1fdfffff usable"),
                        new Report.Difference("memory", "", "0x1fe00000-0x1fffffff reserved"));
    }

    @Test
    void nothingDiffersFromItself() {
        assertThat(Report.of(BARE).differences(Report.of(BARE))).isEmpty();
    }

    @Test
    void aKeyThatOnlyOneHasDiffers() {
        assertThat(Report.of(List.of()).differences(Report.of(List.of("brand:"))))
                .containsExactly(new Report.Difference("brand", "", ""));
    }

    @Test
    void columnsAreAsWideAsTheyMustBe() {
        Table table = new Table("", "bare", "under Javisor");
        table.row("vendor", "AuthenticAMD", "JavisorJavis");
        assertThat(table.lines())
                .containsExactly(
                        "        bare          under Javisor",
                        "        ----          -------------",
                        "vendor  AuthenticAMD  JavisorJavis");
    }
}
