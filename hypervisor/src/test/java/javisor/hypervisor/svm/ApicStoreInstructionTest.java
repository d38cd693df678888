package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.address.HostVirtual;
import javisor.machine.x86.Rflags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The instruction that stores to the page of the local APIC has all its other effects as well. */
final class ApicStoreInstructionTest {
    private static final int TASK_PRIORITY = 0x80;
    private static final int RDI = 7;

    private final StoringGuest guest = new StoringGuest();
    private final SvmProcessors processors = guest.processors;
    private final SvmProcessor processor = guest.processor;
    private final AllRegisters registers = guest.registers;

    /** Bytes, register before and after, flags after; EBX is 0Fh. */
    @ParameterizedTest
    @CsvSource({
        "FF01, 0xFF, 0x100, 0x14", "FF09, 0x100, 0xFF, 0x14", "F0FF01, 0x7F, 0x80, 0x10", "FF09, 1, 0, 0x44",
        "0919, 0xF0, 0xFF, 0x04", "2119, 0xF3, 0x03, 0x04", "3119, 0x0F, 0, 0x44", "0119, 1, 0x10, 0x10",
        "2919, 0x10, 1, 0x10", "0FBA2907, 0, 0x80, 0", "0FBA3107, 0xFF, 0x7F, 1", "0FBA3900, 1, 0, 1",
        "8719, 0x20, 0x0F, 0", "8919, 0x20, 0x0F, 0",
    })
    void whatReadsTheRegisterFirstIsCarriedOutWithItsFlags(String bytes, String before, String after, String flags) {
        guest.codeOf(32);
        registers.general(3, 0x0F);
        guest.register(TASK_PRIORITY, Integer.decode(before));
        processor.state().rflags(Rflags.RESERVED);
        guest.store(bytes, TASK_PRIORITY);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(Integer.decode(after));
        assertThat(processor.state().rflags()).isEqualTo(Rflags.RESERVED | Integer.decode(flags));
    }

    @Test
    void incAndDecLeaveTheCarryFlag() {
        guest.codeOf(32);
        processor.state().rflags(Rflags.RESERVED | Rflags.CF);
        guest.store("FF01", TASK_PRIORITY);
        assertThat(processor.state().rflags() & Rflags.CF).isNotZero();
        processor.state().rflags(Rflags.RESERVED);
        guest.register(TASK_PRIORITY, 0);
        guest.store("FF09", TASK_PRIORITY);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(-1);
        assertThat(processor.state().rflags() & Rflags.CF).isZero();
    }

    @Test
    void anExchangeGivesTheGuestWhatTheRegisterHeld() {
        guest.codeOf(32);
        guest.register(TASK_PRIORITY, 0x40);
        processor.state().rax(0x20);
        guest.store("8701", TASK_PRIORITY);
        assertThat(processor.state().rax()).isEqualTo(0x40);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(0x20);
        processor.state().rsp(StoringGuest.STACK);
        guest.store("8721", TASK_PRIORITY);
        assertThat(processor.state().rsp()).isEqualTo(0x20);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo((int) StoringGuest.STACK);
    }

    @Test
    void popTakesTheStoredValueFromTheStack() {
        guest.codeOf(32);
        processors.machine().memory().write(StoringGuest.STACK, 4, 0x30);
        guest.store("8F01", TASK_PRIORITY);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(0x30);
        assertThat(processor.state().rsp()).isEqualTo(StoringGuest.STACK + 4);
        guest.codeOf(64);
        guest.store("8F01", TASK_PRIORITY);
        assertThat(processor.state().rsp()).isEqualTo(StoringGuest.STACK + 8);
    }

    @Test
    void stringsAdvanceByTheDirectionFlag() {
        guest.codeOf(32);
        registers.general(StoringGuest.RSI, StoringGuest.DATA);
        registers.general(RDI, 0xFEE0_0080L);
        guest.store("A5", TASK_PRIORITY);
        assertThat(registers.general(StoringGuest.RSI)).isEqualTo(StoringGuest.DATA + 4);
        assertThat(registers.general(RDI)).isEqualTo(0xFEE0_0084L);
        processor.state().rflags(Rflags.RESERVED | Rflags.DF);
        guest.store("AB", TASK_PRIORITY);
        assertThat(registers.general(RDI)).isEqualTo(0xFEE0_0080L);
        assertThat(registers.general(StoringGuest.RSI)).isEqualTo(StoringGuest.DATA + 4);
    }

