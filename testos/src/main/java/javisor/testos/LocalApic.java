package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/** The local APIC of the processor that this runs on, in the mode the firmware left it in (AMD APM vol. 2, chapter 16). */
final class LocalApic {
    private static final int X2APIC = 1 << 10;
    private static final long PAGE = 0xFFFF_F000L;
    private static final int ID = 0x20;
    private static final int COMMAND_LOW = 0x300;
    private static final int COMMAND_HIGH = 0x310;
    private static final int DELIVERY_PENDING = 1 << 12;
    private static final int SHIFT = 24;
    private static final int X2APIC_ID = 0x802;
    private static final int HIGHEST_ID = 0xFE;
    private static final int PATIENCE = 1_000_000;

    private LocalApic() {}

    /** {@return the APIC ID} */
    static int id() {
        return x2apic() ? (int) Msrs.read(X2APIC_ID) : registers().readIntVolatile(ID) >>> SHIFT;
    }

    /** {@return whether a processor can be sent something in this mode} */
    static boolean reaches(int id) {
        return x2apic() || Integer.compareUnsigned(id, HIGHEST_ID) <= 0;
    }

    /** Sends an interrupt command to one processor. */
    static void send(int command, int id) {
        if (x2apic()) {
            Msrs.write(Msr.X2APIC_ICR, (long) id << 32 | command);
            return;
        }
        HostVirtual registers = registers();
        registers.writeIntVolatile(COMMAND_HIGH, id << SHIFT);
        registers.writeIntVolatile(COMMAND_LOW, command);
        for (int i = 0; i < PATIENCE && (registers.readIntVolatile(COMMAND_LOW) & DELIVERY_PENDING) != 0; i++) {
            Cpu.pause();
        }
    }

    private static boolean x2apic() {
        return (Msrs.read(Msr.APIC_BASE) & X2APIC) != 0;
    }

    private static HostVirtual registers() {
        return new HostPhysical(Msrs.read(Msr.APIC_BASE) & PAGE).toVirtual();
    }
}
