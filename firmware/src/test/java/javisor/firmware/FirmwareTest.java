package javisor.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javisor.compiler.AssembledBinary;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import org.junit.jupiter.api.Test;

class FirmwareTest {
    private static final int FRAME_BYTES = 0xB0;

    @Test
    void theBootSectorIsOneSectorWithASignatureAndRoomForThePartitionTable() throws CompilationException {
        byte[] sector = Firmware.bootSector().bytes();
        assertThat(sector).hasSize(512).endsWith(0x55, 0xAA);
        for (int i = BootSectorLayout.DISK_SIGNATURE; i < BootSectorLayout.BOOT_SIGNATURE; i++) {
            assertThat(sector[i]).isZero();
        }
    }

    @Test
    void fieldsOfTheBootSectorAreWhereTheLayoutSaysTheyAre() throws CompilationException {
        Map<String, Long> symbols = Firmware.bootSector().symbols();
        assertThat(symbols)
                .containsEntry("loader_packet", LowMemory.BOOT_SECTOR + (long) BootSectorLayout.LOADER_PACKET)
                .containsEntry("loader_bytes", LowMemory.BOOT_SECTOR + (long) BootSectorLayout.LOADER_BYTES)
                .containsEntry(
                        "loader_crc_complement", LowMemory.BOOT_SECTOR + (long) BootSectorLayout.LOADER_CRC_COMPLEMENT)
                .containsEntry("kind", LowMemory.BOOT_SECTOR + (long) BootSectorLayout.KIND);
    }

    @Test
    void theLoaderBeginsWithItsEntryAndFitsItsPlace() throws CompilationException {
        AssembledBinary loader = Firmware.loader();
        assertThat(loader.symbols()).containsEntry("loader", (long) LowMemory.LOADER);
        assertThat(loader.bytes().length).isLessThanOrEqualTo(LowMemory.LOADER_BYTES);
    }

    @Test
    void theBiosStubStaysWithinOneKibibyte() throws CompilationException {
        AssemblySource stub = Firmware.hypervisorAssembly().stream()
                .filter(source -> source.name().equals("bios-stub.S"))
                .findFirst()
                .orElseThrow();
        Map<String, Long> symbols = Assembler.assemble(stub, Map.of(), 0).symbols();
        assertThat(symbols.get("javisor_bios_stub_end") - symbols.get("javisor_bios_stub"))
                .isLessThanOrEqualTo(1024);
        assertThat(symbols.get("javisor_bios_stub_end") - symbols.get("javisor_int15_buffer"))
                .isGreaterThanOrEqualTo(24);
    }

    @Test
    void exceptionStubsAreSixteenBytesApart() throws CompilationException {
        AssemblySource exceptions = Firmware.hypervisorAssembly().stream()
                .filter(source -> source.name().equals("exceptions.S"))
                .findFirst()
                .orElseThrow();
        Map<String, Long> definitions = Firmware.testOsDefinitions();
        List<String> slots = List.of(
                "RAX",
                "RCX",
                "RDX",
                "RBX",
                "RBP",
                "RSI",
                "RDI",
                "R8",
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "VECTOR",
                "ERROR_CODE",
                "RIP",
                "CS",
                "RFLAGS",
                "RSP",
                "SS");
        for (int i = 0; i < FRAME_BYTES / 8; i++) {
            definitions.put("FRAME_" + slots.get(i), 8L * i);
        }
        definitions.remove("FRAME_");
        for (String signal : List.of(
                "IN_PAGE",
                "TAKEN",
                "KICKED",
                "STATE",
                "WAITING",
                "NMI_CONTROLS",
                "KICK_CONTROLS",
                "INIT_TAKEN",
                "OWN_WORD")) {
            definitions.put("SIGNAL_" + signal, 8L);
        }
        AssemblySource whole = new AssemblySource(
                "exceptions.S", exceptions.text() + ".text\n.globl javisor_exception\njavisor_exception: ret\n");
        AssembledBinary binary = Assembler.assemble(whole, definitions, Firmware.LINK_ADDRESS);
        int stubs = (int) (binary.symbols().get("javisor_exception_stubs") - Firmware.LINK_ADDRESS);
        for (int vector = 0; vector < 32; vector++) {
            int push = stubs + 16 * vector;
            if (vector == 2 || vector == 30) {
                assertThat(binary.bytes()[push])
                        .as("JMP to what is done for an NMI or a redirected INIT, with a short or a near displacement")
                        .isIn((byte) 0xEB, (byte) 0xE9);
            } else {
                boolean errorCode =
                        List.of(8, 10, 11, 12, 13, 14, 17, 21, 29, 30).contains(vector);
                assertThat(binary.bytes()[errorCode ? push + 1 : push + 3]).isEqualTo((byte) vector);
            }
        }
    }

    @Test
    void constantsOfAClassThatIsNowhereAreMissedByName() {
        assertThatThrownBy(() -> ClassConstants.of(List.of(Path.of("nowhere")), "no.such.Type", "X_"))
                .hasMessageContaining("no.such.Type");
    }
}
