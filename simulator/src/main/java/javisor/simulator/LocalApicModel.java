package javisor.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * The registers of the local APIC, which stay as they are written, in memory or, in x2APIC mode, as MSRs. Commands are kept, not carried out; a register that only
 * the processor changes is preset by the test. EOI ends the highest interrupt in service.
 */
public final class LocalApicModel {
    /** Where its page is. */
    public static final long BASE = 0xFEE0_0000L;

    static final int BASE_MSR = 0x1B;
    static final long ENABLED = 1 << 11;
    static final long X2APIC = 1 << 10;

    private static final int FIRST_MSR = 0x800;
    private static final int LAST_MSR = 0x83F;
    private static final int SIZE = 0x1000;
    private static final int ID = 0x20;
    private static final int VERSION = 0x30;
    private static final int END_OF_INTERRUPT = 0xB0;
    private static final int LOGICAL_DESTINATION = 0xD0;
    private static final int DESTINATION_FORMAT = 0xE0;
    private static final int SPURIOUS = 0xF0;
    private static final int IN_SERVICE = 0x100;
    private static final int COMMAND = 0x300;
    private static final int COMMAND_HIGH = 0x310;
    private static final int LAST_VECTOR_REGISTER = 7;

    private final int[] registers = new int[SIZE / 16];
    private final List<Long> commands = new ArrayList<>();
    private int id;

    LocalApicModel() {
        registers[VERSION / 16] = 0x0005_0014;
        registers[DESTINATION_FORMAT / 16] = -1;
        registers[SPURIOUS / 16] = 0xFF;
    }

    static boolean holds(long physical) {
        return physical >= BASE && physical < BASE + SIZE;
    }

    static boolean holdsMsr(int msr) {
        return msr >= FIRST_MSR && msr <= LAST_MSR;
    }

    /** Gives the processor this ID. */
    public void id(int id) {
        this.id = id;
        registers[ID / 16] = id << 24;
    }

    /** {@return the register at {@code offset}} */
    public int register(int offset) {
        return registers[offset / 16];
    }

    /** Gives the register at {@code offset} a value. */
    public void preset(int offset, int value) {
        registers[offset / 16] = value;
    }

    /** {@return the commands given, high half and low half, in order} */
    public List<Long> commands() {
        return List.copyOf(commands);
    }

    long read(long physical) {
        return registers[(int) (physical - BASE) / 16] & 0xFFFF_FFFFL;
    }

    void write(long physical, long value) {
        int offset = (int) (physical - BASE);
        if (offset == END_OF_INTERRUPT) {
            endHighest();
            return;
        }
        registers[offset / 16] = (int) value;
        if (offset == COMMAND) {
            commands.add((long) registers[COMMAND_HIGH / 16] << 32 | value & 0xFFFF_FFFFL);
        }
    }

    long readMsr(int msr) {
        int offset = (msr - FIRST_MSR) * 16;
        return switch (offset) {
            case ID -> id & 0xFFFF_FFFFL;
            case LOGICAL_DESTINATION -> (id >>> 4 << 16 | 1 << (id & 15)) & 0xFFFF_FFFFL;
            case DESTINATION_FORMAT, COMMAND_HIGH ->
                throw new SimulatedFault(SimulatedFault.GP, "RDMSR 0x" + Integer.toHexString(msr) + " in x2APIC mode");
            default -> registers[offset / 16] & 0xFFFF_FFFFL;
        };
    }

    void writeMsr(int msr, long value) {
        int offset = (msr - FIRST_MSR) * 16;
        boolean readOnly = offset == ID || offset == LOGICAL_DESTINATION;
        if (readOnly || offset == DESTINATION_FORMAT || offset == COMMAND_HIGH) {
            throw new SimulatedFault(SimulatedFault.GP, "WRMSR 0x" + Integer.toHexString(msr) + " in x2APIC mode");
        }
        if (offset == COMMAND) {
            registers[COMMAND_HIGH / 16] = (int) (value >>> 32);
        }
        write(BASE + offset, value);
    }

    private void endHighest() {
        for (int i = LAST_VECTOR_REGISTER; i >= 0; i--) {
            int at = IN_SERVICE / 16 + i;
            if (registers[at] != 0) {
                registers[at] &= ~Integer.highestOneBit(registers[at]);
                return;
            }
        }
    }
}
