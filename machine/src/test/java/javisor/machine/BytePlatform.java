package javisor.machine;

import java.util.HashMap;
import java.util.Map;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.hosted.Platform;

/** Memory of single bytes, zero until written; ports are left to the test. */
public class BytePlatform implements Platform {
    private final Map<Long, Byte> memory = new HashMap<>();

    @Override
    public long readMemory(long hostVirtual, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | memory.getOrDefault(hostVirtual + i, (byte) 0) & 0xFF;
        }
        return value;
    }

    @Override
    public void writeMemory(long hostVirtual, int size, long value) {
        for (int i = 0; i < size; i++) {
            memory.put(hostVirtual + i, (byte) (value >>> 8 * i));
        }
    }

    /** Stores {@code bytes} at a physical address and {@return where the window shows them}. */
    public HostVirtual store(long physical, byte[] bytes) {
        HostVirtual address = new HostPhysical(physical).toVirtual();
        for (int i = 0; i < bytes.length; i++) {
            writeMemory(address.rawValue() + i, 1, bytes[i]);
        }
        return address;
    }
}
