package javisor.hypervisor.processor;

import java.util.ArrayList;
import java.util.List;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.log.ExitStatistics;
import javisor.hypervisor.memory.PageAllocator;
import javisor.machine.address.HostPhysical;
import javisor.machine.console.Console;
import javisor.simulator.CpuModel;
import javisor.simulator.LocalApicModel;

/** A machine with processors that do nothing but follow what others leave for them. */
final class SeveralProcessors {
    /** Where x2APIC mode is switched on. */
    static final int APIC_BASE = 0x1B;

    private static final int X2APIC_ENABLED = 0xC00;
    private static final int LOGICAL_DESTINATION = 0xD0;
    private static final int DESTINATION_FORMAT = 0xE0;

    private final GuestMachine machine;
    private final List<Follower> processors = new ArrayList<>();

    /** A processor that counts how often it has flushed. */
    static final class Follower extends Processor {
        private int flushes;

        Follower(int number, ExitStatistics statistics) {
            super(number, statistics);
        }

        /** {@return how often it has flushed} */
        int flushes() {
            return flushes;
        }

        @Override
        public void flushNested() {
            flushes++;
        }

        @Override
        public void print(Console console) {}
    }

    /** As many processors as there are APIC IDs, all running. */
    SeveralProcessors(boolean x2apic, int... apicIds) {
        machine = new GuestMachine(CpuModel.epyc(), "", apicIds.length);
        PageAllocator pages =
                new PageAllocator(new HostPhysical(GuestMachine.WITHHELD), new HostPhysical(GuestMachine.WITHHELD_END));
        ExitStatistics statistics = new ExitStatistics(pages, new String[] {"all"}, apicIds.length);
        Processors.begin(apicIds.length);
        for (int i = 0; i < apicIds.length; i++) {
            machine.on(i).localApic().id(apicIds[i]);
            if (x2apic) {
                machine.processor(i)
                        .msrs()
                        .preset(APIC_BASE, machine.processor(i).readMsr(APIC_BASE) | X2APIC_ENABLED);
            }
            Follower processor = new Follower(i, statistics);
            processors.add(processor);
            Processors.add(processor);
            processor.signals().destinations(0, -1);
        }
        machine.on(0);
    }

    /** {@return the machine} */
    GuestMachine machine() {
        return machine;
    }

    /** {@return how many there are} */
    int count() {
        return processors.size();
    }

    /** {@return processor {@code number}} */
    Follower get(int number) {
        return processors.get(number);
    }

    /** {@return processor {@code number}, on which runs what follows} */
    Follower on(int number) {
        machine.on(number);
        return processors.get(number);
    }

    /** {@return the local APIC of a processor} */
    LocalApicModel localApic(int number) {
        return machine.processor(number).localApic();
    }

    /** The guest of a processor gives itself a logical ID, in xAPIC mode. */
    void destinations(int number, int logicalId, int format) {
        localApic(number).preset(LOGICAL_DESTINATION, logicalId << 24);
        localApic(number).preset(DESTINATION_FORMAT, format);
        get(number).signals().destinations(logicalId << 24, format);
    }

    /** Gives all processors this start-up state. */
    void allAre(int state) {
        for (Follower processor : processors) {
            processor.signals().state(state);
        }
    }

    /** {@return the start-up states by number} */
    int[] states() {
        return processors.stream().mapToInt(p -> p.signals().state()).toArray();
    }
}