    @Test
    void aRepeatedStoreIsCarriedOutOnceForEachExit() {
        guest.codeOf(32);
        registers.general(AllRegisters.RCX, 2);
        guest.store("F3AB", TASK_PRIORITY);
        assertThat(processor.state().rip()).isEqualTo(StoringGuest.CODE);
        assertThat(registers.general(AllRegisters.RCX)).isEqualTo(1);
        processors.store(0, TASK_PRIORITY);
        assertThat(registers.general(AllRegisters.RCX)).isZero();
        assertThat(processor.state().rip()).isEqualTo(StoringGuest.CODE + 2);
    }

    /** #VMEXIT does not save FS and GS: their bases are in the processor until VMSAVE (AMD APM vol. 2, 15.5.1 and 15.6). */
    @ParameterizedTest
    @CsvSource({"64, A5, 32", "65, A5, 32", "64, A5, 64", "65, A5, 64", "64, 66A5, 16"})
    void movsByFsOrGsReadsWhereTheSegmentIsNow(String prefix, String bytes, int bits) {
        guest.codeOf(bits);
        registers.general(StoringGuest.RSI, 0x10);
        int segment = prefix.equals("64") ? VmcbState.FS : VmcbState.GS;
        HostVirtual saved = processor.state().base().add(segment + VmcbSegment.BASE);
        processors.machine().processor(0).when("VMSAVE", () -> saved.writeLong(0, StoringGuest.DATA));
        processors.machine().memory().write(StoringGuest.DATA + 0x10, 4, 0x50);
        guest.store(prefix + bytes, TASK_PRIORITY);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(0x50);
    }

    @Test
    void theInstructionEndsLikeAnyOther() {
        guest.codeOf(32);
        processor.control().interruptShadow(1);
        processor.state().rflags(Rflags.RESERVED | Rflags.RF | Rflags.TF);
        guest.store("8901", TASK_PRIORITY);
        assertThat(processor.control().interruptShadow()).isZero();
        assertThat(processor.state().rflags()).isEqualTo(Rflags.RESERVED | Rflags.TF);
        assertThat(processor.control().eventInjection()).isEqualTo(EventInjection.DEBUG);
        assertThat(processor.state().dr6() & 1 << 14).isNotZero();
    }

    @Test
    void anInstructionIsFetchedUpToAPageThatIsNotThere() {
        guest.codeOf(64);
        guest.leaveOnlyPageOf(StoringGuest.CODE);
        processor.state().rip(StoringGuest.CODE + 0xFFE);
        processors.machine().memory().write(StoringGuest.CODE + 0xFFE, 2, 0x1989);
        registers.general(3, 0x70);
        processors.store(0, TASK_PRIORITY);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(0x70);
        assertThat(processor.state().rip()).isEqualTo(StoringGuest.CODE + 0x1000);
    }

    /** Another processor may have taken it away since. MOV, whose second byte is in the page that is not there; MOVS; POP. */
    @ParameterizedTest
    @CsvSource({"89, FFF", "A5, 0", "8F01, 0"})
    void whatNeedsAPageThatIsNotThereIsLeftForTheGuestToTryAgain(String bytes, String at) {
        guest.codeOf(64);
        guest.leaveOnlyPageOf(StoringGuest.CODE);
        long rip = StoringGuest.CODE + Integer.parseInt(at, 16);
        processor.state().rip(rip);
        guest.register(TASK_PRIORITY, 0x70);
        guest.store(bytes, TASK_PRIORITY);
        assertThat(processor.state().rip()).isEqualTo(rip);
        assertThat(processor.control().tlbControl()).isNotZero();
        assertThat(processor.state().rsp()).isEqualTo(StoringGuest.STACK);
        assertThat(registers.general(StoringGuest.RSI)).isEqualTo(StoringGuest.DATA);
        assertThat(guest.register(TASK_PRIORITY)).isEqualTo(0x70);
    }

    /** Loads, BT, comparison. */
    @ParameterizedTest
    @ValueSource(strings = {"8B01", "0FA301", "3901", "0F1101", "F20F1101", "660FD601"})
    void anInstructionThatIsNotKnownIsAPanic(String bytes) {
        guest.codeOf(32);
        assertThatThrownBy(() -> guest.store(bytes, TASK_PRIORITY)).hasMessageContaining("that Javisor does not know");
    }
}
