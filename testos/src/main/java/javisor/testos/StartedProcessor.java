package javisor.testos;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.annotation.EntryPoint;
import javisor.machine.hosted.Hosted;
import javisor.machine.instruction.Cpuid;

/** What runs on a processor that the test OS has started, and where it begins. One runs at a time. */
final class StartedProcessor {
    private static final int BASIC = 1;
    private static final int EXTENDED = 0x8000_0000;
    private static final int[] REGISTERS = new int[4];

    private StartedProcessor() {}

    /** Called by test-processors.S on the processor; it halts when this returns. */
    @EntryPoint(symbol = "testos_processor")
    static void run(HostVirtual answerBase) {
        ProcessorAnswer answer = new ProcessorAnswer(answerBase);
        Cpuid.execute(0, 0, REGISTERS);
        answer.vendor(0, REGISTERS[Cpuid.EBX]);
        answer.vendor(1, REGISTERS[Cpuid.EDX]);
        answer.vendor(2, REGISTERS[Cpuid.ECX]);
        Cpuid.execute(BASIC, 0, REGISTERS);
        answer.features(REGISTERS[Cpuid.ECX]);
        Cpuid.execute(EXTENDED, 0, REGISTERS);
        boolean extended = Integer.compareUnsigned(REGISTERS[Cpuid.EAX], EXTENDED) > 0;
        Cpuid.execute(EXTENDED + 1, 0, REGISTERS);
        answer.extendedFeatures(extended ? REGISTERS[Cpuid.ECX] : 0);
        answer.apicId(LocalApic.id());
        answer.arrive();
    }

    /** Puts the code in place at which a processor begins and {@return the page}. */
    @AssemblyFunction(symbol = "testos_processor_start")
    static HostPhysical place() {
        return new HostPhysical(Hosted.platform().execute("testos_processor_start", 0));
    }

    /** {@return where its {@link ProcessorAnswer} stands} */
    @AssemblySymbol(symbol = "testos_processor_answer")
    static HostVirtual answer() {
        return new HostVirtual(Hosted.platform().execute("testos_processor_answer", 0));
    }
}
