package javisor.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import javisor.hypervisor.log.Log;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.virtualisation.Residence;
import javisor.hypervisor.virtualisation.Virtualisation;
import javisor.machine.boot.BootInfo;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootSequenceTest {
    private static final long MEGABYTE = 0x10_0000;

    private final FakeVirtualisation virtualisation = new FakeVirtualisation();

    @ParameterizedTest
    @CsvSource({"256, 256", "2048, 2048", "6144, 3072"})
    void movesToTheEndOfUsableRamBelow4GiBAndSaysSo(long megabytes, long lowMegabytes) {
        LoadedMachine machine = machine(megabytes, lowMegabytes, "");
        machine.machine().memory().write(LoadedMachine.PAYLOAD + 0x1234, 4, 0x5EED);
        boot(machine);
        Residence residence = virtualisation.residence;
        long end = residence.withheldEnd().rawValue();
        long start = residence.withheldStart().rawValue();
        assertThat(end).isEqualTo(lowMegabytes * MEGABYTE - 0x2_0000);
        assertThat(machine.serial())
                .contains("[javisor] withheld 0x%x-0x%x (%d KiB)\n".formatted(start, end - 1, (end - start) / 1024));
        assertThat(end - start).isLessThan(2 * MEGABYTE);
        assertThat(machine.machine().memory().read(start + 0x1234, 4)).isEqualTo(0x5EED);
        assertThat(machine.readControlRegister(3))
                .isEqualTo(residence.addressSpace().pml4().rawValue());
        assertThat(residence.pages().remaining()).isEqualTo(9);
    }

    @Test
    void turnsTheProcessorsProtectionsOn() {
        LoadedMachine machine = machine(256, 256, "");
        boot(machine);
        assertThat(machine.readMsr(0xC000_0080) & 1 << 11).isNotZero();
        assertThat(machine.readControlRegister(0) & Cr0.WP).isNotZero();
        long expected = Cr4.SMEP | Cr4.SMAP | Cr4.OSXSAVE | Cr4.MCE;
        assertThat(machine.readControlRegister(4) & expected).isEqualTo(expected);
    }

    @Test
    void passesTheSettingsOnAndNamesUnknownOnes() {
        LoadedMachine machine = machine(256, 256, "vendor=JavisorJavis\ncolour=blue\ndebug-panic=loud\n");
        boot(machine);
        assertThat(virtualisation.residence.settings().is("vendor", "JavisorJavis"))
                .isTrue();
        assertThat(machine.serial())
                .contains("ignored the unknown key colour")
                .contains("debug-panic is none, throw, bounds, null, stack, write or hypercall");
    }

    @Test
    void returnsToTheLoaderWithTheReasonIfTheProcessorCannot() {
        LoadedMachine machine = machine(256, 256, "");
        virtualisation.obstacle = "the firmware has locked SVM off; switch it on in its setup";
        new BootSequence(bootInfo(), new HostCpu(), virtualisation).run();
        assertThat(machine.serial()).isEqualTo("""
                        [javisor] Javisor cannot run here: the firmware has locked SVM off; switch it on in its setup.
                        [javisor] The OS starts without it.
                        """);
        assertUntouched(machine);
    }

    @Test
    void returnsToTheLoaderIfThereIsNoRoom() {
        LoadedMachine machine = machine(2, 2, "");
        new BootSequence(bootInfo(), new HostCpu(), virtualisation).run();
        assertThat(machine.serial()).contains("cannot run here: there is too little usable memory in one piece");
        assertUntouched(machine);
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, 0, different versions",
        "0x04, 7, different versions",
        "0x28, 4096, another image",
        "0x0C, 0, no memory map",
        "0x0C, 2000, no memory map",
        "0x0C, -1, no memory map"
    })
    void returnsToTheLoaderIfWhatItToldMakesNoSense(String field, long value, String reason) {
        LoadedMachine machine = machine(256, 256, "");
        machine.bootInfo(Integer.decode(field), 4, value);
        new BootSequence(bootInfo(), new HostCpu(), virtualisation).run();
        assertThat(machine.serial()).contains("Javisor cannot run here: ").contains(reason);
        assertUntouched(machine);
    }

    @Test
    void debugPanicsFailAfterTheMove() {
        debugPanic("throw", IllegalStateException.class);
        debugPanic("bounds", ArrayIndexOutOfBoundsException.class);
        debugPanic("null", NullPointerException.class);
        debugPanic("stack", StackOverflowError.class);
    }

    @Test
    void debugPanicWriteWritesToCode() {
        LoadedMachine machine = machine(256, 256, "debug-panic=write");
        boot(machine);
        assertThat(machine.readMemory(SimulatedMachine.LINK_ADDRESS, 8)).isEqualTo(0x4A);
    }

    @Test
    void theVersionIsTheBuilds() throws Exception {
        assertThat(Files.readString(Path.of("..", "pom.xml"))).contains("<version>" + Version.TEXT + "</version>");
    }

    private void debugPanic(String kind, Class<? extends Throwable> expected) {
        LoadedMachine machine = machine(256, 256, "debug-panic=" + kind);
        BootSequence sequence = new BootSequence(bootInfo(), new HostCpu(), virtualisation);
        assertThatThrownBy(sequence::run).isInstanceOf(expected);
        assertThat(machine.readControlRegister(3)).isNotZero();
    }

    private void boot(LoadedMachine machine) {
        BootSequence sequence = new BootSequence(bootInfo(), new HostCpu(), virtualisation);
        assertThatThrownBy(sequence::run).as(machine.serial()).hasMessageContaining("guest started");
    }

    private static void assertUntouched(LoadedMachine machine) {
        assertThat(machine.readControlRegister(0)).isEqualTo(0x8000_0011L);
        assertThat(machine.readControlRegister(3)).isZero();
        assertThat(machine.readControlRegister(4)).isEqualTo(0x20);
        assertThat(machine.readMsr(0xC000_0080)).isEqualTo(0x500);
    }

    private static BootInfo bootInfo() {
        return new BootInfo(LoadedMachine.BOOT_INFO.toVirtual());
    }

    private static LoadedMachine machine(long megabytes, long lowMegabytes, String settings) {
        LoadedMachine machine = new LoadedMachine(CpuModel.epyc(), megabytes * MEGABYTE, settings)
                .range(0, 0x9_FC00, 1)
                .range(0x9_FC00, 0x400, 2)
                .range(MEGABYTE, (lowMegabytes - 1) * MEGABYTE - 0x2_0000, 1)
                .range(lowMegabytes * MEGABYTE - 0x2_0000, 0x2_0000, 2);
        if (megabytes > lowMegabytes) {
            machine.range(4096 * MEGABYTE, (megabytes - lowMegabytes) * MEGABYTE, 1);
        }
        Log.open();
        return machine;
    }

    private static final class FakeVirtualisation implements Virtualisation {
        private String obstacle;
        private Residence residence;

        @Override
        public boolean present() {
            return true;
        }

        @Override
        public String name() {
            return "none";
        }

        @Override
        public String obstacle(int processors) {
            return obstacle;
        }

        @Override
        public int pages(MemoryMap memory, int processors) {
            return 9;
        }

        @Override
        public void run(Residence residence) {
            this.residence = residence;
            throw new UnsupportedOperationException("guest started");
        }

        @Override
        public void join(int processor, long caching) {
            throw new UnsupportedOperationException("there is one processor");
        }
    }
}
