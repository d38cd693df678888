package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;

/** A walk through page tables kept in memory. */
public final class PageWalk implements Program {
    @Override
    public void run() {
        HostVirtual memory = Input.memory().alignUp(4096);
        for (int i = 0; i < 3 * 512; i++) {
            memory.writeLong(8L * i, 0);
        }
        memory.writeLong(8L * 5, 0x1000 | 1);
        memory.writeLong(0x1000 + 8L * 7, 0x2000 | 1);
        memory.writeLong(0x1000 + 8L * 8, 0xABC0_0000L | 0x81);
        memory.writeLong(0x2000 + 8L * 9, 0xDEAD_B000L | 1);
        Out.hex(walk(memory, Input.of(5L << 30 | 7L << 21 | 9L << 12 | 0x123)));
        Out.hex(walk(memory, 5L << 30 | 8L << 21 | 0x12345));
        Out.println(walk(memory, 6L << 30));
        Out.println(walk(memory, 5L << 30 | 7L << 21 | 10L << 12));
    }

    private static long walk(HostVirtual tables, long address) {
        long table = 0;
        for (int shift = 30; shift >= 12; shift -= 9) {
            long entry = tables.readLong(table + 8 * (address >>> shift & 511));
            if ((entry & 1) == 0) {
                return -1;
            }
            long mask = (1L << shift) - 1;
            if ((entry & 0x80) != 0 || shift == 12) {
                return entry & ~mask & 0xF_FFFF_FFFF_F000L | address & mask;
            }
            table = entry & 0xF_FFFF_FFFF_F000L;
        }
        return -1;
    }
}
