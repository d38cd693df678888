package javisor.machine.acpi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javisor.machine.BytePlatform;
import javisor.machine.address.HostPhysical;

/** Memory with ACPI tables, of which only what lies below {@code end} may be read. */
final class AcpiMemory extends BytePlatform {
    private final long end;

    AcpiMemory(long end) {
        this.end = end;
    }

    @Override
    public long readMemory(long hostVirtual, int size) {
        long physical = hostVirtual - HostPhysical.WINDOW;
        if (physical < 0 || physical > end - size) {
            throw new AssertionError("read beyond reach at " + Long.toHexString(physical));
        }
        return super.readMemory(hostVirtual, size);
    }

    /** Stores a root pointer whose checksums are right. */
    void rootPointer(long physical, int revision, long rsdt, long xsdt) {
        ByteBuffer bytes = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RSD PTR ".getBytes(StandardCharsets.US_ASCII));
        bytes.put(15, (byte) revision).putInt(16, (int) rsdt).putInt(20, 36).putLong(24, xsdt);
        bytes.put(8, checksum(bytes.array(), 20));
        bytes.put(32, checksum(bytes.array(), 36));
        store(physical, bytes.array());
    }

    /** Stores a root table with entries of {@code entryBytes} bytes. */
    void rootTable(long physical, String signature, int entryBytes, long... addresses) {
        ByteBuffer entries = ByteBuffer.allocate(entryBytes * addresses.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long address : addresses) {
            if (entryBytes == 8) {
                entries.putLong(address);
            } else {
                entries.putInt((int) address);
            }
        }
        table(physical, signature, entries.array());
    }

    /** Stores a table whose checksum is right. */
    void table(long physical, String signature, byte... afterHeader) {
        store(physical, tableBytes(signature, afterHeader));
    }

    /** {@return a table whose checksum is right} */
    static byte[] tableBytes(String signature, byte... afterHeader) {
        ByteBuffer bytes =
                ByteBuffer.allocate(AcpiTable.HEADER_BYTES + afterHeader.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(signature.getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(bytes.capacity()).put(AcpiTable.HEADER_BYTES, afterHeader);
        bytes.put(9, checksum(bytes.array(), bytes.capacity()));
        return bytes.array();
    }

    /** Turns all bits of one byte. */
    void corrupt(long physical) {
        store(physical, new byte[] {
            (byte) ~readMemory(new HostPhysical(physical).toVirtual().rawValue(), 1)
        });
    }

    private static byte checksum(byte[] bytes, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += bytes[i];
        }
        return (byte) -sum;
    }
}
