package javisor.machine.acpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javisor.machine.address.HostPhysical;
import javisor.machine.hosted.Hosted;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MadtTest {
    private static final long PLACE = 0x1000;

    /** A processor as the firmware may list it: type 0 or 9. */
    record Listed(int type, int id, int flags) {
        byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(type == 0 ? 8 : 16).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put((byte) type).put((byte) bytes.capacity());
            if (type == 0) {
                bytes.put(3, (byte) id).putInt(4, flags);
            } else {
                bytes.putInt(4, id).putInt(8, flags);
            }
            return bytes.array();
        }

        boolean isProcessor() {
            return id != (type == 0 ? 0xFF : -1);
        }
    }

    @AfterEach
    void stop() {
        Hosted.set(null);
    }

    @Test
    void apicIdsNeedNotBeDenseNorSmall() {
        Madt madt = madt(apic(4, 1), apic(0, 1), ioApic(), x2apic(255, 1), x2apic(0x8000_0300, 1));
        assertThat(ids(madt)).containsExactly(4, 0, 255, 0x8000_0300);
        assertThat(madt.enabled()).isEqualTo(4);
        assertThat(madt.complete()).isTrue();
    }

    @Test
    void aProcessorListedInBothFormsIsOne() {
        assertThat(ids(madt(apic(0, 1), apic(2, 1), x2apic(0, 1), x2apic(2, 1), x2apic(3, 1), apic(3, 1))))
                .containsExactly(0, 2, 3);
    }

    @Test
    void disabledPlacesAreNoProcessorsWhateverIdTheyBear() {
        Madt madt = madt(apic(0, 0), apic(0, 1), apic(1, 0), apic(0xFF, 1), x2apic(-1, 1));
        assertThat(ids(madt)).containsExactly(0);
        assertThat(madt.onlineCapable()).isZero();
    }

    @Test
    void onlineCapableProcessorsAreThoseThatAreNotEnabledYet() {
        Madt madt = madt(apic(0, 2), apic(1, 2), x2apic(1, 2), x2apic(300, 2), apic(0, 1), apic(2, 3));
        assertThat(ids(madt)).containsExactly(0, 2);
        assertThat(madt.onlineCapable()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 200})
    void aStructureOfImpossibleLengthEndsTheList(int length) {
        byte[] damaged = apic(1, 1);
        damaged[1] = (byte) length;
        Madt madt = madt(apic(0, 1), damaged, apic(2, 1));
        assertThat(ids(madt)).containsExactly(0);
        assertThat(madt.complete()).isFalse();
    }

    @Test
    void anX2ApicOfALocalApicsLengthEndsTheList() {
        byte[] damaged = x2apic(1, 1);
        damaged[1] = 8;
        assertThat(ids(madt(apic(0, 1), damaged, apic(2, 1)))).containsExactly(0);
    }

    @Test
    void aTableWithoutStructuresHasNoProcessors() {
        assertThat(madt().enabled()).isZero();
        assertThat(madt().complete()).isTrue();
        assertThat(stored(AcpiMemory.tableBytes("APIC")).enabled()).isZero();
        assertThat(stored(AcpiMemory.tableBytes("APIC")).complete()).isFalse();
    }

    @Property(tries = 300)
    void everyProcessorIsCountedOnceInTheOrderOfTheTable(@ForAll("processors") @Size(max = 24) List<Listed> listed) {
        Set<Integer> enabled = new LinkedHashSet<>();
        Set<Integer> capable = new LinkedHashSet<>();
        for (Listed processor : listed) {
            if (processor.isProcessor() && (processor.flags & 1) != 0) {
                enabled.add(processor.id);
            } else if (processor.isProcessor() && (processor.flags & 2) != 0) {
                capable.add(processor.id);
            }
        }
        capable.removeAll(enabled);
        Madt madt = madt(listed.stream().map(Listed::bytes).toArray(byte[][]::new));
        assertThat(ids(madt)).containsExactlyElementsOf(enabled);
        assertThat(madt.enabled()).isEqualTo(enabled.size());
        assertThat(madt.onlineCapable()).isEqualTo(capable.size());
        assertThat(madt.complete()).isTrue();
    }

    @Property(tries = 500)
    void whateverBytesAreCorruptedTheTableIsReadToItsEndAndNoFurther(
            @ForAll("processors") @Size(max = 12) List<Listed> listed,
            @ForAll @Size(max = 6) List<@IntRange(max = 300) Integer> places,
            @ForAll @Size(6) byte[] values,
            @ForAll @IntRange(max = 20) int cut) {
        byte[] table = table(listed.stream().map(Listed::bytes).toArray(byte[][]::new));
        for (int i = 0; i < places.size(); i++) {
            table[8 + places.get(i) % (table.length - 8)] = values[i];
        }
        int bytes = Math.max(table.length - cut, AcpiTable.HEADER_BYTES);
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes);
        Madt madt = stored(ByteBuffer.allocate(bytes).put(table, 0, bytes).array());
        madt.complete();
        assertThat(ids(madt)).hasSize(madt.enabled()).doesNotHaveDuplicates();
        assertThat(madt.enabled() + madt.onlineCapable()).isLessThanOrEqualTo((bytes - AcpiTable.HEADER_BYTES) / 8);
    }

    @Provide
    Arbitrary<Listed> processor() {
        Arbitrary<Integer> flags = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> small = Arbitraries.oneOf(Arbitraries.integers().between(0, 5), Arbitraries.of(0xFE, 0xFF));
        Arbitrary<Integer> any = Arbitraries.oneOf(small, Arbitraries.of(0x100, 0x101, -2, -1));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.just(0), small, flags).as(Listed::new),
                Combinators.combine(Arbitraries.just(9), any, flags).as(Listed::new));
    }

    @Provide
    Arbitrary<List<Listed>> processors() {
        return processor().list().ofMaxSize(24);
    }

    private static byte[] apic(int id, int flags) {
        return new Listed(0, id, flags).bytes();
    }

    private static byte[] x2apic(int id, int flags) {
        return new Listed(9, id, flags).bytes();
    }

    /** All ones, so that it would count as enabled. */
    private static byte[] ioApic() {
        return new byte[] {1, 12, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    }

    private static Madt madt(byte[]... structures) {
        return stored(table(structures));
    }

    private static byte[] table(byte[]... structures) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(new byte[8]);
        for (byte[] structure : structures) {
            all.writeBytes(structure);
        }
        return AcpiMemory.tableBytes("APIC", all.toByteArray());
    }

    /** The table at the end of what may be read. */
    private static Madt stored(byte[] table) {
        AcpiMemory memory = new AcpiMemory(PLACE + table.length);
        Hosted.set(memory);
        memory.store(PLACE, table);
        return new Madt(new AcpiTable(new HostPhysical(PLACE).toVirtual()));
    }

    /** As many as the shortest structures would make, should the list have no end. */
    private static List<Integer> ids(Madt madt) {
        List<Integer> ids = new ArrayList<>();
        for (int processor = madt.first();
                processor != 0 && ids.size() <= madt.table().bytes();
                processor = madt.next(processor)) {
            ids.add(madt.apicId(processor));
        }
        return ids;
    }
}
