package javisor.machine.console;

import javisor.machine.instruction.Ports;

/**
 * A 16550 UART, used for output by polling (National Semiconductor PC16550D, "Registers"). A port that is absent, or whose
 * transmitter never empties, is left alone: a missing serial port must not stop a machine.
 */
public final class SerialPort implements CharacterSink {
    /** I/O port of COM1. */
    public static final int COM1 = 0x3F8;

    private static final int TRANSMIT = 0;
    private static final int DIVISOR_LOW = 0;
    private static final int INTERRUPT_ENABLE = 1;
    private static final int DIVISOR_HIGH = 1;
    private static final int FIFO_CONTROL = 2;
    private static final int LINE_CONTROL = 3;
    private static final int MODEM_CONTROL = 4;
    private static final int LINE_STATUS = 5;
    private static final int SCRATCH = 7;

    private static final int EIGHT_BITS_NO_PARITY_ONE_STOP = 0x03;
    private static final int DIVISOR_LATCH = 0x80;
    private static final int FIFOS_ON_AND_CLEARED = 0x07;
    private static final int DTR_RTS_OUT2 = 0x0B;
    private static final int HOLDING_REGISTER_EMPTY = 0x20;
    private static final int TRANSMITTER_EMPTY = 0x40;

    /** A character takes 87 µs at 115200 baud and a read of a port about 1 µs; the FIFO holds sixteen. */
    private static final int POLLS = 100_000;

    private final int port;
    private boolean usable;

    /** The UART whose eight registers start at I/O port {@code port}; nothing is written before {@link #open}. */
    public SerialPort(int port) {
        this.port = port;
    }

    /**
     * Looks for the UART and sets it to 115200 baud, 8 bits, no parity, one stop bit, interrupts off. What is still being sent is let
     * out first. May be called again, for example when a guest has changed the settings.
     *
     * @return whether there is one
     */
    public boolean open() {
        usable = remembers(0x5A) && remembers(0xA5);
        if (!usable) {
            return false;
        }
        await(TRANSMITTER_EMPTY);
        Ports.out8(port + LINE_CONTROL, EIGHT_BITS_NO_PARITY_ONE_STOP);
        Ports.out8(port + INTERRUPT_ENABLE, 0);
        Ports.out8(port + LINE_CONTROL, DIVISOR_LATCH | EIGHT_BITS_NO_PARITY_ONE_STOP);
        Ports.out8(port + DIVISOR_LOW, 1);
        Ports.out8(port + DIVISOR_HIGH, 0);
        Ports.out8(port + LINE_CONTROL, EIGHT_BITS_NO_PARITY_ONE_STOP);
        Ports.out8(port + FIFO_CONTROL, FIFOS_ON_AND_CLEARED);
        Ports.out8(port + MODEM_CONTROL, DTR_RTS_OUT2);
        return true;
    }

    /** Waits, for a bounded time, until everything has been sent. */
    public void drain() {
        if (usable) {
            await(TRANSMITTER_EMPTY);
        }
    }

    @Override
    public void put(int character) {
        if (character == '\n') {
            send('\r');
        }
        send(character);
    }

    private void send(int character) {
        if (!usable) {
            return;
        }
        usable = await(HOLDING_REGISTER_EMPTY);
        if (usable) {
            Ports.out8(port + TRANSMIT, character);
        }
    }

    private boolean await(int status) {
        for (int i = 0; i < POLLS; i++) {
            if ((Ports.in8(port + LINE_STATUS) & status) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean remembers(int pattern) {
        Ports.out8(port + SCRATCH, pattern);
        return Ports.in8(port + SCRATCH) == pattern;
    }
}
