package javisor.testos;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.machine.hosted.Hosted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final long BOOT_INFO = 0x7000;
    private static final long MAP = 0x7200;

    private final FakeMachine machine = new FakeMachine();

    @BeforeEach
    void start() {
        Hosted.set(machine);
    }

    @AfterEach
    void stop() {
        Hosted.set(null);
    }

    @Test
    void saysVendorBrandAndFeatures() {
        machine.leaf(0, 0x10, word("Auth"), word("cAMD"), word("enti"));
        machine.leaf(1, 0x0080_0F12, 0, 0x8000_0001, 0x0789_ABCD);
        machine.leaf(0x4000_0000, 0x4000_0001, word("Javi"), word("sorJ"), word("avis"));
        machine.leaf(0x8000_0000, 0x8000_000A, 0, 0, 0);
        machine.leaf(0x8000_0001, 0, 0, 4, 0);
        machine.leaf(0x8000_0002, word("A te"), word("st p"), word("roce"), word("ssor"));
        new ProcessorReport(machine.console()).print();
        assertThat(machine.printed().lines())
                .contains(
                        "vendor: AuthenticAMD",
                        "brand: A test processor",
                        "cpuid-highest-leaf: 0x00000010",
                        "cpuid-highest-extended-leaf: 0x8000000a",
                        "hypervisor-bit: 1",
                        "hypervisor-leaf: JavisorJavis",
                        "signature: 0x00800f12",
                        "features-1-ecx: 0x80000001",
                        "features-1-edx: 0x0789abcd",
                        "virtualisation: AMD-V",
                        "cr0: 0x80000011",
                        "efer: 0x500");
    }

    @Test
    void anOldProcessorHasNoBrandAndNoStructuredFeatures() {
        machine.leaf(0, 1, word("Genu"), word("ntel"), word("ineI"));
        machine.leaf(0x8000_0000, 0x8000_0001, 0, 0, 0);
        new ProcessorReport(machine.console()).print();
        assertThat(machine.printed())
                .contains(
                        "vendor: GenuineIntel\n",
                        "brand: (none)\n",
                        "hypervisor-leaf: (none)\n",
                        "virtualisation: none\n")
                .doesNotContain("features-7");
    }

    @Test
    void saysDrivesAndMemoryMapInTheOrderOfTheBios() {
        field(BootInfo.BOOT_DRIVE, 0x81, 1);
        field(BootInfo.OS_DRIVE, 0x80, 1);
        field(BootInfo.DISK_COUNT, 2, 1);
        field(BootInfo.CONVENTIONAL_MEMORY_KILOBYTES, 639, 4);
        field(BootInfo.MEMORY_MAP_ADDRESS, MAP, 8);
        field(BootInfo.MEMORY_MAP_ENTRIES, 2, 4);
        machine.storeLong(MAP, 0x10_0000, 8);
        machine.storeLong(MAP + 8, 0x7F0_0000, 8);
        machine.storeLong(MAP + 16, 1, 4);
        machine.storeLong(MAP + 24, 0, 8);
        machine.storeLong(MAP + 32, 0x9_FC00, 8);
        machine.storeLong(MAP + 40, 2, 4);
        field(BootInfo.E801_AX, 15360, 2);
        field(BootInfo.E801_BX, 0xFFFF, 2);
        field(BootInfo.E88_AX, 0xFC00, 2);
        field(BootInfo.C7_CARRY, 1, 1);
        field(BootInfo.DA88_BX, 0x8000, 2);
        field(BootInfo.DA88_CL, 1, 2);
        report();
        assertThat(machine.printed()).isEqualTo("""
                boot-drive: 0x81
                other-drive: 0x80
                disks: 2
                int12: 639 KiB
                memory-map: 2 ranges from INT 15h E820h
                memory: 0x0000000000100000-0x0000000007ffffff usable
                memory: 0x0000000000000000-0x000000000009fbff reserved
                int15-e801: 15360 KiB, 65535 * 64 KiB; CX 0, DX 0
                int15-88: 64512 KiB above 1 MiB
                int15-c7: refused
                int15-da88: 98304 KiB above 1 MiB
                """);
    }

    @Test
    void saysWhichQuestionsTheBiosRefused() {
        field(BootInfo.E801_CARRY, 1, 1);
        field(BootInfo.E88_CARRY, 1, 1);
        field(BootInfo.DA88_CARRY, 1, 1);
        field(BootInfo.MEMORY_MAP_SOURCE, 2, 1);
        field(BootInfo.C7_TABLE + 2, 15360, 4);
        field(BootInfo.C7_TABLE + 6, 3_000_000_000L, 4);
        report();
        assertThat(machine.printed())
                .contains(
                        "other-drive: (none)\n",
                        "memory-map: 0 ranges from INT 15h 88h\n",
                        "int15-e801: refused\n",
                        "int15-88: refused\n",
                        "int15-c7: 15360 KiB from 1 to 16 MiB, 3000000000 KiB from 16 MiB\n",
                        "int15-da88: refused\n");
    }

    @Test
    void measuresOneThousandCpuidAgainstAnEmptyLoop() {
        new CpuidTiming(machine.console()).print();
        assertThat(machine.printed()).isEqualTo("""
                cpuid-loop-tsc: 70001
                empty-loop-tsc: 1001
                cpuid-tsc: 69
                """);
    }

    @Test
    void probeTellsStretchesThatAreWithheldFromMemory() {
        machine.withhold(0x10_1000, 0x10_3000);
        machine.storeLong(0x10_3000, 0x1234, 8);
        new MemoryProbe(machine.console()).run(0x10_0000, 0x10_3FFF);
        assertThat(machine.printed()).isEqualTo("""
                probe 0x100000-0x100fff: reads 0000000000000000, write took effect
                probe 0x101000-0x102fff: reads ffffffffffffffff, write ignored
                probe 0x103000-0x103fff: reads 0000000000001234, write took effect
                """);
        assertThat(machine.readMemory(HostPhysical.WINDOW + 0x10_3000, 8)).isEqualTo(0x1234);
    }

    @Test
    void probeOfASingleAddressReadsOneWord() {
        machine.storeLong(0x5008, 7, 8);
        new MemoryProbe(machine.console()).run(0x500C, 0x500C);
        assertThat(machine.printed()).isEqualTo("probe 0x500c-0x500c: reads 0000000000000007, write took effect\n");
    }

    @Test
    void probeRefusesWhatIsNotMappedOrBackwards() {
        new MemoryProbe(machine.console()).run(0x1_0000_0000L, 0x1_0000_0FFFL);
        new MemoryProbe(machine.console()).run(0x2000, 0x1000);
        assertThat(machine.printed().lines()).allMatch(line -> line.contains("refused"));
    }

    private void report() {
        new BiosReport(machine.console(), new BootInfo(new HostPhysical(BOOT_INFO).toVirtual())).print();
    }

    private void field(int offset, long value, int bytes) {
        machine.storeLong(BOOT_INFO + offset, value, bytes);
    }

    private static int word(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }
}
