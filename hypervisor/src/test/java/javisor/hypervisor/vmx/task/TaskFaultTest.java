package javisor.hypervisor.vmx.task;

import static javisor.hypervisor.vmx.task.TssFormat.BITS_16;
import static javisor.hypervisor.vmx.task.TssFormat.BITS_32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Rflags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Task switches that fault: which exception, with what error code, in which task (Intel SDM vol. 3, table 8-1, 6.13 and 6.15). */
final class TaskFaultTest {
    private static final int DF = 8;
    private static final int TS = 10;
    private static final int NP = 11;
    private static final int SS = 12;
    private static final int GP = 13;
    private static final int PF = 14;
    private static final int EXCEPTION = 3;

    private TaskGuest guest = new TaskGuest(BITS_32, BITS_32);

    static Stream<Arguments> segments() {
        return Stream.of(
                Arguments.of(GuestSegment.LDTR, TaskGuest.DATA, TS),
                Arguments.of(GuestSegment.LDTR, TaskGuest.NEW_TSS, TS),
                Arguments.of(GuestSegment.LDTR, TaskGuest.LOCAL_DATA, TS),
                Arguments.of(GuestSegment.LDTR, TaskGuest.BEYOND, TS),
                Arguments.of(GuestSegment.LDTR, TaskGuest.ABSENT_LDT, TS),
                Arguments.of(GuestSegment.CS, 0, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.DATA, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.LDT, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.BEYOND, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.LOCAL_DATA, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.CODE | 3, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.USER_CODE & ~3, TS),
                Arguments.of(GuestSegment.CS, TaskGuest.ABSENT_CODE, NP),
                Arguments.of(GuestSegment.SS, 0, TS),
                Arguments.of(GuestSegment.SS, TaskGuest.CODE, TS),
                Arguments.of(GuestSegment.SS, TaskGuest.READ_ONLY, TS),
                Arguments.of(GuestSegment.SS, TaskGuest.USER_DATA, TS),
                Arguments.of(GuestSegment.SS, TaskGuest.DATA | 3, TS),
                Arguments.of(GuestSegment.SS, TaskGuest.BEYOND, TS),
                Arguments.of(GuestSegment.SS, TaskGuest.ABSENT_DATA, SS),
                Arguments.of(GuestSegment.DS, TaskGuest.EXECUTE_ONLY, TS),
                Arguments.of(GuestSegment.DS, TaskGuest.LDT, TS),
                Arguments.of(GuestSegment.DS, TaskGuest.DATA | 3, TS),
                Arguments.of(GuestSegment.DS, TaskGuest.LOCAL_DATA, TS),
                Arguments.of(GuestSegment.DS, TaskGuest.ABSENT_DATA, NP),
                Arguments.of(GuestSegment.ES, TaskGuest.BEYOND, TS),
                Arguments.of(GuestSegment.FS, TaskGuest.ABSENT_CODE, NP),
                Arguments.of(GuestSegment.GS, TaskGuest.BEYOND, TS));
    }

    @ParameterizedTest
    @MethodSource("segments")
    void aSegmentThatCannotBeLoadedFaultsInTheNewTask(GuestSegment segment, int selector, int vector) {
        guest.segment(segment, selector);
        assertThat(guest.exit(TaskGuest.CALL)).isTrue();
        assertThat(guest.raised()).isEqualTo(vector);
        assertThat(guest.errorCode()).isEqualTo(selector & ~3);
        assertThat(segment.selector()).isEqualTo(selector);
        assertThat(GuestSegment.TR.selector()).isEqualTo(TaskGuest.NEW_TSS);
        assertThat(GuestField.RIP.read()).isEqualTo(TaskGuest.NEW_EIP);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(TaskGuest.NEW_FLAGS | Rflags.NT | Rflags.RF);
        assertThat(guest.saved(BITS_32.instructionPointer())).isEqualTo(TaskGuest.OLD_EIP + TaskGuest.length());
        enterable();
    }

    /** What a VM entry demands of CS and SS (27.3.1.2), whatever could be loaded. */
    private void enterable() {
        int code = GuestSegment.CS.accessRights();
        int stack = GuestSegment.SS.accessRights();
        int privilege = GuestSegment.CS.selector() & 3;
        assertThat(code & 0x1_0099).isEqualTo(0x99);
        assertThat(stack >>> 5 & 3).isEqualTo(privilege);
        assertThat(stack & GuestSegment.UNUSABLE | stack & 0x93).isIn(GuestSegment.UNUSABLE, 0x93);
        for (GuestSegment data : List.of(GuestSegment.DS, GuestSegment.ES, GuestSegment.FS, GuestSegment.GS)) {
            int rights = data.accessRights();
            assertThat((rights & GuestSegment.UNUSABLE) != 0 || (rights & 0x91) == 0x91)
                    .isTrue();
        }
    }

