package javisor.machine.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.machine.address.HostPhysical;
import javisor.machine.hosted.Hosted;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcpiTablesTest {
    private static final long REACH = 1L << 32;
    private static final long POINTER = 0xF_0000;
    private static final long RSDT = 0x7FE_0000;
    private static final long XSDT = 0x7FE_0800;
    private static final long MADT = 0x7FE_1000;
    private static final long OTHER_MADT = 0x7FE_2000;

    private final AcpiTables tables = new AcpiTables();
    private AcpiMemory memory = new AcpiMemory(REACH);

    @BeforeEach
    void start() {
        Hosted.set(memory);
    }

    @AfterEach
    void stop() {
        Hosted.set(null);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x9_FC00, 0x9_FFE0, 0xE_0000, 0xF_FFE0})
    void findsTheRootPointerWhereABiosPutsIt(long place) {
        extendedBiosDataArea(0x9FC0);
        memory.rootPointer(place, 0, RSDT, 0);
        locate();
        assertThat(tables.rootPointer().rawValue()).isEqualTo(place);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x8_FFF0, 0x9_0400, 0xD_FFF0, 0xE_0008, 0xF_FFF0, 0x10_0000})
    void looksNowhereElse(long place) {
        extendedBiosDataArea(0x9000);
        memory.rootPointer(place, 0, RSDT, 0);
        locate();
        assertThat(tables.rootPointer().rawValue()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0x3F, 0xA000, 0xFFFF})
    void anImpossibleBiosDataAreaIsNotSearched(int segment) {
        extendedBiosDataArea(segment);
        memory.rootPointer((long) segment << 4, 0, RSDT, 0);
        memory.rootPointer(POINTER, 0, RSDT, 0);
        locate();
        assertThat(tables.rootPointer().rawValue()).isEqualTo(POINTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 16, 19})
    void aRootPointerWithAWrongByteIsNone(int offset) {
        memory.rootPointer(POINTER, 0, RSDT, 0);
        memory.corrupt(POINTER + offset);
        locate();
        assertThat(tables.rootPointer().rawValue()).isZero();
    }

    @Test
    void theExtendedChecksumCountsFromRevision2On() {
        memory.rootPointer(POINTER, 2, RSDT, XSDT);
        memory.corrupt(POINTER + 33);
        memory.rootPointer(POINTER + 0x100, 1, RSDT, XSDT);
        memory.corrupt(POINTER + 0x100 + 33);
        locate();
        assertThat(tables.rootPointer().rawValue()).isEqualTo(POINTER + 0x100);
    }

    @Test
    void theRootPointerThatEfiNamesIsTakenWithoutASearch() {
        memory.rootPointer(POINTER, 0, RSDT, 0);
        memory.rootPointer(0x7FF_0008, 2, 0, XSDT);
        memory.rootTable(XSDT, "XSDT", 8, MADT);
        memory.table(MADT, "APIC");
        tables.locate(new HostPhysical(0x7FF_0008), new HostPhysical(REACH));
        assertThat(tables.rootPointer().rawValue()).isEqualTo(0x7FF_0008);
        assertThat(tables.find("APIC").rawValue()).isEqualTo(MADT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0x7FF_0008, REACH - 8, REACH, -8})
    void aWrongRootPointerOfEfiIsNone(long named) {
        memory.rootPointer(POINTER, 0, RSDT, 0);
        tables.locate(new HostPhysical(named), new HostPhysical(REACH));
        assertThat(tables.rootPointer().rawValue()).isZero();
    }

    @Test
    void prefersTheExtendedRootTable() {
        twoRootTables();
        locate();
        assertThat(tables.find("APIC").rawValue()).isEqualTo(MADT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7, 9, 36})
    void aDamagedExtendedRootTableLeavesTheOther(int offset) {
        twoRootTables();
        memory.corrupt(XSDT + offset);
        locate();
        assertThat(tables.find("APIC").rawValue()).isEqualTo(OTHER_MADT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, REACH - 36, REACH, -1})
    void anExtendedRootTableOutOfReachLeavesTheOther(long xsdt) {
        twoRootTables();
        memory.rootPointer(POINTER, 2, RSDT, xsdt);
        locate();
        assertThat(tables.find("APIC").rawValue()).isEqualTo(OTHER_MADT);
    }

    @Test
    void beforeRevision2ThereIsNoExtendedRootTable() {
        twoRootTables();
        memory.rootPointer(POINTER, 0, RSDT, XSDT);
        locate();
        assertThat(tables.find("APIC").rawValue()).isEqualTo(OTHER_MADT);
    }

    @Test
    void withBothRootTablesDamagedThereIsARootPointerWithoutTables() {
        twoRootTables();
        memory.corrupt(XSDT + 9);
        memory.corrupt(RSDT + 9);
        locate();
        assertThat(tables.rootPointer().rawValue()).isEqualTo(POINTER);
        assertThat(tables.entries()).isZero();
    }

    @Test
    void aDamagedTableIsListedButNotFound() {
        twoRootTables();
        memory.corrupt(MADT + 10);
        locate();
        assertThat(tables.find("APIC").rawValue()).isZero();
        assertThat(tables.lists("APIC")).isTrue();
        assertThat(tables.lists("FACP")).isFalse();
    }

    @Test
    void theFirstIntactOfTwoTablesIsFound() {
        memory.rootPointer(POINTER, 0, RSDT, 0);
        memory.rootTable(RSDT, "RSDT", 4, MADT, 0, OTHER_MADT);
        memory.table(MADT, "APIC");
        memory.table(OTHER_MADT, "APIC");
        memory.corrupt(MADT + 10);
        locate();
        assertThat(tables.find("APIC").rawValue()).isEqualTo(OTHER_MADT);
    }

    @Test
    void theReachIsTheCallers() {
        long high = 0x1_2345_0000L;
        memory = new AcpiMemory(1L << 40);
        Hosted.set(memory);
        memory.rootPointer(POINTER, 2, 0, XSDT);
        memory.rootTable(XSDT, "XSDT", 8, high, 0);
        memory.table(high, "APIC");
        locate();
        assertThat(tables.unreachable()).isEqualTo(1);
        assertThat(tables.find("APIC").rawValue()).isZero();
        tables.locate(new HostPhysical(0), new HostPhysical(1L << 40));
        assertThat(tables.unreachable()).isZero();
        assertThat(tables.find("APIC").rawValue()).isEqualTo(high);
    }

    @Test
    void aTableThatEndsBeyondReachIsDamaged() {
        memory.rootPointer(POINTER, 0, RSDT, 0);
        memory.rootTable(RSDT, "RSDT", 4, REACH - 36);
        memory.table(REACH - 36, "APIC", (byte) 0);
        locate();
        assertThat(tables.find("APIC").rawValue()).isZero();
        assertThat(tables.lists("APIC")).isTrue();
    }

    @Property(tries = 300)
    void whateverTheRootTableListsNothingBeyondReachIsRead(
            @ForAll @Size(max = 8) List<@IntRange(max = 19) Integer> places,
            @ForAll @IntRange(min = 30, max = 120) int length,
            @ForAll @IntRange(min = 36, max = 160) int readable) {
        long end = MADT + readable;
        AcpiMemory guarded = new AcpiMemory(end);
        Hosted.set(guarded);
        for (int i = 0; i < 20; i++) {
            guarded.store(MADT + 8 * i, new byte[] {'A', 'P', 'I', 'C', (byte) length, 0, 0, 0});
        }
        guarded.rootPointer(POINTER, 2, 0, XSDT);
        guarded.rootTable(
                XSDT, "XSDT", 8, places.stream().mapToLong(i -> MADT + 8L * i).toArray());
        AcpiTables found = new AcpiTables();
        found.locate(new HostPhysical(0), new HostPhysical(end));
        assertThat(found.entries()).isEqualTo(places.size());
        assertThat(found.unreachable()).isEqualTo((int)
                places.stream().filter(i -> 8 * i + 36 > readable).count());
        assertThat(found.lists("APIC")).isEqualTo(found.unreachable() < places.size());
        long madt = found.find("APIC").rawValue();
        assertThat(madt == 0 || madt + length <= end).isTrue();
    }

    private void locate() {
        tables.locate(new HostPhysical(0), new HostPhysical(REACH));
    }

    private void extendedBiosDataArea(int segment) {
        memory.store(0x40E, new byte[] {(byte) segment, (byte) (segment >>> 8)});
    }

    private void twoRootTables() {
        memory.rootPointer(POINTER, 2, RSDT, XSDT);
        memory.rootTable(RSDT, "RSDT", 4, OTHER_MADT);
        memory.rootTable(XSDT, "XSDT", 8, MADT);
        memory.table(MADT, "APIC");
        memory.table(OTHER_MADT, "APIC");
    }
}
