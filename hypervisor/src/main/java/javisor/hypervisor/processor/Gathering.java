package javisor.hypervisor.processor;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.panic.LastWord;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.Cpu;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;

/**
 * Starts all other processors before there is a guest, as the manual's protocol wants it: INIT, 10 ms, start-up, 200 µs, start-up (Intel
 * SDM vol. 3, 10.4.4.1). Each takes a number and waits until it is called, so that one at a time goes through Java. Who answers counts;
 * what firmware lists is the cross-check. One that is listed and has not come is sent start-ups for another second, which those that run
 * ignore; if it has not come then, it does not exist.
 */
public final class Gathering {
    private static final int INIT_TIME = 10_000;
    private static final int START_TIME = 200;

    /** A processor that the firmware lists may be in system-management mode when it is called: it is called again, so often. */
    private static final int PATIENCE = 50;

    private static final int CALL_TIME = 20_000;

    /** For those that the firmware does not list. */
    private static final int LATECOMERS_TIME = 50_000;

    private static final long LONGEST_START = 1L << 34;

    private final StartParameters parameters;
    private final int page;
    private boolean called;
    private int count = 1;

    /** Nobody is called yet. The first code stands at {@code page}, which is below 1 MiB and free until the guest starts. */
    public Gathering(int page) {
        this.page = page;
        this.parameters = new StartParameters(new HostPhysical(page).toVirtual());
    }

    /**
     * Has all processors wait at their first code.
     *
     * @param listed how many the firmware says there are, this one included
     */
    public void gather(int listed) {
        HostVirtual code = new HostPhysical(page).toVirtual();
        for (long i = 0; i < StartParameters.END; i++) {
            boolean inCode = start().add(i).belowThan(end());
            code.writeByte(i, inCode ? start().readByte(i) : 0);
        }
        LocalApic.initOthers();
        Delay.microseconds(INIT_TIME);
        LocalApic.startOthers(page);
        Delay.microseconds(START_TIME);
        LocalApic.startOthers(page);
        Delay.microseconds(LATECOMERS_TIME);
        int calls = 0;
        while (parameters.arrived() + 1 < listed && calls < PATIENCE) {
            LocalApic.startOthers(page);
            Delay.microseconds(CALL_TIME);
            calls++;
        }
        called = true;
        count = parameters.arrived() + 1;
    }

    /** {@return how many processors there are, this one included} */
    public int count() {
        return count;
    }

    /** Lets the others forget that they were called, so that an OS on the bare machine finds them as after a reset. */
    public void dismiss() {
        if (called) {
            LocalApic.initOthers();
        }
    }

    /** Has the others go on in Java, one after the other, each until it says that it is ready. */
    public void callAll(HostPhysical tables) {
        for (int number = 1; number < count; number++) {
            call(number, tables);
        }
        LastWord.othersRun(count > 1);
        if (parameters.arrived() >= count) {
            throw new IllegalStateException("a processor came after all had been counted");
        }
    }

    private void call(int number, HostPhysical tables) {
        int efer = (int) (Msrs.read(Msr.EFER) & (Efer.LME | Efer.NXE));
        parameters.destination(tables, ProcessorMemory.top(number), efer);
        Signals signals = Signals.of(number);
        signals.state(Signals.RUNNING);
        parameters.call(number);
        long start = Cpu.readTimeStampCounter();
        while (signals.state() != Signals.WAITING) {
            Cpu.pause();
            if (Cpu.readTimeStampCounter() - start > LONGEST_START) {
                throw new IllegalStateException("a processor that had answered does not start");
            }
        }
    }

    @AssemblySymbol(symbol = "javisor_processor_start")
    private static HostVirtual start() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_processor_start", 0));
    }

    @AssemblySymbol(symbol = "javisor_processor_start_end")
    private static HostVirtual end() {
        return new HostVirtual(Hosted.platform().execute("address of javisor_processor_start_end", 0));
    }
}
