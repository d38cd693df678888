package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PackageInstallerTest {
    private static final ExternalTool PRESENT = new ExternalTool("sh", "dash");
    private static final ExternalTool ABSENT = new ExternalTool("no-such-emulator", "emulator emulator-bios");

    private final List<String> messages = new ArrayList<>();

    @Test
    void whatIsThereIsLeftAlone() {
        new PackageInstaller(false, messages::add).provide(List.of(PRESENT));
        assertThat(messages).isEmpty();
    }

    @Test
    void onlyRootInstallsOthersAreToldHow() {
        assertThatThrownBy(() -> new PackageInstaller(false, messages::add).provide(List.of(PRESENT, ABSENT)))
                .isInstanceOf(MissingPartException.class)
                .hasMessage("no-such-emulator is not installed: sudo apt-get install -y emulator emulator-bios");
        assertThat(messages).isEmpty();
    }

    @Test
    void eachPackageIsNamedOnce() {
        assertThat(PackageInstaller.missingPackages(List.of(ABSENT, PRESENT, ABSENT)))
                .containsExactly("emulator", "emulator-bios");
    }
}
