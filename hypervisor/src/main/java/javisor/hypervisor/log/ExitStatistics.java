package javisor.hypervisor.log;

import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;

/**
 * How often each processor's guest left, by class of reasons, in memory of Javisor's own for whoever reads a memory dump: {@link
 * #SIGNATURE}; number of processors, number of classes, bytes of a processor's record, offset of the first one, 32 bits each; from {@value
 * #NAMES_AT} on the names of the classes, {@value #NAME_BYTES} bytes each, padded with zeros; and the records, see {@link ExitRecord}. All
 * numbers are little-endian.
 */
public final class ExitStatistics {
    /** What it starts with, padded with zeros to 16 bytes. */
    public static final String SIGNATURE = "JAVISOR-EXITS";

    private static final int PROCESSORS = 16;
    private static final int CLASSES = 20;
    private static final int RECORD_BYTES = 24;
    private static final int FIRST_RECORD = 28;
    private static final int NAMES_AT = 32;
    private static final int NAME_BYTES = 24;

    private final HostVirtual area;
    private final String[] names;

    /** Statistics of {@code processors} processors with a counter for each of {@code names}, in new pages. */
    public ExitStatistics(PageAllocator pages, String[] names, int processors) {
        this.area = pages.allocate(pages(names, processors)).toVirtual();
        this.names = names;
        text(0, SIGNATURE);
        area.writeInt(PROCESSORS, processors);
        area.writeInt(CLASSES, names.length);
        area.writeInt(RECORD_BYTES, recordBytes(names));
        area.writeInt(FIRST_RECORD, firstRecord(names));
        for (int i = 0; i < names.length; i++) {
            text(NAMES_AT + i * NAME_BYTES, names[i]);
        }
    }

    /** {@return how many pages the constructor takes} */
    public static int pages(String[] names, int processors) {
        int bytes = namesEnd(names) + processors * recordBytes(names);
        return (bytes + PageAllocator.PAGE - 1) / PageAllocator.PAGE;
    }

    /** {@return the record of a processor} */
    public ExitRecord of(int processor) {
        return new ExitRecord(area.add(firstRecord(names) + (long) processor * recordBytes(names)));
    }

    /** Prints those of {@code record} that are not 0, one line each. */
    public void print(Console console, ExitRecord record) {
        for (int i = 0; i < names.length; i++) {
            long count = record.counted(i);
            if (count != 0) {
                console.print("exits ")
                        .print(names[i])
                        .print(": ")
                        .decimal(count)
                        .println();
            }
        }
    }

    private static int namesEnd(String[] names) {
        return NAMES_AT + names.length * NAME_BYTES;
    }

    private static int firstRecord(String[] names) {
        return namesEnd(names) + ExitRecord.IN_FRONT;
    }

    private static int recordBytes(String[] names) {
        return ExitRecord.bytes(names.length) + ExitRecord.IN_FRONT;
    }

    private void text(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            area.writeByte(at + i, (byte) text.charAt(i));
        }
    }
}
