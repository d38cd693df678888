package javisor.compiler.closedworld;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnboxedRefusalsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            address = null;                                  | is null as field demo.Boot.address
            take(null);                                      | is null as an argument of demo.Boot.take
            if (address == other) run(1);                    | is compared with == or !=
            if (address == null) run(1);                     | is compared with == or !=
            object = address;                                | is converted to java.lang.Object as field demo.Boot.object
            object = new HostVirtual[2];                     | is an array element
            if (object instanceof HostVirtual) run(1);       | is tested with instanceof
            take((HostVirtual) object);                      | is cast from another type
            address.equals(other);                           | is asked for equals
            address.toString();                              | is asked for toString
            address.hashCode();                              | is asked for hashCode
            object = a > 0 ? address : "text";               | is converted to
            box(address);                                    | is converted to java.lang.Object as an argument of demo.Boot.box
            take(a > 0 ? address : null);                    | is null
            """)
    void usesAsAnObjectAreRefused(String statement, String what) {
        assertThat(new Sources(directory).problems("""
                static HostVirtual address = new HostVirtual(1);
                static HostVirtual other = new HostVirtual(2);
                static Object object = "";
                static void take(HostVirtual value) { }
                static <T> void box(T value) { }
                static void run(long a) { %s }
                """.formatted(statement)))
                .singleElement()
                .asString()
                .contains("Boot.java:12", "treats HostVirtual as an object", what, "bare register");
    }

    @Test
    void arraysInTheImageHeapAreRefused() {
        assertThat(new Sources(directory).problems("""
                static HostVirtual[] addresses = {new HostVirtual(1)};
                static int n;
                static void run(long a) { n = addresses.length; }
                """))
                .singleElement()
                .asString()
                .contains("demo.Boot.addresses is an array of javisor.machine.address.HostVirtual", "keep a long[]");
    }

    @Test
    void boxedOnesInTheImageHeapAreRefused() {
        assertThat(new Sources(directory).problems("""
                static class Holder { Object content = new HostVirtual(1); }
                static Holder holder = new Holder();
                static void run(long a) { holder.content = null; }
                """))
                .singleElement()
                .asString()
                .contains("demo.Boot.holder.content is a boxed javisor.machine.address.HostVirtual");
    }

    @Test
    void aRecordOfTwoComponentsIsRefused() {
        assertThat(new Sources(directory).problems("""
                @Unboxed record Pair(long a, long b) { }
                static void run(long a) { new Pair(a, a); }
                """))
                .singleElement()
                .asString()
                .contains("demo.Boot$Pair, which is @Unboxed but not a record of one long or unboxed record");
    }

    @Test
    void constructorsMayCheckAndConvert() {
        assertThat(new Sources(directory).problems("""
                @Unboxed record Page(long address) {
                    Page {
                        if ((address & 0xFFF) != 0) throw new IllegalArgumentException("not a page");
                        address = address & 0xFFFF_FFFF_FFFFL;
                    }
                    Page(int number) { this((long) number << 12); }
                    Page next() { return new Page(address + 4096); }
                }
                static long sink;
                static void run(long a) { sink = new Page((int) a).next().address(); }
                """)).isEmpty();
    }
}
