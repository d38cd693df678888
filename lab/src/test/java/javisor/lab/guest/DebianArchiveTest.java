package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DebianArchiveTest {
    @Test
    void takesTheMachinesOwnDebianArchive() {
        assertThat(DebianArchive.mirrorAmong(List.of(
                        "https://other.example/apt/|bookworm|main|Other",
                        "https://mirror.example/debian-security/|bookworm-security|main|Debian",
                        "https://mirror.example/debian/|bookworm|main|Debian")))
                .contains("https://mirror.example/debian/");
    }

    @Test
    void takesAnArchiveWhoseListsWereNeverFetched() {
        assertThat(DebianArchive.mirrorAmong(List.of("https://mirror.example/debian/|trixie|main|$(ORIGIN)")))
                .contains("https://mirror.example/debian/");
    }

    @Test
    void takesNoOtherDistribution() {
        assertThat(DebianArchive.mirrorAmong(List.of("https://mirror.example/ubuntu/|noble|main|Ubuntu", "E: broken")))
                .isEmpty();
    }
}
