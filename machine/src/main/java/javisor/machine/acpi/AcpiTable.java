package javisor.machine.acpi;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * A system description table (ACPI 6.5, 5.2.6). Whether all of it can be read is known to {@link AcpiTables}.
 *
 * @param base where it stands
 */
@Unboxed
public record AcpiTable(HostVirtual base) {
    /** Size of the header that every table starts with, in bytes. */
    public static final int HEADER_BYTES = 36;

    /** A table that says it is longer is damaged. */
    private static final int LONGEST = 16 << 20;

    private static final int LENGTH = 4;

    /** {@return whether the table's signature is these characters} */
    public boolean is(String signature) {
        return reads(base, signature);
    }

    /** {@return the length of the table in bytes, its header included} */
    public int bytes() {
        return base.readInt(LENGTH);
    }

    /** {@return whether a table can be that long} */
    public boolean possibleLength() {
        return bytes() >= HEADER_BYTES && bytes() <= LONGEST;
    }

    /** {@return whether all bytes of the table, of a possible length, sum up to 0 as they must} */
    public boolean checksumRight() {
        return sumsToZero(base, bytes());
    }

    /** {@return the byte at {@code offset}, unsigned} */
    public int byteAt(int offset) {
        return base.readByte(offset) & 0xFF;
    }

    /** {@return the doubleword at {@code offset}, unsigned} */
    public long wordAt(int offset) {
        return base.readInt(offset) & 0xFFFF_FFFFL;
    }

    /** {@return the quadword at {@code offset}} */
    public long longAt(int offset) {
        return base.readLong(offset);
    }

    /** {@return whether these characters stand at {@code place}} */
    static boolean reads(HostVirtual place, String characters) {
        for (int i = 0; i < characters.length(); i++) {
            if ((place.readByte(i) & 0xFF) != characters.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether {@code bytes} bytes from {@code place} sum up to 0} */
    static boolean sumsToZero(HostVirtual place, int bytes) {
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            sum += place.readByte(i);
        }
        return (sum & 0xFF) == 0;
    }
}
