package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores to the page of the local APIC: a start-up command goes no further, anything else reaches the register. */
final class ApicStoreTest {
    private static final int TASK_PRIORITY = 0x80;
    private static final int EOI = 0xB0;
    private static final int COMMAND = 0x300;
    private static final int COMMAND_HIGH = 0x310;
    private static final int INIT = 0x4500;
    private static final long NMI_TO_1 = 1L << 56 | 0x4400;

    private final StoringGuest guest = new StoringGuest();
    private final SvmProcessors processors = guest.processors;
    private final SvmProcessor processor = guest.processor;
    private final AllRegisters registers = guest.registers;

    /** Code size, bytes, length: each stores 469Ah, which is in EAX, at DS:SI, at SS:SP or in the instruction, to a register that is 0. */
    @ParameterizedTest
    @CsvSource({
        "16, 66A30003, 4",
        "16, 668907, 3",
        "16, 6667A30003E0FE, 7",
        "16, 66678901, 4",
        "16, 66AB, 2",
        "16, 66A5, 2",
        "16, 668707, 3",
        "16, 668F07, 3",
        "16, 66C7079A460000, 7",
        "16, 660907, 3",
        "16, 66318700F3, 5",
        "16, 36668907, 4",
        "32, A30003E0FE, 5",
        "32, 89050003E0FE, 6",
        "32, 898100030000, 6",
        "32, 89449940, 4",
        "32, 648901, 3",
        "32, C70500034FE09A460000, 10",
        "32, 8701, 2",
        "32, F08701, 3",
        "32, AB, 1",
        "32, A5, 1",
        "32, 8F01, 2",
        "32, 0901, 2",
        "32, 0101, 2",
        "32, 3101, 2",
        "32, F00901, 3",
        "32, 81099A460000, 6",
        "32, 0FC301, 3",
        "64, A30003E0FE00000000, 9",
        "64, 8901, 2",
        "64, 41890488, 4",
        "64, 67AB, 2",
        "64, AB, 1",
        "64, A5, 1",
        "64, 65A5, 2",
        "64, 8F01, 2",
        "64, C7019A460000, 6",
        "64, 8701, 2",
        "64, 488901, 3",
        "64, 0FC301, 3",
        "64, 480901, 3",
    })
    void everyStoreOfAStartUpCommandStartsTheProcessorAndGoesNoFurther(int bits, String bytes, int length) {
        guest.codeOf(bits);
        processors.machine().memory().write(StoringGuest.DATA, 8, StoringGuest.START_UP);
        processors.machine().memory().write(StoringGuest.STACK, 8, StoringGuest.START_UP);
        guest.register(COMMAND, 0);
        guest.register(COMMAND_HIGH, 1 << 24);
        long rip = processor.state().rip();
        guest.store(bytes, COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.get(2).signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processor.state().rip()).isEqualTo(rip + length);
        assertThat(processors.commands(0))
                .as("an NMI to the processor and nothing else")
                .containsExactly(NMI_TO_1);
        assertThat(guest.register(COMMAND_HIGH)).isEqualTo(1 << 24);
        assertThat(processor.control().eventInjection()).isZero();
    }

    @Test
    void aLogicalCommandReachesWhoHasToldThatDestination() {
        processors.get(1).signals().destinations(2 << 24, -1);
        guest.register(COMMAND_HIGH, 2 << 24);
        registers.general(3, StoringGuest.START_UP | 0x800);
        guest.codeOf(32);
        guest.store("8919", COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.commands(0)).containsExactly(NMI_TO_1);
        assertThat(guest.register(COMMAND_HIGH)).isEqualTo(2 << 24);
    }

    @Test
    void aCommandToAllOthersReachesThemByWordOfMouthAlone() {
        guest.codeOf(32);
        registers.general(3, StoringGuest.START_UP | 3 << 18);
        guest.store("8919", COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.get(2).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.commands(0)).containsExactly(NMI_TO_1, 2L << 56 | 0x4400);
    }

    @Test
    void anInitLevelDeassertReachesNobody() {
        guest.codeOf(32);
        guest.register(COMMAND_HIGH, 1 << 24);
        registers.general(3, 0x8500);
        guest.store("8919", COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processors.commands(0)).isEmpty();
    }

