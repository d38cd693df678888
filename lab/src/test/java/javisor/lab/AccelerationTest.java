package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccelerationTest {
    @TempDir
    Path computer;

    @Test
    void kvmNeedsTheCpuFlagNotJustTheDevice() throws IOException {
        assertThat(offered("fpu svm_lock nosvm", "1"))
                .isEqualTo(new Acceleration(false, "this computer's CPU offers no AMD-V"));
    }

    @Test
    void kvmMustPassItOn() throws IOException {
        assertThat(offered("fpu svm", "0")).isEqualTo(new Acceleration(false, "KVM does not pass AMD-V on to guests"));
    }

    @Test
    void withEverythingThereKvmIsUsed() throws IOException {
        assertThat(offered("fpu svm npt", "1").kvm()).isTrue();
        assertThat(offered("fpu npt svm", "Y").kvm()).isTrue();
    }

    @Test
    void theDeviceMustBeAccessible() throws IOException {
        write("cpuinfo", "flags\t\t: svm\n");
        assertThat(Acceleration.forAmdV(
                                computer.resolve("cpuinfo"), computer.resolve("absent"), computer.resolve("nested"))
                        .reason())
                .endsWith("absent is not accessible");
    }

    private Acceleration offered(String flags, String nested) throws IOException {
        return Acceleration.forAmdV(
                write("cpuinfo", "processor\t: 0\nflags\t\t: " + flags + "\nbugs\t: svm\n"),
                write("kvm", ""),
                write("nested", nested + "\n"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(computer.resolve(name), text);
    }
}
