package javisor.simulator;

import java.nio.charset.StandardCharsets;

/** A 16550 UART that is always ready to send and remembers what was sent (National Semiconductor PC16550D). */
public final class Uart implements PortDevice {
    private static final int DIVISOR_LATCH = 0x80;
    private static final int EMPTY = 0x60;

    private final int base;
    private final int[] registers = new int[8];
    private final StringBuilder sent = new StringBuilder();

    /** A UART with its registers at ports {@code base} to {@code base + 7}. */
    public Uart(int base) {
        this.base = base;
    }

    @Override
    public int in(int port, int size) {
        int register = port - base;
        return register == 5 ? EMPTY : registers[register];
    }

    @Override
    public void out(int port, int size, int value) {
        int register = port - base;
        if (register == 0 && (registers[3] & DIVISOR_LATCH) == 0) {
            sent.append(new String(new byte[] {(byte) value}, StandardCharsets.ISO_8859_1));
            return;
        }
        registers[register] = value & 0xFF;
    }

    /** {@return everything sent, as Latin-1} */
    public String sent() {
        return sent.toString();
    }
}
