package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BochsConfigurationTest {
    private static final Bochs BUILT = new Bochs(Optional.of(Path.of("/cache/bochs")));

    private final ScratchDirectory scratch = ScratchDirectory.create();

    @AfterEach
    void removeFiles() {
        scratch.close();
    }

    @Test
    void disksAreConnectedInBootOrderAndNotWritten() {
        assertThat(lines(
                        BUILT,
                        MachineSpec.standard()
                                .withStick(Path.of("/a/stick"))
                                .withDisk(new Disk(Path.of("/a/os"), Disk.Attachment.SATA, true))))
                .contains("ata0-master: type=disk, path=\"/a/stick\", mode=volatile, journal=\""
                        + scratch.file("journal0") + "\"")
                .contains("ata0-slave: type=disk, path=\"/a/os\", mode=flat");
    }

    @Test
    void theModelIsAnAmdOneUnlessNamed() {
        assertThat(lines(BUILT, MachineSpec.standard()))
                .anyMatch(line -> line.startsWith("cpu: model=ryzen, count=1, "));
        assertThat(lines(BUILT, MachineSpec.standard().withModel("Tigerlake").withCpus(2)))
                .anyMatch(line -> line.startsWith("cpu: model=tigerlake, count=2, "));
    }

    @Test
    void severalProcessorsOfJavisorsOwnHaveNoMonitor() {
        assertThat(lines(BUILT, MachineSpec.standard())).noneMatch(line -> line.contains("exclude_features"));
        assertThat(lines(BUILT, MachineSpec.standard().withCpus(2)))
                .anyMatch(line -> line.startsWith("cpu: ") && line.endsWith(", exclude_features=\"mwait\""));
        assertThat(lines(Bochs.packaged(), MachineSpec.standard().withCpus(2)))
                .noneMatch(line -> line.contains("exclude_features"));
    }

    @Test
    void onlyDebiansHasAWindowAndADebuggerToSilence() {
        assertThat(lines(BUILT, MachineSpec.standard()))
                .contains("display_library: nogui")
                .noneMatch(line -> line.startsWith("debugger_log"));
        assertThat(lines(Bochs.packaged(), MachineSpec.standard()))
                .contains("display_library: rfb, options=\"timeout=0\"", "debugger_log: -");
    }

    @Test
    void exitsAreLoggedOnlyIfAskedFor() {
        assertThat(lines(BUILT, MachineSpec.standard())).contains("debug: action=ignore");
        assertThat(lines(BUILT, MachineSpec.standard().withExitLog(Path.of("/x"))))
                .contains("debug: action=ignore, cpu0=report, serial=report");
        assertThat(lines(BUILT, MachineSpec.standard().withCpus(3).withExitLog(Path.of("/x"))))
                .contains("debug: action=ignore, cpu0=report, cpu1=report, cpu2=report, serial=report");
    }

    @Test
    void aTripleFaultIsAPanicUnlessTheMachineMayStartAgain() {
        assertThat(lines(BUILT, MachineSpec.standard())).anyMatch(line -> line.contains("reset_on_triple_fault=0"));
        assertThat(lines(BUILT, MachineSpec.standard().withReboots()))
                .anyMatch(line -> line.contains("reset_on_triple_fault=1"));
    }

    @Test
    void guestMemoryMayExceedTheHosts() {
        MachineSpec large = MachineSpec.standard().withMemory(6L << 30);
        assertThat(lines(BUILT, large)).contains("memory: guest=6144, host=2048, block_size=1024");
        assertThat(lines(Bochs.packaged(), large)).contains("memory: guest=6144, host=2048");
    }

    private List<String> lines(Bochs bochs, MachineSpec spec) {
        return bochs.configuration(spec, scratch, 1234).lines().toList();
    }
}
