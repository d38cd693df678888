package javisor.testos.conformance;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Msrs;
import javisor.machine.instruction.Ports;
import javisor.machine.x86.Msr;

/**
 * Interrupts are the guest's own: the timer's through the 8259, and an NMI that the processor sends itself through its local APIC
 * (AMD APM vol. 2, 16.5).
 */
final class InterruptChecks {
    private static final int MASTER_COMMAND = 0x20;
    private static final int MASTER_DATA = 0x21;
    private static final int SLAVE_COMMAND = 0xA0;
    private static final int SLAVE_DATA = 0xA1;
    private static final int INITIALISE = 0x11;
    private static final int FIRST_VECTOR = 32;
    private static final int SLAVE_FIRST_VECTOR = 40;
    private static final int SLAVE_ON_LINE_2 = 4;
    private static final int SLAVE_IDENTITY = 2;
    private static final int MODE_8086 = 1;
    private static final int ALL_MASKED = 0xFF;
    private static final int TIMER_ONLY = 0xFE;

    private static final int TIMER_COMMAND = 0x43;
    private static final int TIMER_DATA = 0x40;
    private static final int RATE_GENERATOR = 0x34;

    private static final int APIC_ENABLED = 1 << 11;
    private static final int X2APIC_ENABLED = 1 << 10;
    private static final long APIC_PAGE = 0xFFFF_F000L;
    private static final int APIC_IDENTITY = 0x20;
    private static final int APIC_SPURIOUS = 0xF0;
    private static final int APIC_SOFTWARE_ENABLE = 0x100;
    private static final int APIC_COMMAND_LOW = 0x300;
    private static final int APIC_COMMAND_HIGH = 0x310;
    private static final int NMI_DELIVERY = 0x4400;
    private static final int PATIENCE = 10_000_000;

    private final Verdicts verdicts;

    InterruptChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        remap();
        Ports.out8(TIMER_COMMAND, RATE_GENERATOR);
        Ports.out8(TIMER_DATA, 0);
        Ports.out8(TIMER_DATA, 0x10);
        Ports.out8(MASTER_DATA, TIMER_ONLY);
        awaitRequest();
        Instructions.shadowedCpuid();
        verdicts.check(
                "a pending interrupt comes behind a CPUID that follows STI",
                Attempt.vector() == FIRST_VECTOR && Attempt.reportedAt() == Attempt.expectedAt());
        boolean woken = true;
        for (int i = 0; i < 10; i++) {
            Instructions.halt();
            woken &= Attempt.vector() == FIRST_VECTOR && Attempt.reportedAt() == Attempt.expectedAt();
        }
        verdicts.check("the timer wakes the processor", woken);
        Ports.out8(MASTER_DATA, ALL_MASKED);
        nonMaskable();
    }

    private static void remap() {
        Ports.out8(MASTER_COMMAND, INITIALISE);
        Ports.out8(SLAVE_COMMAND, INITIALISE);
        Ports.out8(MASTER_DATA, FIRST_VECTOR);
        Ports.out8(SLAVE_DATA, SLAVE_FIRST_VECTOR);
        Ports.out8(MASTER_DATA, SLAVE_ON_LINE_2);
        Ports.out8(SLAVE_DATA, SLAVE_IDENTITY);
        Ports.out8(MASTER_DATA, MODE_8086);
        Ports.out8(SLAVE_DATA, MODE_8086);
        Ports.out8(MASTER_DATA, ALL_MASKED);
        Ports.out8(SLAVE_DATA, ALL_MASKED);
    }

    /** Until the interrupt request register, which the command port shows by default, has the timer's line. */
    private static void awaitRequest() {
        for (int i = 0; i < PATIENCE && (Ports.in8(MASTER_COMMAND) & 1) == 0; i++) {
            Cpu.pause();
        }
    }

    private void nonMaskable() {
        long apic = Msrs.read(Msr.APIC_BASE);
        if ((apic & APIC_ENABLED) == 0 || (apic & X2APIC_ENABLED) != 0) {
            return;
        }
        HostVirtual registers = new HostPhysical(apic & APIC_PAGE).toVirtual();
        registers.writeIntVolatile(APIC_SPURIOUS, registers.readIntVolatile(APIC_SPURIOUS) | APIC_SOFTWARE_ENABLE);
        Attempt.clear();
        long before = Attempt.count();
        registers.writeIntVolatile(APIC_COMMAND_HIGH, registers.readIntVolatile(APIC_IDENTITY));
        registers.writeIntVolatile(APIC_COMMAND_LOW, NMI_DELIVERY);
        for (int i = 0; i < PATIENCE && Attempt.count() == before; i++) {
            Cpu.pause();
        }
        verdicts.check("an NMI arrives", Attempt.vector() == Attempt.NON_MASKABLE);
        Shown.highest(0);
        verdicts.check("it arrives once", Attempt.count() == before + 1);
    }
}