    @Test
    void anInstructionPointerBeyondTheCodeSegmentIsGeneralProtection() {
        guest.segment(GuestSegment.CS, TaskGuest.SHORT_CODE);
        guest.exit(TaskGuest.JMP);
        assertThat(guest.raised()).isEqualTo(GP);
        assertThat(guest.errorCode()).isZero();
        guest = new TaskGuest(BITS_32, BITS_32);
        guest.field(BITS_32.flags(), Rflags.VM | 2);
        guest.field(BITS_32.instructionPointer(), 0x1_0000);
        guest.exit(TaskGuest.JMP);
        assertThat(guest.raised()).isEqualTo(GP);
    }

    /** Type and vector of the event that leads to the task, and the bit. */
    @ParameterizedTest
    @CsvSource({"0, 32, 1", "2, 2, 1", "3, 6, 1", "4, 65, 0", "5, 1, 1", "6, 3, 0"})
    void theErrorCodeTellsOfAnExternalEvent(int type, int vector, int external) {
        guest.segment(GuestSegment.DS, TaskGuest.BEYOND);
        guest.event(type, vector, -1);
        assertThat(guest.raised()).isEqualTo(TS);
        assertThat(guest.errorCode()).isEqualTo(TaskGuest.BEYOND | external);
    }

    @ParameterizedTest
    @CsvSource({"6, 10", "0, 8", "10, 8", "11, 8", "12, 8", "13, 8", "14, 8", "1, 10", "17, 10", "18, 10"})
    void aSecondExceptionMayMakeADoubleFault(int first, int raised) {
        guest.segment(GuestSegment.DS, TaskGuest.BEYOND);
        assertThat(guest.event(EXCEPTION, first, first >= DF && first != 18 ? 0 : -1))
                .isTrue();
        assertThat(guest.raised()).isEqualTo(raised);
        assertThat(guest.errorCode()).isEqualTo(raised == DF ? 0 : TaskGuest.BEYOND | 1);
    }

    @Test
    void aFaultOnTheWayToTheDoubleFaultTaskIsAShutdown() {
        guest.segment(GuestSegment.DS, TaskGuest.BEYOND);
        assertThat(guest.event(EXCEPTION, DF, 0)).isFalse();
        assertThat(guest.raised()).isEqualTo(-1);
    }

    @Test
    void thereMustBeRoomForTheErrorCode() {
        guest.segment(GuestSegment.SS, TaskGuest.EXPAND_DOWN);
        guest.field(BITS_32.general(AllRegisters.RSP), 0x9001);
        guest.event(EXCEPTION, 17, 0);
        assertThat(guest.raised()).isEqualTo(SS);
        assertThat(guest.errorCode()).isEqualTo(1);
        assertThat(GuestField.RSP.read()).isEqualTo(0x9001);
        guest = new TaskGuest(BITS_32, BITS_32);
        guest.segment(GuestSegment.SS, TaskGuest.EXPAND_DOWN);
        guest.field(BITS_32.general(AllRegisters.RSP), 0x9002);
        guest.event(EXCEPTION, 17, 0);
        assertThat(guest.raised()).isEqualTo(-1);
    }

    /** Pages 1, 2 and 3 hold the GDT, the old and the new TSS. */
    @ParameterizedTest
    @CsvSource({
        "0, 2, 0, 2, 0x2020",
        "0, 2, 1, 3, 0x2020",
        "0, 3, 0, 0, 0x3000",
        "0, 3, 1, 3, 0x3000",
        "0, 1, 1, 3, 0x103D",
        "2, 1, 1, 3, 0x1035",
        "1, 1, 1, 3, 0x1035"
    })
    void aPageFaultBeforeTheCommitLeavesEverythingAsItIs(int source, int page, int entry, int error, int address) {
        TaskPages pages = new TaskPages(guest);
        pages.entry(pages.own(), page, (long) page << 12 | entry);
        if (source == TaskGuest.IRET) {
            guest.ram.write(TaskGuest.GDT + TaskGuest.NEW_TSS + 5, 1, 0x8B);
        }
        Map<Long, Long> state = state();
        byte[] memory = guest.ram.bytes(0, 0x8000);
        assertThat(guest.exit(source)).isTrue();
        assertThat(guest.raised()).isEqualTo(PF);
        assertThat(guest.errorCode()).isEqualTo(error);
        assertThat(ControlRegisters.readCr2()).isEqualTo(address);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(TaskGuest.OLD_FLAGS | Rflags.RF);
        assertThat(state()).isEqualTo(state);
        assertThat(guest.ram.bytes(0, 0x8000)).isEqualTo(memory);
    }

