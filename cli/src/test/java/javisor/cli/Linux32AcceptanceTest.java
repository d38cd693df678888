package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Debian's 32-bit kernel without PAE under Javisor: page tables of two levels, segments, and 32-bit system calls. */
@Tag("emulator")
@Timeout(900)
final class Linux32AcceptanceTest {
    @TempDir
    private static Path directory;

    private static Path disk;

    @BeforeAll
    static void buildDisk() {
        disk = LinuxRun.disk(
                directory.resolve("debian12-i386.img"), "--architecture", "i386", "--kernel-options", "javisor.dmesg");
    }

    @ParameterizedTest
    @EnumSource
    void theKernelWithoutPaeNoticesNothingButTheBrandString(LinuxMachine machine)
            throws InterruptedException, ExecutionException {
        LinuxComparison runs = machine.compare(disk);

        assertThat(runs.hypervised().ready()).contains("-686 #", " i686 GNU/Linux ");
        runs.assertOnlyTheBrandStringDiffers();
    }
}
