package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DebianReleaseTest {
    @Test
    void the32BitKernelIsTheOneWithoutPae() {
        assertThat(DebianArchitecture.I386.kernel()).endsWith("-686");
    }

    @Test
    void onlyDebian12HasA32BitKernel() {
        assertThat(DebianRelease.BOOKWORM.hasKernelFor(DebianArchitecture.I386)).isTrue();
        assertThat(DebianRelease.TRIXIE.hasKernelFor(DebianArchitecture.I386)).isFalse();
        assertThat(DebianRelease.values()).allMatch(release -> release.hasKernelFor(DebianArchitecture.AMD64));
    }
}
