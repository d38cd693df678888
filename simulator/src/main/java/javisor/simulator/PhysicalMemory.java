package javisor.simulator;

import java.util.HashMap;
import java.util.Map;

/** RAM from physical address 0 up, kept in pages that exist once they are written. An access beyond it is a test failure. */
public final class PhysicalMemory {
    private static final int PAGE = 4096;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private final long size;

    /** {@code size} bytes of RAM, all zero. */
    public PhysicalMemory(long size) {
        this.size = size;
    }

    /** {@return the number of bytes} */
    public long size() {
        return size;
    }

    /** {@return {@code count} (1 to 8) bytes at {@code address}, little-endian, zero-extended} */
    public long read(long address, int count) {
        check(address, count);
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            byte[] page = pages.get((address + i) / PAGE);
            int octet = page == null ? 0 : page[(int) ((address + i) % PAGE)] & 0xFF;
            value = value << 8 | octet;
        }
        return value;
    }

    /** Stores the low {@code count} (1 to 8) bytes of {@code value} at {@code address}, little-endian. */
    public void write(long address, int count, long value) {
        check(address, count);
        for (int i = 0; i < count; i++) {
            byte[] page = pages.computeIfAbsent((address + i) / PAGE, _ -> new byte[PAGE]);
            page[(int) ((address + i) % PAGE)] = (byte) (value >>> 8 * i);
        }
    }

    /** Stores {@code bytes} at {@code address}. */
    public void write(long address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            write(address + i, 1, bytes[i]);
        }
    }

    /** {@return {@code count} bytes at {@code address}} */
    public byte[] bytes(long address, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) read(address + i, 1);
        }
        return bytes;
    }

    private void check(long address, int count) {
        if (address < 0 || address + count > size) {
            throw new IllegalStateException(
                    "no RAM at physical address 0x%x: the simulated machine has 0x%x bytes".formatted(address, size));
        }
    }
}