    /** Fixed, lowest priority, SMI, NMI, ExtINT; to one, and to all others. */
    @ParameterizedTest
    @ValueSource(ints = {0x4031, 0x4131, 0x4200, 0x4400, 0x4700, 0xC4031, 0xC4400, 0x4831})
    void otherCommandsAreTheLocalApics(int command) {
        guest.codeOf(32);
        guest.register(COMMAND_HIGH, 1 << 24);
        registers.general(3, command);
        guest.store("8919", COMMAND);
        assertThat(processors.commands(0)).containsExactly(1L << 56 | command);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
    }

    @ParameterizedTest
    @ValueSource(ints = {TASK_PRIORITY, 0xF0, COMMAND_HIGH, 0x320, 0x350, 0x360, 0x370, 0x380, 0x3E0, 0x280})
    void otherRegistersAreWrittenThrough(int offset) {
        guest.codeOf(64);
        registers.general(3, 0xFFFF_FFFF_0001_2345L);
        guest.store("8919", offset);
        assertThat(guest.register(offset)).isEqualTo(0x0001_2345);
        assertThat(processor.state().rip()).isEqualTo(StoringGuest.CODE + 2);
        assertThat(processors.commands(0)).isEmpty();
    }

    @Test
    void theEndOfAnInterruptReachesTheLocalApic() {
        guest.codeOf(32);
        guest.register(0x100 + 0x10, 0x8000_0001);
        guest.register(0x100 + 0x20, 0x10);
        registers.general(3, 0);
        guest.store("8919", EOI);
        assertThat(guest.register(0x120)).isZero();
        guest.store("8919", EOI);
        assertThat(guest.register(0x110)).isEqualTo(1);
    }

    @Test
    void theOthersLearnOfALogicalIdAndItsFormat() {
        guest.codeOf(32);
        registers.general(3, 0x2100_0000);
        guest.store("8919", 0xD0);
        assertThat(processor.signals().logicalDestination()).isEqualTo(0x2100_0000);
        assertThat(processor.signals().destinationFormat()).isEqualTo(-1);
        registers.general(3, 0x0FFF_FFFF);
        guest.store("8919", 0xE0);
        assertThat(processor.signals().destinationFormat()).isEqualTo(0x0FFF_FFFF);
        assertThat(guest.register(0xD0)).isEqualTo(0x2100_0000);
    }

    /** The exchange gives RAX the command register, not the command. */
    @Test
    void anExchangeOfACommandReadsTheRegisterBeforeIt() {
        guest.codeOf(32);
        guest.register(COMMAND, 0x234);
        guest.register(COMMAND_HIGH, 1 << 24);
        guest.store("8701", COMMAND);
        assertThat(processor.state().rax()).isEqualTo(0x234);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
    }

    @Test
    void aProcessorThatSendsItselfAnInitWaitsAndTheBootProcessorIsReset() {
        processors.start(1, 0x9A);
        SvmProcessor other = processors.on(1);
        other.state().rip(0x10);
        processors.machine().processor(1).localApic().preset(COMMAND_HIGH, 1 << 24);
        processors.machine().memory().write(0x9_A010, 3, 0x078966);
        other.state().rax(INIT);
        assertThatThrownBy(() -> processors.store(1, COMMAND)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(other.signals().state()).isEqualTo(Signals.WAITING);

        processors.on(0);
        guest.codeOf(32);
        processor.state().rax(INIT);
        guest.store("8901", COMMAND);
        assertThat(processor.state().cs().start()).isEqualTo(0xFFFF_0000L);
        assertThat(processor.state().rip()).isEqualTo(0xFFF0);
        assertThat(processor.signals().state()).isEqualTo(Signals.RUNNING);
    }

    @Test
    void aFaultThatIsLateWhenTheTrapIsLiftedHasTheGuestTryAgain() {
        processors.start(1, 0x9A);
        processors.start(2, 0x9A);
        assertThat(processors.pageIsTrapped()).isFalse();
        guest.codeOf(32);
        processor.control().exitInterruptInfo(0x8000_0030L);
        guest.store("8901", TASK_PRIORITY);
        assertThat(processor.state().rip()).isEqualTo(StoringGuest.CODE);
        assertThat(guest.register(TASK_PRIORITY)).isZero();
        assertThat(processor.control().tlbControl())
                .as("what was cached is forgotten")
                .isNotZero();
        assertThat(processor.control().eventInjection()).isEqualTo(0x8000_0030L);
    }
}
