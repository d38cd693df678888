package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores to the page of the local APIC: the instruction is carried out, a start-up command goes no further. */
final class ApicStoreTest {
    private static final int TASK_PRIORITY = 0x80;
    private static final int EOI = 0xB0;
    private static final int COMMAND = 0x300;
    private static final int COMMAND_HIGH = 0x310;
    private static final int START_UP = 0x469A;
    private static final int INIT = 0x4500;
    private static final int RSI = 6;
    private static final int RDI = 7;
    private static final long CODE = 0x2_0000;
    private static final long DATA = 0x2_8000;
    private static final long STACK = 0x2_9000;
    private static final long TABLES = 0x3_0000;
    private static final long NMI_TO_1 = 1L << 56 | 0x4400;

    private final SvmProcessors processors = new SvmProcessors(3, true, false);
    private final SvmProcessor processor = processors.on(0);
    private final AllRegisters registers = processors.registers(0);

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
        codeOf(bits);
        processors.machine().memory().write(DATA, 8, START_UP);
        processors.machine().memory().write(STACK, 8, START_UP);
        register(COMMAND, 0);
        register(COMMAND_HIGH, 1 << 24);
        long rip = processor.state().rip();
        store(bytes, COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.get(2).signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processor.state().rip()).isEqualTo(rip + length);
        assertThat(processors.commands(0))
                .as("an NMI to the processor and nothing else")
                .containsExactly(NMI_TO_1);
        assertThat(register(COMMAND_HIGH)).isEqualTo(1 << 24);
        assertThat(processor.control().eventInjection()).isZero();
    }

    @Test
    void aLogicalCommandReachesWhoHasToldThatDestination() {
        processors.get(1).signals().destinations(2 << 24, -1);
        register(COMMAND_HIGH, 2 << 24);
        registers.general(3, START_UP | 0x800);
        codeOf(32);
        store("8919", COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.commands(0)).containsExactly(NMI_TO_1);
        assertThat(register(COMMAND_HIGH)).isEqualTo(2 << 24);
    }

    @Test
    void aCommandToAllOthersReachesThemByWordOfMouthAlone() {
        codeOf(32);
        registers.general(3, START_UP | 3 << 18);
        store("8919", COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.get(2).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.commands(0)).containsExactly(NMI_TO_1, 2L << 56 | 0x4400);
    }

    @Test
    void anInitLevelDeassertReachesNobody() {
        codeOf(32);
        register(COMMAND_HIGH, 1 << 24);
        registers.general(3, 0x8500);
        store("8919", COMMAND);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processors.commands(0)).isEmpty();
    }

    /** Fixed, lowest priority, SMI, NMI, ExtINT; to one, and to all others. */
    @ParameterizedTest
    @ValueSource(ints = {0x4031, 0x4131, 0x4200, 0x4400, 0x4700, 0xC4031, 0xC4400, 0x4831})
    void otherCommandsAreTheLocalApics(int command) {
        codeOf(32);
        register(COMMAND_HIGH, 1 << 24);
        registers.general(3, command);
        store("8919", COMMAND);
        assertThat(processors.commands(0)).containsExactly(1L << 56 | command);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
    }

    @ParameterizedTest
    @ValueSource(ints = {TASK_PRIORITY, 0xF0, COMMAND_HIGH, 0x320, 0x350, 0x360, 0x370, 0x380, 0x3E0, 0x280})
    void otherRegistersAreWrittenThrough(int offset) {
        codeOf(64);
        registers.general(3, 0xFFFF_FFFF_0001_2345L);
        store("8919", offset);
        assertThat(register(offset)).isEqualTo(0x0001_2345);
        assertThat(processor.state().rip()).isEqualTo(CODE + 2);
        assertThat(processors.commands(0)).isEmpty();
    }

    @Test
    void theEndOfAnInterruptReachesTheLocalApic() {
        codeOf(32);
        register(0x100 + 0x10, 0x8000_0001);
        register(0x100 + 0x20, 0x10);
        registers.general(3, 0);
        store("8919", EOI);
        assertThat(register(0x120)).isZero();
        store("8919", EOI);
        assertThat(register(0x110)).isEqualTo(1);
    }

    @Test
    void theOthersLearnOfALogicalIdAndItsFormat() {
        codeOf(32);
        registers.general(3, 0x2100_0000);
        store("8919", 0xD0);
        assertThat(processor.signals().logicalDestination()).isEqualTo(0x2100_0000);
        assertThat(processor.signals().destinationFormat()).isEqualTo(-1);
        registers.general(3, 0x0FFF_FFFF);
        store("8919", 0xE0);
        assertThat(processor.signals().destinationFormat()).isEqualTo(0x0FFF_FFFF);
        assertThat(register(0xD0)).isEqualTo(0x2100_0000);
    }

    /** Bytes, register before and after, flags after; EBX is 0Fh. */
    @ParameterizedTest
    @CsvSource({
        "FF01, 0xFF, 0x100, 0x14", "FF09, 0x100, 0xFF, 0x14", "F0FF01, 0x7F, 0x80, 0x10", "FF09, 1, 0, 0x44",
        "0919, 0xF0, 0xFF, 0x04", "2119, 0xF3, 0x03, 0x04", "3119, 0x0F, 0, 0x44", "0119, 1, 0x10, 0x10",
        "2919, 0x10, 1, 0x10", "0FBA2907, 0, 0x80, 0", "0FBA3107, 0xFF, 0x7F, 1", "0FBA3900, 1, 0, 1",
        "8719, 0x20, 0x0F, 0", "8919, 0x20, 0x0F, 0",
    })
    void whatReadsTheRegisterFirstIsCarriedOutWithItsFlags(String bytes, String before, String after, String flags) {
        codeOf(32);
        registers.general(3, 0x0F);
        register(TASK_PRIORITY, Integer.decode(before));
        processor.state().rflags(Rflags.RESERVED);
        store(bytes, TASK_PRIORITY);
        assertThat(register(TASK_PRIORITY)).isEqualTo(Integer.decode(after));
        assertThat(processor.state().rflags()).isEqualTo(Rflags.RESERVED | Integer.decode(flags));
    }

    @Test
    void incAndDecLeaveTheCarryFlag() {
        codeOf(32);
        processor.state().rflags(Rflags.RESERVED | Rflags.CF);
        store("FF01", TASK_PRIORITY);
        assertThat(processor.state().rflags() & Rflags.CF).isNotZero();
        processor.state().rflags(Rflags.RESERVED);
        register(TASK_PRIORITY, 0);
        store("FF09", TASK_PRIORITY);
        assertThat(register(TASK_PRIORITY)).isEqualTo(-1);
        assertThat(processor.state().rflags() & Rflags.CF).isZero();
    }

    @Test
    void anExchangeGivesTheGuestWhatTheRegisterHeld() {
        codeOf(32);
        register(TASK_PRIORITY, 0x40);
        processor.state().rax(0x20);
        store("8701", TASK_PRIORITY);
        assertThat(processor.state().rax()).isEqualTo(0x40);
        assertThat(register(TASK_PRIORITY)).isEqualTo(0x20);
        processor.state().rsp(STACK);
        store("8721", TASK_PRIORITY);
        assertThat(processor.state().rsp()).isEqualTo(0x20);
        assertThat(register(TASK_PRIORITY)).isEqualTo((int) STACK);
    }

    /** The exchange gives RAX the command register, not the command. */
    @Test
    void anExchangeOfACommandReadsTheRegisterBeforeIt() {
        codeOf(32);
        register(COMMAND, 0x234);
        register(COMMAND_HIGH, 1 << 24);
        store("8701", COMMAND);
        assertThat(processor.state().rax()).isEqualTo(0x234);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
    }

    @Test
    void popTakesTheStoredValueFromTheStack() {
        codeOf(32);
        processors.machine().memory().write(STACK, 4, 0x30);
        store("8F01", TASK_PRIORITY);
        assertThat(register(TASK_PRIORITY)).isEqualTo(0x30);
        assertThat(processor.state().rsp()).isEqualTo(STACK + 4);
        codeOf(64);
        store("8F01", TASK_PRIORITY);
        assertThat(processor.state().rsp()).isEqualTo(STACK + 8);
    }

    @Test
    void stringsAdvanceByTheDirectionFlag() {
        codeOf(32);
        registers.general(RSI, DATA);
        registers.general(RDI, 0xFEE0_0080L);
        store("A5", TASK_PRIORITY);
        assertThat(registers.general(RSI)).isEqualTo(DATA + 4);
        assertThat(registers.general(RDI)).isEqualTo(0xFEE0_0084L);
        processor.state().rflags(Rflags.RESERVED | Rflags.DF);
        store("AB", TASK_PRIORITY);
        assertThat(registers.general(RDI)).isEqualTo(0xFEE0_0080L);
        assertThat(registers.general(RSI)).isEqualTo(DATA + 4);
    }

    @Test
    void aRepeatedStoreIsCarriedOutOnceForEachExit() {
        codeOf(32);
        registers.general(AllRegisters.RCX, 2);
        store("F3AB", TASK_PRIORITY);
        assertThat(processor.state().rip()).isEqualTo(CODE);
        assertThat(registers.general(AllRegisters.RCX)).isEqualTo(1);
        processors.store(0, TASK_PRIORITY);
        assertThat(registers.general(AllRegisters.RCX)).isZero();
        assertThat(processor.state().rip()).isEqualTo(CODE + 2);
    }

    /** #VMEXIT does not save FS and GS: their bases are in the processor until VMSAVE (AMD APM vol. 2, 15.5.1 and 15.6). */
    @ParameterizedTest
    @CsvSource({"64, A5, 32", "65, A5, 32", "64, A5, 64", "65, A5, 64", "64, 66A5, 16"})
    void movsByFsOrGsReadsWhereTheSegmentIsNow(String prefix, String bytes, int bits) {
        codeOf(bits);
        registers.general(RSI, 0x10);
        int segment = prefix.equals("64") ? VmcbState.FS : VmcbState.GS;
        HostVirtual saved = processor.state().base().add(segment + VmcbSegment.BASE);
        processors.machine().processor(0).when("VMSAVE", () -> saved.writeLong(0, DATA));
        processors.machine().memory().write(DATA + 0x10, 4, 0x50);
        store(prefix + bytes, TASK_PRIORITY);
        assertThat(register(TASK_PRIORITY)).isEqualTo(0x50);
    }

    @Test
    void theInstructionEndsLikeAnyOther() {
        codeOf(32);
        processor.control().interruptShadow(1);
        processor.state().rflags(Rflags.RESERVED | Rflags.RF | Rflags.TF);
        store("8901", TASK_PRIORITY);
        assertThat(processor.control().interruptShadow()).isZero();
        assertThat(processor.state().rflags()).isEqualTo(Rflags.RESERVED | Rflags.TF);
        assertThat(processor.control().eventInjection()).isEqualTo(EventInjection.DEBUG);
        assertThat(processor.state().dr6() & 1 << 14).isNotZero();
    }

    @Test
    void anInstructionIsFetchedUpToAPageThatIsNotThere() {
        codeOf(64);
        leaveOnlyPageOf(CODE);
        processor.state().rip(CODE + 0xFFE);
        processors.machine().memory().write(CODE + 0xFFE, 2, 0x1989);
        registers.general(3, 0x70);
        processors.store(0, TASK_PRIORITY);
        assertThat(register(TASK_PRIORITY)).isEqualTo(0x70);
        assertThat(processor.state().rip()).isEqualTo(CODE + 0x1000);
    }

    /** Loads, BT, comparison; and what is cut off. */
    @ParameterizedTest
    @ValueSource(strings = {"8B01", "0FA301", "3901", "0F1101", "F20F1101", "660FD601"})
    void anInstructionThatIsNotKnownIsAPanic(String bytes) {
        codeOf(32);
        assertThatThrownBy(() -> store(bytes, TASK_PRIORITY)).hasMessageContaining("that Javisor does not know");
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
        codeOf(32);
        processor.state().rax(INIT);
        store("8901", COMMAND);
        assertThat(processor.state().cs().start()).isEqualTo(0xFFFF_0000L);
        assertThat(processor.state().rip()).isEqualTo(0xFFF0);
        assertThat(processor.signals().state()).isEqualTo(Signals.RUNNING);
    }

    @Test
    void aFaultThatIsLateWhenTheTrapIsLiftedHasTheGuestTryAgain() {
        processors.start(1, 0x9A);
        processors.start(2, 0x9A);
        assertThat(processors.pageIsTrapped()).isFalse();
        codeOf(32);
        processor.control().exitInterruptInfo(0x8000_0030L);
        store("8901", TASK_PRIORITY);
        assertThat(processor.state().rip()).isEqualTo(CODE);
        assertThat(register(TASK_PRIORITY)).isZero();
        assertThat(processor.control().tlbControl())
                .as("what was cached is forgotten")
                .isNotZero();
        assertThat(processor.control().eventInjection()).isEqualTo(0x8000_0030L);
    }

    private void store(String bytes, int offset) {
        long at = processor.state().cs().start() + processor.state().rip();
        processors.machine().memory().write(at, HexFormat.of().parseHex(bytes));
        processors.store(0, offset);
    }

    private int register(int offset) {
        return processors.machine().processor(0).localApic().register(offset);
    }

    private void register(int offset, int value) {
        processors.machine().processor(0).localApic().preset(offset, value);
    }

    /** The guest is in real mode, in 32-bit protected mode without paging, or in 64-bit mode with memory mapped to itself. */
    private void codeOf(int bits) {
        VmcbState state = processor.state();
        long base = bits == 16 ? CODE : 0;
        state.rax(START_UP);
        registers.general(RSI, DATA - base);
        state.rsp(STACK - base);
        state.rip(CODE - base);
        if (bits == 16) {
            state.cs().setRealMode((int) (CODE >> 4), VmcbSegment.CODE);
            state.ds().setRealMode((int) (CODE >> 4), VmcbSegment.DATA);
            state.ss().setRealMode((int) (CODE >> 4), VmcbSegment.DATA);
            return;
        }
        state.cr0(Cr0.PE | Cr0.ET);
        state.cs().set(8, VmcbSegment.CODE | VmcbSegment.DEFAULT_32, -1, 0);
        state.ss().set(16, VmcbSegment.DATA | VmcbSegment.DEFAULT_32, -1, 0);
        state.ds().set(16, VmcbSegment.DATA | VmcbSegment.DEFAULT_32, -1, 0);
        if (bits == 64) {
            state.cs().set(8, VmcbSegment.CODE | VmcbSegment.LONG, -1, 0);
            state.cr0(Cr0.PE | Cr0.PG | Cr0.ET);
            state.cr4(Cr4.PAE);
            state.efer(Efer.SVME | Efer.LME | Efer.LMA);
            state.cr3(TABLES);
            processors.machine().memory().write(TABLES, 8, TABLES + 0x1000 | 7);
            processors.machine().memory().write(TABLES + 0x1000, 8, 0x87);
        }
    }

    /** Of what is mapped to itself only the page of {@code address} is left. */
    private void leaveOnlyPageOf(long address) {
        processors.machine().memory().write(TABLES + 0x1000, 8, TABLES + 0x2000 | 7);
        processors.machine().memory().write(TABLES + 0x2000, 8, TABLES + 0x3000 | 7);
        processors.machine().memory().write(TABLES + 0x3000 + address / 4096 * 8, 8, address | 7);
    }
}
