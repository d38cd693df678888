package javisor.simulator;

/** 256 byte-wide registers behind an index port and a data port, as the VGA's controllers and the CMOS have them. */
public final class IndexedRegisters implements PortDevice {
    private final int indexPort;
    private final int[] registers = new int[256];
    private int index;

    /** Registers with their index at {@code indexPort} and their data at the port after it. */
    public IndexedRegisters(int indexPort) {
        this.indexPort = indexPort;
    }

    @Override
    public int in(int port, int size) {
        return port == indexPort ? index : registers[index];
    }

    @Override
    public void out(int port, int size, int value) {
        if (port == indexPort) {
            index = value & 0xFF;
        } else {
            registers[index] = value & 0xFF;
        }
        if (size == 2) {
            registers[index] = value >>> 8 & 0xFF;
        }
    }

    /** {@return register {@code number}} */
    public int register(int number) {
        return registers[number];
    }

    /** Gives register {@code number} the value {@code value}. */
    public void register(int number, int value) {
        registers[number] = value;
    }
}