    @Test
    void iretEndsBlockingByNmiEvenIfItFaults() {
        GuestField.INTERRUPTIBILITY.write(8);
        GuestSegment.TR.describe(0x8B, TaskGuest.OLD, 0x5E);
        guest.exit(TaskGuest.IRET);
        assertThat(guest.raised()).isEqualTo(TS);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
    }

    @Test
    void reservedBitsInTheNewPointersRefuseTheSwitch() {
        GuestField.CR0.write(Cr0.PE | Cr0.PG);
        GuestField.CR4.write(Cr4.PAE);
        GuestField.PDPTE0.write(0x10_0001);
        guest.ram.write(0x10_0000, 8, 0x83);
        guest.ram.write(0x5028, 8, 0x10_1003);
        guest.field(TssFormat.CR3, 0x5020);
        Map<Long, Long> state = state();
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(GP);
        assertThat(guest.errorCode()).isZero();
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void aPageFaultInTheNewTaskIsTheNewTasks() {
        TaskPages pages = new TaskPages(guest);
        guest.field(TssFormat.CR3, pages.other());
        pages.entry(pages.other(), 1, 0);
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(PF);
        assertThat(ControlRegisters.readCr2()).isEqualTo(TaskGuest.GDT + TaskGuest.CODE);
        assertThat(GuestSegment.TR.selector()).isEqualTo(TaskGuest.NEW_TSS);
        assertThat(GuestField.CR3.read()).isEqualTo(pages.other());
    }

    @Test
    void aUserTasksStackIsAccessedAsUser() {
        TaskPages pages = new TaskPages(guest);
        guest.segment(GuestSegment.CS, TaskGuest.USER_CODE);
        guest.segment(GuestSegment.SS, TaskGuest.USER_DATA);
        guest.segment(GuestSegment.DS, TaskGuest.USER_DATA);
        guest.segment(GuestSegment.FS, 0);
        guest.event(EXCEPTION, 17, 0);
        assertThat(guest.raised()).isEqualTo(PF);
        assertThat(guest.errorCode()).isEqualTo(7);
        assertThat(GuestField.CR3.read()).isEqualTo(pages.own());
    }

    @Test
    void aDescriptorThatHasChangedSinceTheExitIsRefused() {
        for (int rights : new int[] {0x82, 0x8B, 0x09, 0x93, 0x8C}) {
            guest = new TaskGuest(BITS_32, BITS_32);
            guest.descriptor(TaskGuest.NEW_TSS, TaskGuest.NEW, 0x67, rights, 0);
            refused(TaskGuest.NEW_TSS);
        }
        guest = new TaskGuest(BITS_32, BITS_32);
        guest.descriptor(TaskGuest.NEW_TSS, TaskGuest.NEW, 0x66, 0x89, 0);
        refused(TaskGuest.NEW_TSS);
        guest = new TaskGuest(BITS_32, BITS_16);
        guest.descriptor(TaskGuest.NEW_TSS, TaskGuest.NEW, 0x2A, 0x81, 0);
        refused(TaskGuest.NEW_TSS);
    }

    @Test
    void theOldTaskStateSegmentMustHoldWhatIsSaved() {
        GuestSegment.TR.describe(0x8B, TaskGuest.OLD, 0x5E);
        refused(TaskGuest.OLD_TSS);
    }

    private void refused(int selector) {
        Map<Long, Long> state = state();
        assertThat(guest.exit(TaskGuest.CALL)).isTrue();
        assertThat(guest.raised()).isEqualTo(TS);
        assertThat(guest.errorCode()).isEqualTo(selector);
        assertThat(state()).isEqualTo(state);
    }

    /** {@return the guest-state area and registers, but for RF, which a fault sets, and for blocking, which it ends} */
    private Map<Long, Long> state() {
        Map<Long, Long> state = new HashMap<>();
        for (long width = 0; width < 4; width++) {
            for (long index = 0; index < 0x30; index += 2) {
                long encoding = width << 13 | 2 << 10 | index;
                if (guest.machine.vmcs().has(encoding)) {
                    state.put(encoding, guest.machine.vmcs().read(encoding));
                }
            }
        }
        state.remove(GuestField.INTERRUPTIBILITY.encoding());
        state.merge(GuestField.RFLAGS.encoding(), ~Rflags.RF, (value, mask) -> value & mask);
        for (int i = 0; i < 8; i++) {
            state.put(-1L - i, i == AllRegisters.RSP ? 0 : guest.registers.general(i));
        }
        return state;
    }
}
