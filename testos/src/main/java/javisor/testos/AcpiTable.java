package javisor.testos;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * A system description table (ACPI 6.5, 5.2.6).
 *
 * @param base where it stands
 */
@Unboxed
record AcpiTable(HostVirtual base) {
    /** Size of the header that every table starts with, in bytes. */
    static final int HEADER_BYTES = 36;

    /** A table that says it is longer is damaged. */
    private static final int LONGEST = 16 << 20;

    /** {@return whether the table's signature is these four characters and its length possible} */
    boolean is(String signature) {
        for (int i = 0; i < 4; i++) {
            if ((base.readByte(i) & 0xFF) != signature.charAt(i)) {
                return false;
            }
        }
        return bytes() >= HEADER_BYTES && bytes() <= LONGEST;
    }

    /** {@return the length of the table in bytes, its header included} */
    int bytes() {
        return base.readInt(4);
    }

    /** {@return the byte at {@code offset}, unsigned} */
    int byteAt(int offset) {
        return base.readByte(offset) & 0xFF;
    }

    /** {@return the doubleword at {@code offset}, unsigned} */
    long wordAt(int offset) {
        return base.readInt(offset) & 0xFFFF_FFFFL;
    }

    /** {@return the quadword at {@code offset}} */
    long longAt(int offset) {
        return base.readLong(offset);
    }
}
