package javisor.hypervisor.apic;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/**
 * The local APIC of the processor this runs on, in whichever mode it is: xAPIC registers in memory, x2APIC registers as MSRs (Intel SDM
 * vol. 3, chapter 11; AMD APM vol. 2, chapter 16). It is the guest's; Javisor sends through it what starts, stops and kicks processors,
 * and leaves it as it was.
 */
public final class LocalApic {
    /** Offset of the local APIC ID register. */
    public static final int ID = 0x20;

    /** Offset of the logical destination register. */
    public static final int LOGICAL_DESTINATION = 0xD0;

    /** Offset of the destination format register. */
    public static final int DESTINATION_FORMAT = 0xE0;

    /** Offset of the interrupt command register, low half. */
    public static final int COMMAND_LOW = 0x300;

    /** Offset of its high half. */
    public static final int COMMAND_HIGH = 0x310;

    /** Bit of IA32_APIC_BASE: this is the bootstrap processor. */
    private static final long BOOTSTRAP_PROCESSOR = 1L << 8;

    /** Bit of IA32_APIC_BASE: x2APIC mode. */
    public static final long X2APIC = 1L << 10;

    /** Bit of IA32_APIC_BASE: the local APIC is on. */
    public static final long ENABLED = 1L << 11;

    /** The page its registers are in. */
    public static final long BASE = 0xF_FFFF_FFFF_F000L;

    private static final int VERSION = 0x30;
    private static final int END_OF_INTERRUPT = 0xB0;

    /** A write shows what has gathered since the one before (11.5.3). */
    private static final int ERROR_STATUS = 0x280;

    private static final int IN_SERVICE = 0x100;
    private static final int REQUESTED = 0x200;
    private static final int VECTOR_REGISTERS = 8;
    private static final int REGISTER_BYTES = 0x10;
    private static final int MOST_INTERRUPTS = 256;

    /** As a task priority: no interrupt of a vector below 32. */
    private static final int EXCEPTION_VECTORS = 0x1F;

    private static final int TASK_PRIORITY = 0x80;
    private static final int SPURIOUS_VECTOR = 0xF0;
    private static final int TIMER_INITIAL_COUNT = 0x380;
    private static final int TIMER_DIVIDE = 0x3E0;

    /** LVT: timer, LINT0, LINT1, error, performance counters, thermal sensor, corrected machine checks. */
    private static final int[] LOCAL_VECTORS = {0x320, 0x350, 0x360, 0x370, 0x340, 0x330, 0x2F0};

    /** What the version register says at least where each is there. */
    private static final int[] NEEDED_LAST_ENTRY = {3, 3, 3, 3, 4, 5, 6};

    private static final int LAST_ENTRY_SHIFT = 16;
    private static final int MASKED = 1 << 16;
    private static final int SPURIOUS_AFTER_INIT = 0xFF;

    /** In the spurious vector register: without it no interrupt is taken, though it stays requested. */
    private static final int SOFTWARE_ENABLE = 1 << 8;

    private static final int X2APIC_MSRS = 0x800;
    private static final int X2APIC_ID = 0x802;
    private static final int ID_SHIFT = 24;
    private static final int DESTINATION_SHIFT = 32;

    private static final int DELIVERY_PENDING = 1 << 12;
    private static final int MOST_POLLS = 1 << 20;
    private static final int LEVEL_ASSERT = 1 << 14;
    private static final int ALL_BUT_SELF = 3 << 18;
    private static final int NMI = 4 << 8;
    private static final int INIT = 5 << 8;
    private static final int START_UP = 6 << 8;

    private static final int FEATURES = 1;
    private static final int HAS_APIC = 1 << 9;

    private LocalApic() {}

    /** {@return whether the processor has one that is switched on} */
    public static boolean present() {
        int[] registers = new int[4];
        Cpuid.execute(FEATURES, 0, registers);
        return (registers[Cpuid.EDX] & HAS_APIC) != 0 && (Msrs.read(Msr.APIC_BASE) & ENABLED) != 0;
    }

    /** {@return whether this is the bootstrap processor} */
    public static boolean ofBootstrapProcessor() {
        return (Msrs.read(Msr.APIC_BASE) & BOOTSTRAP_PROCESSOR) != 0;
    }

    /** {@return whether it is in x2APIC mode} */
    public static boolean x2apic() {
        return (Msrs.read(Msr.APIC_BASE) & X2APIC) != 0;
    }

    /** {@return its ID: 8 bits, in x2APIC mode 32} */
    public static int id() {
        return x2apic() ? (int) Msrs.read(X2APIC_ID) : registers().readIntVolatile(ID) >>> ID_SHIFT;
    }

    /** {@return the logical destination register} */
    public static int logicalDestination() {
        return read(LOGICAL_DESTINATION);
    }

    /** {@return the destination format register; ones in x2APIC mode, which has none} */
    public static int destinationFormat() {
        return x2apic() ? -1 : registers().readIntVolatile(DESTINATION_FORMAT);
    }

    /** {@return the 32-bit register at {@code offset} of the page, in either mode} */
    public static int read(int offset) {
        return x2apic()
                ? (int) Msrs.read(X2APIC_MSRS + (offset >>> 4))
                : registers().readIntVolatile(offset);
    }

    /** Writes the 32-bit register at {@code offset} of the page, in either mode. */
    public static void write(int offset, int value) {
        if (x2apic()) {
            Msrs.write(X2APIC_MSRS + (offset >>> 4), value & 0xFFFF_FFFFL);
        } else {
            registers().writeIntVolatile(offset, value);
        }
    }

