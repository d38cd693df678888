package javisor.hypervisor.vmx.task;

import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.x86.Cr0;
import javisor.simulator.PhysicalMemory;

/** 32-bit paging for a guest of tests: two page directories that map the first 4 MiB to themselves. The first is in use. */
final class TaskPages {
    private static final long OWN = 0x10_0000;
    private static final long OTHER = 0x10_2000;
    private static final long TABLE = 0x1000;

    private final PhysicalMemory ram;

    TaskPages(TaskGuest guest) {
        ram = guest.ram;
        for (long directory : new long[] {OWN, OTHER}) {
            ram.write(directory, 4, directory + TABLE | 3);
            for (int i = 0; i < 1024; i++) {
                map(directory, i, i);
            }
        }
        GuestField.CR0.write(Cr0.PE | Cr0.ET | Cr0.WP | Cr0.PG);
        GuestField.CR3.write(OWN);
        if (guest.newFormat == TssFormat.BITS_32) {
            guest.field(TssFormat.CR3, OWN);
        }
    }

    /** {@return the first directory} */
    long own() {
        return OWN;
    }

    /** {@return the second} */
    long other() {
        return OTHER;
    }

    /** Maps page {@code page} to frame {@code frame}. */
    void map(long directory, int page, int frame) {
        entry(directory, page, (long) frame << 12 | 3);
    }

    /** Writes the entry for {@code page}. */
    void entry(long directory, int page, long entry) {
        ram.write(directory + TABLE + page * 4L, 4, entry);
    }
}
