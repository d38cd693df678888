package javisor.hypervisor.bios;

import javisor.machine.address.HostVirtual;
import javisor.machine.boot.BootInfo;

/**
 * What the old calls say about memory above 1 MiB: sizes of one run of memory that starts at 1 or 16 MiB. Each size the BIOS gave is cut
 * where the withheld range starts. Copied at boot, because the loader's memory is the guest's later.
 */
final class ExtendedMemory {
    /** Bytes of the table of AH=C7h with its length word. */
    static final int C7_BYTES = 64;

    private static final long ONE_MIB = 1L << 20;
    private static final long SIXTEEN_MIB = 16L << 20;
    private static final int KILOBYTE_SHIFT = 10;
    private static final int BLOCK_SHIFT = 16;
    private static final int C7_FIRST = 2;
    private static final int C7_LARGEST_FREE = 0x22;
    private static final int C7_FIELD = 4;

    private final boolean e801;
    private final int e801Ax;
    private final int e801Bx;
    private final int e801Cx;
    private final int e801Dx;
    private final boolean e88;
    private final int e88Ax;
    private final boolean da88;
    private final int da88Kilobytes;
    private final boolean c7;
    private final byte[] c7Table = new byte[C7_BYTES];

    ExtendedMemory(BootInfo bootInfo, long withheldStart) {
        int kilobytesFrom1 = between(ONE_MIB, withheldStart, KILOBYTE_SHIFT);
        int kilobytesFrom16 = between(SIXTEEN_MIB, withheldStart, KILOBYTE_SHIFT);
        int blocksFrom16 = between(SIXTEEN_MIB, withheldStart, BLOCK_SHIFT);
        e801 = bootInfo.e801Carry() == 0;
        e801Ax = cut(bootInfo.e801Ax(), kilobytesFrom1);
        e801Bx = cut(bootInfo.e801Bx(), blocksFrom16);
        e801Cx = cut(bootInfo.e801Cx(), kilobytesFrom1);
        e801Dx = cut(bootInfo.e801Dx(), blocksFrom16);
        e88 = bootInfo.e88Carry() == 0;
        e88Ax = cut(bootInfo.e88Ax(), kilobytesFrom1);
        da88 = bootInfo.da88Carry() == 0;
        da88Kilobytes = cut(bootInfo.da88Cl() << 16 | bootInfo.da88Bx(), kilobytesFrom1);
        c7 = bootInfo.c7Carry() == 0;
        fillC7(bootInfo.c7Table(), kilobytesFrom1, kilobytesFrom16);
    }

    /** The fields are doublewords from offset 2 in pairs: KiB from 1 to 16 MiB, KiB from 16 MiB; the last two are a place and a size. */
    private void fillC7(HostVirtual table, int kilobytesFrom1, int kilobytesFrom16) {
        for (int i = 0; i < C7_BYTES; i++) {
            c7Table[i] = table.readByte(i);
        }
        int end = Math.min(C7_BYTES, (table.readShort(0) & 0xFFFF) + 2);
        for (int at = C7_FIRST; at + C7_FIELD <= end && at < C7_LARGEST_FREE; at += C7_FIELD) {
            boolean low = (at - C7_FIRST) / C7_FIELD % 2 == 0;
            put(at, cut(table.readInt(at), low ? kilobytesFrom1 : kilobytesFrom16));
        }
    }

    private void put(int at, int value) {
        for (int i = 0; i < C7_FIELD; i++) {
            c7Table[at + i] = (byte) (value >>> 8 * i);
        }
    }

    private static int between(long from, long to, int shift) {
        return to <= from ? 0 : (int) (to - from >>> shift);
    }

    private static int cut(int value, int limit) {
        return Integer.compareUnsigned(value, limit) < 0 ? value : limit;
    }

    /** {@return whether the BIOS answers AX=E801h} */
    boolean hasE801() {
        return e801;
    }

    /** {@return AX of E801h} */
    int e801Ax() {
        return e801Ax;
    }

    /** {@return BX of E801h} */
    int e801Bx() {
        return e801Bx;
    }

    /** {@return CX of E801h} */
    int e801Cx() {
        return e801Cx;
    }

    /** {@return DX of E801h} */
    int e801Dx() {
        return e801Dx;
    }

    /** {@return whether the BIOS answers AH=88h} */
    boolean has88() {
        return e88;
    }

    /** {@return AX of 88h, KiB above 1 MiB} */
    int e88Ax() {
        return e88Ax;
    }

    /** {@return whether the BIOS answers AX=DA88h} */
    boolean hasDa88() {
        return da88;
    }

    /** {@return CL:BX of DA88h, KiB above 1 MiB} */
    int da88Kilobytes() {
        return da88Kilobytes;
    }

    /** {@return whether the BIOS answers AH=C7h} */
    boolean hasC7() {
        return c7;
    }

    /** {@return byte {@code index} of the table of C7h} */
    byte c7Byte(int index) {
        return c7Table[index];
    }

    /** {@return how many bytes of that table count} */
    int c7Bytes() {
        return Math.min(C7_BYTES, (c7Table[0] & 0xFF | (c7Table[1] & 0xFF) << 8) + 2);
    }
}
