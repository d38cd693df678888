package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;

/**
 * Reads and writes physical memory that may not be the guest's, at the start and the end of every page, and says of each stretch of
 * like pages what came of it. What a write changed is put back.
 */
final class MemoryProbe {
    private static final int PAGE = 4096;
    private static final long PATTERN = 0x5AA5_C33C_0FF0_9669L;

    private final Console console;
    private long stretch;
    private long stretchValue;
    private boolean stretchWritten;

    MemoryProbe(Console console) {
        this.console = console;
    }

    /** Probes from {@code first} to {@code last}, physical addresses, both included. */
    void run(long first, long last) {
        if (Long.compareUnsigned(last, TestOs.MAPPED) >= 0 || Long.compareUnsigned(first, last) > 0) {
            console.print("probe ");
            range(first, last);
            console.println(": refused, only addresses below 4 GiB in ascending order can be probed");
            return;
        }
        stretch = first;
        boolean started = false;
        for (long page = first & -8L; page <= last; page = (page & -PAGE) + PAGE) {
            long end = Math.min((page & -PAGE) + PAGE - 8, last & -8L);
            long value = read(page);
            boolean written = write(page) | write(end);
            if (started && (value != stretchValue || written != stretchWritten)) {
                report(page - 1);
                stretch = page;
            }
            started = true;
            stretchValue = value;
            stretchWritten = written;
        }
        report(last);
    }

    private static long read(long address) {
        return new HostPhysical(address).toVirtual().readLongVolatile(0);
    }

    private static boolean write(long address) {
        HostVirtual place = new HostPhysical(address).toVirtual();
        long before = place.readLongVolatile(0);
        place.writeLongVolatile(0, before ^ PATTERN);
        boolean written = place.readLongVolatile(0) != before;
        if (written) {
            place.writeLongVolatile(0, before);
        }
        return written;
    }

    private void report(long end) {
        console.print("probe ");
        range(stretch, end);
        console.print(": reads ").hexDigits(stretchValue, 16);
        console.println(stretchWritten ? ", write took effect" : ", write ignored");
    }

    private void range(long first, long last) {
        console.hex(first).print("-").hex(last);
    }
}
