package javisor.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QemuArgumentsTest {
    private static final Path MONITOR = Path.of("/run/monitor");
    private static final Acceleration TRANSLATED = new Acceleration(false, "no AMD-V");
    private static final Acceleration KVM = new Acceleration(true, "AMD-V");

    @Test
    void theStickBootsFirstAndNothingIsWritten() {
        assertThat(arguments(
                        MachineSpec.standard().withStick(Path.of("/a/stick")).withOsDisk(Path.of("/a/os"))))
                .contains("if=none,id=disk0,file=/a/stick,format=raw,snapshot=on")
                .contains("usb-storage,drive=disk0,bootindex=0")
                .contains("if=none,id=disk1,file=/a/os,format=raw,snapshot=on")
                .contains("ide-hd,bus=ide.1,drive=disk1,bootindex=1");
    }

    @Test
    void onlyAWritableDiskHasNoOverlay() {
        assertThat(arguments(MachineSpec.standard().withDisk(new Disk(Path.of("/a/os"), Disk.Attachment.NVME, true))))
                .contains("if=none,id=disk0,file=/a/os,format=raw,snapshot=off")
                .contains("nvme,serial=disk0,drive=disk0,bootindex=0");
    }

    @Test
    void commasInFileNamesAreDoubled() {
        assertThat(arguments(MachineSpec.standard().withStick(Path.of("/a b/c,d"))))
                .contains("if=none,id=disk0,file=/a b/c,,d,format=raw,snapshot=on");
    }

    @Test
    void systemManagementModeAndTheHypervisorBitAreOff() {
        assertThat(arguments(MachineSpec.standard().withModel("EPYC")))
                .contains("q35,smm=off")
                .contains("EPYC,-hypervisor");
    }

    @Test
    void aChosenHypervisorBitIsKept() {
        assertThat(arguments(MachineSpec.standard().withModel("max,+hypervisor")))
                .contains("max,+hypervisor");
    }

    @Test
    void memoryNeedNotBeWholeMegabytes() {
        assertThat(arguments(MachineSpec.standard().withMemory((256L << 20) + 4096)))
                .contains("262148K");
    }

    @Test
    void instructionsAreCountedByTheTranslatorOnly() {
        List<String> arguments = new Qemu(KVM).arguments(MachineSpec.standard().withInstructionCount(), MONITOR);
        assertThat(arguments).containsSequence("-accel", "tcg").containsSequence("-icount", "shift=0,sleep=off");
        assertThat(new Qemu(KVM).arguments(MachineSpec.standard(), MONITOR)).containsSequence("-accel", "kvm");
    }

    @Test
    void severalTranslatedProcessorsTakeTurnsUnlessTheyMayBeParallel() {
        MachineSpec two = MachineSpec.standard().withCpus(2);
        assertThat(arguments(MachineSpec.standard())).containsSequence("-accel", "tcg");
        assertThat(arguments(two)).containsSequence("-accel", "tcg,thread=single");
        assertThat(arguments(two.withParallelProcessors())).containsSequence("-accel", "tcg");
        assertThat(new Qemu(KVM).arguments(two, MONITOR)).containsSequence("-accel", "kvm");
    }

    @Test
    void exitLogAndDebuggerAreOptional() {
        assertThat(arguments(MachineSpec.standard())).doesNotContain("-d", "-gdb");
        assertThat(arguments(MachineSpec.standard().withExitLog(Path.of("/x")).withGdb(1234)))
                .containsSequence(
                        "-d", "in_asm", "-dfilter", "0x800000000000+0x1", "-trace", "serial_write", "-D", "/x")
                .containsSequence("-gdb", "tcp:127.0.0.1:1234");
    }

    @Test
    void aResetIsTheEndUnlessTheMachineMayStartAgain() {
        assertThat(arguments(MachineSpec.standard())).contains("-no-reboot");
        assertThat(arguments(MachineSpec.standard().withReboots())).doesNotContain("-no-reboot");
    }

    @Test
    void argumentsOfTheUserComeLast() {
        assertThat(arguments(MachineSpec.standard().withEmulatorArguments(List.of("-device", "x"))))
                .endsWith("-device", "x");
    }

    private static List<String> arguments(MachineSpec spec) {
        return new Qemu(TRANSLATED).arguments(spec, MONITOR);
    }
}
