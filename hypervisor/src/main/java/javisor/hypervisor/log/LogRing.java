package javisor.hypervisor.log;

import javisor.machine.console.CharacterSink;

/**
 * The last lines Javisor printed, kept in its own memory for whoever reads a memory dump: {@link #SIGNATURE}, then the number of
 * characters ever written (8 bytes, little-endian), then the ring, in which the newest overwrite the oldest.
 */
public final class LogRing implements CharacterSink {
    /** What the ring starts with. */
    public static final String SIGNATURE = "JAVISOR-LOG-RING";

    /** Where the text starts: after signature and count. */
    public static final int TEXT = 24;

    /** Characters kept. */
    public static final int CAPACITY = 8192 - TEXT;

    private byte[] ring;
    private long written;

    /** A ring that drops everything before {@link #open}. */
    public LogRing() {}

    /** Takes memory for the ring, so at boot only. */
    public void open() {
        byte[] memory = new byte[TEXT + CAPACITY];
        for (int i = 0; i < SIGNATURE.length(); i++) {
            memory[i] = (byte) SIGNATURE.charAt(i);
        }
        ring = memory;
    }

    @Override
    public void put(int character) {
        if (ring == null) {
            return;
        }
        ring[TEXT + (int) Long.remainderUnsigned(written, CAPACITY)] = (byte) character;
        written++;
        for (int i = 0; i < 8; i++) {
            ring[SIGNATURE.length() + i] = (byte) (written >>> 8 * i);
        }
    }

    /** {@return the byte at {@code index} of the ring's memory, header included} */
    byte byteAt(int index) {
        return ring[index];
    }
}