    /** {@return the page of its registers, where xAPIC mode has them} */
    public static HostVirtual registers() {
        return new HostPhysical(Msrs.read(Msr.APIC_BASE) & BASE).toVirtual();
    }

    /**
     * Brings the registers into their state after INIT (Intel SDM vol. 3, 11.4.7.1 and 11.4.7.3), where the processor has not done so
     * itself. No register takes back what it has accepted: in-service interrupts are ended, and requested ones are taken, by a handler
     * that does nothing, and ended. Those of vectors below 32, which nobody uses, stay, and so does the interrupt command register.
     */
    public static void reset() {
        if ((Msrs.read(Msr.APIC_BASE) & ENABLED) == 0) {
            return;
        }
        write(TASK_PRIORITY, EXCEPTION_VECTORS);
        forgetLogicalId();
        write(TIMER_INITIAL_COUNT, 0);
        write(TIMER_DIVIDE, 0);
        int entries = read(VERSION) >>> LAST_ENTRY_SHIFT & 0xFF;
        for (int i = 0; i < LOCAL_VECTORS.length; i++) {
            if (entries >= NEEDED_LAST_ENTRY[i]) {
                write(LOCAL_VECTORS[i], MASKED);
            }
        }
        write(SPURIOUS_VECTOR, SOFTWARE_ENABLE | SPURIOUS_AFTER_INIT);
        forgetInterrupts();
        write(SPURIOUS_VECTOR, SPURIOUS_AFTER_INIT);
        write(ERROR_STATUS, 0);
        write(ERROR_STATUS, 0);
        write(TASK_PRIORITY, 0);
    }

    /**
     * Does what of {@link #reset} others notice before: the local APIC is switched off by software, so its own sources are masked and no
     * interrupt of lowest priority is given to it, but NMI, INIT and start-up interrupts come (Intel SDM vol. 3, 11.4.7.2); the logical ID
     * that the guest has given is gone.
     */
    public static void silence() {
        if ((Msrs.read(Msr.APIC_BASE) & ENABLED) == 0) {
            return;
        }
        write(SPURIOUS_VECTOR, SPURIOUS_AFTER_INIT);
        forgetLogicalId();
    }

    private static void forgetLogicalId() {
        if (!x2apic()) {
            write(LOGICAL_DESTINATION, 0);
            write(DESTINATION_FORMAT, -1);
        }
    }

    private static void forgetInterrupts() {
        for (int i = 0; i < MOST_INTERRUPTS && any(IN_SERVICE); i++) {
            write(END_OF_INTERRUPT, 0);
        }
        for (int i = 0; i < MOST_INTERRUPTS && any(REQUESTED); i++) {
            takeInterrupt();
            if (any(IN_SERVICE)) {
                write(END_OF_INTERRUPT, 0);
            }
        }
    }

    /** Whether an interrupt of vector 32 or above is in the 256 bits from {@code register} on. */
    private static boolean any(int register) {
        int bits = 0;
        for (int i = 1; i < VECTOR_REGISTERS; i++) {
            bits |= read(register + i * REGISTER_BYTES);
        }
        return bits != 0;
    }

    @AssemblyFunction(symbol = "javisor_take_interrupt")
    private static void takeInterrupt() {
        Hosted.platform().execute("STI, CLI", 0);
    }

    /** Sends INIT to all processors but this one. */
    public static void initOthers() {
        send(ALL_BUT_SELF | LEVEL_ASSERT | INIT, 0);
    }

    /** Sends a start-up to all processors but this one, to go on at {@code address}, page-aligned and below 1 MiB. */
    public static void startOthers(int address) {
        send(ALL_BUT_SELF | LEVEL_ASSERT | START_UP | address >>> 12, 0);
    }

    /** Sends an NMI to all processors but this one. */
    public static void interruptOthers() {
        send(ALL_BUT_SELF | LEVEL_ASSERT | NMI, 0);
    }

    /** Sends an NMI to the processor with this APIC ID. */
    public static void interrupt(int id) {
        send(LEVEL_ASSERT | NMI, id);
    }

    /** {@return the interrupt command register: what was sent last} */
    public static InterruptCommand command() {
        return x2apic()
                ? new InterruptCommand(Msrs.read(Msr.X2APIC_ICR))
                : InterruptCommand.of(read(COMMAND_HIGH), read(COMMAND_LOW));
    }

    /**
     * Sends nothing where the guest has switched the local APIC off. The guest may have written the high half of a command and not yet the
     * low one, so it is put back.
     */
    private static void send(int command, int destination) {
        long base = Msrs.read(Msr.APIC_BASE);
        if ((base & ENABLED) == 0) {
            return;
        }
        if ((base & X2APIC) != 0) {
            Msrs.write(Msr.X2APIC_ICR, (long) destination << DESTINATION_SHIFT | command);
            return;
        }
        HostVirtual registers = registers();
        awaitDelivery(registers);
        int guests = registers.readIntVolatile(COMMAND_HIGH);
        registers.writeIntVolatile(COMMAND_HIGH, destination << ID_SHIFT);
        registers.writeIntVolatile(COMMAND_LOW, command);
        awaitDelivery(registers);
        registers.writeIntVolatile(COMMAND_HIGH, guests);
    }

    private static void awaitDelivery(HostVirtual registers) {
        for (int i = 0; i < MOST_POLLS && (registers.readIntVolatile(COMMAND_LOW) & DELIVERY_PENDING) != 0; i++) {
            Cpu.pause();
        }
    }
}
