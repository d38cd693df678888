package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DebianPackageTest {
    private static final List<String> KERNEL = List.of(
            "Package: linux-image-amd64",
            "Source: linux-signed-amd64",
            "Version: 1:6.1.176-1",
            "Architecture: amd64",
            "Depends: linux-image-6.1.0-50-amd64 (= 6.1.176-1), grub | lilo",
            "Description: Linux for 64-bit PCs",
            " Version: not a field",
            "Size: 1480",
            "",
            "Package: other");

    @Test
    void readsTheFirstParagraph() {
        assertThat(DebianPackage.parse(KERNEL))
                .contains(new DebianPackage(
                        "linux-image-amd64",
                        "1:6.1.176-1",
                        "amd64",
                        1480,
                        List.of("linux-image-6.1.0-50-amd64", "grub")));
    }

    @Test
    void namesTheFileAsAptDoes() {
        assertThat(DebianPackage.parse(KERNEL).orElseThrow().fileName())
                .isEqualTo("linux-image-amd64_1%3a6.1.176-1_amd64.deb");
    }

    @Test
    void aMetapackageNamesItsKernel() {
        DebianPackage metapackage = new DebianPackage(
                "linux-image-686", "6.1.176-1", "i386", 1480, List.of("initramfs", "linux-image-6.1.0-50-686"));

        assertThat(metapackage.dependency("linux-image-")).contains("linux-image-6.1.0-50-686");
        assertThat(metapackage.dependency("linux-headers-")).isEmpty();
    }

    @Test
    void findsNothingInNoLines() {
        assertThat(DebianPackage.parse(List.of())).isEmpty();
    }
}
