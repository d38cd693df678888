package javisor.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * A virtual machine control structure. Stricter than a processor: a field that it does not have, and a write to exit information, are
 * failures of the test, where a processor sets flags that the resident code does not look at.
 */
public final class SimulatedVmcs {
    private final VmcsFields layout;
    private final Map<Long, Long> values = new HashMap<>();
    private boolean launched;

    SimulatedVmcs(VmcsFields layout) {
        this.layout = layout;
    }

    /** {@return the field, zero-extended; 0 if it was never written} */
    public long read(long encoding) {
        check(encoding, "VMREAD");
        long value = values.getOrDefault(encoding & ~1, 0L);
        return (encoding & 1) == 0 ? value : value >>> 32;
    }

    /** Writes a field, but not exit information. */
    public void write(long encoding, long value) {
        check(encoding, "VMWRITE");
        if (VmcsFields.readOnly(encoding)) {
            throw new IllegalStateException("VMWRITE to the read-only field 0x" + Long.toHexString(encoding));
        }
        store(encoding, value);
    }

    /** Writes exit information, as a VM exit does. */
    public void exit(long encoding, long value) {
        check(encoding, "exit information");
        if (!VmcsFields.readOnly(encoding)) {
            throw new IllegalArgumentException("no exit information: field 0x" + Long.toHexString(encoding));
        }
        store(encoding, value);
    }

    /** {@return whether the processor's VMCS has the field} */
    public boolean has(long encoding) {
        return layout.exists(encoding);
    }

    /** {@return whether its launch state is "launched"} */
    boolean launched() {
        return launched;
    }

    /** Changes its launch state. */
    void launched(boolean changed) {
        launched = changed;
    }

    private void store(long encoding, long value) {
        if ((encoding & 1) == 0) {
            values.put(encoding, VmcsFields.truncate(encoding, value));
        } else {
            values.merge(encoding & ~1, value << 32, (old, high) -> old & 0xFFFF_FFFFL | high);
        }
    }

    private void check(long encoding, String what) {
        if (!layout.exists(encoding)) {
            throw new IllegalStateException(
                    what + ": this processor's VMCS has no field 0x" + Long.toHexString(encoding));
        }
    }
}
