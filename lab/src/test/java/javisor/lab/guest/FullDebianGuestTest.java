package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javisor.lab.Progress;
import org.junit.jupiter.api.Test;

class FullDebianGuestTest {
    private static final byte[] INDEX = {1};
    private static final Grub GRUB = new Grub(new byte[512], new byte[] {2}, new byte[] {3});

    @Test
    void rootFileSystemIsFoundByItsLabelAndTheConsoleIsTheSerialLine() throws IOException {
        assertThat(commandLine(List.of()))
                .startsWith("linux /boot/vmlinuz root=LABEL=javisor-root ")
                .contains(" console=ttyS0,115200 ");
    }

    @Test
    void kernelOptionsComeLast() throws IOException {
        assertThat(commandLine(List.of("javisor.no-self-check", "maxcpus=1")))
                .isEqualTo(commandLine(List.of()) + " javisor.no-self-check maxcpus=1");
    }

    @Test
    void theDiskIsNamedAfterPackagesAndBootLoader() throws IOException {
        FullDebianGuest twelve = guest(DebianRelease.BOOKWORM, List.of());
        String key = twelve.key(INDEX, GRUB);

        assertThat(twelve.key(INDEX, GRUB)).isEqualTo(key).matches("[0-9a-f]{16}");
        assertThat(twelve.key(new byte[] {9}, GRUB)).isNotEqualTo(key);
        assertThat(twelve.key(INDEX, new Grub(new byte[512], new byte[] {9}, new byte[] {3})))
                .isNotEqualTo(key);
    }

    @Test
    void kernelOptionsNeedNoDiskOfTheirOwn() throws IOException {
        assertThat(guest(DebianRelease.BOOKWORM, List.of("single")).key(INDEX, GRUB))
                .isEqualTo(guest(DebianRelease.BOOKWORM, List.of()).key(INDEX, GRUB));
    }

    private static String commandLine(List<String> options) throws IOException {
        String configuration =
                new String(guest(DebianRelease.BOOKWORM, options).configuration(), StandardCharsets.US_ASCII);
        return configuration
                .lines()
                .filter(line -> line.startsWith("linux "))
                .findFirst()
                .orElseThrow();
    }

    private static FullDebianGuest guest(DebianRelease release, List<String> options) {
        return new FullDebianGuest(release, Optional.empty(), options, Path.of("cache"), Progress.SILENT);
    }
}
