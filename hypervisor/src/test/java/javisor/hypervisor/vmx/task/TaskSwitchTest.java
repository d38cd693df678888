package javisor.hypervisor.vmx.task;

import static javisor.hypervisor.vmx.task.TssFormat.BITS_16;
import static javisor.hypervisor.vmx.task.TssFormat.BITS_32;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.GuestSegment;
import javisor.machine.instruction.Cpu;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Rflags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Task switches that succeed: what is saved, what is loaded, how the tasks are nested (Intel SDM vol. 3, 8.2 to 8.4). */
final class TaskSwitchTest {
    private static final int EXTERNAL = 0;
    private static final int NMI = 2;
    private static final int EXCEPTION = 3;
    private static final int SOFTWARE = 4;
    private static final int INT3 = 6;

    private TaskGuest guest = new TaskGuest(BITS_32, BITS_32);

    static Stream<Arguments> everyWay() {
        return Stream.of(TaskGuest.CALL, TaskGuest.IRET, TaskGuest.JMP, TaskGuest.GATE)
                .flatMap(source -> Stream.of(BITS_16, BITS_32)
                        .flatMap(from -> Stream.of(BITS_16, BITS_32).map(to -> Arguments.of(source, from, to))));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void theOldTaskIsSavedAndTheNewOneLoaded(int source, TssFormat from, TssFormat to) {
        guest = new TaskGuest(from, to);
        assertThat(source == TaskGuest.GATE ? guest.event(SOFTWARE, 0x41, -1) : guest.exit(source))
                .isTrue();
        assertThat(guest.raised()).isEqualTo(-1);
        saved(source, from);
        loaded(to);
        boolean nests = source == TaskGuest.CALL || source == TaskGuest.GATE;
        assertThat(guest.ram.read(TaskGuest.NEW, 2)).isEqualTo(nests ? TaskGuest.OLD_TSS : 0);
        assertThat(guest.rights(TaskGuest.OLD_TSS) & 2).isEqualTo(nests ? 2 : 0);
        assertThat(guest.rights(TaskGuest.NEW_TSS) & 2).isEqualTo(2);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(TaskGuest.NEW_FLAGS | (nests ? Rflags.NT : 0));
    }

    private void saved(int source, TssFormat format) {
        long mask = format == BITS_16 ? 0xFFFF : 0xFFFF_FFFFL;
        assertThat(guest.saved(format.instructionPointer())).isEqualTo(TaskGuest.OLD_EIP + TaskGuest.length() & mask);
        assertThat(guest.saved(format.flags()))
                .isEqualTo(TaskGuest.OLD_FLAGS & ~(source == TaskGuest.IRET ? Rflags.NT : 0));
        for (int i = 0; i < 8; i++) {
            assertThat(guest.saved(format.general(i))).isEqualTo(0xF_0000L + i * 0x11 & mask);
        }
        for (int i = 0; i < format.segments(); i++) {
            assertThat(guest.ram.read(TaskGuest.OLD + format.segment(i), 2))
                    .isEqualTo(i == 1 ? TaskGuest.CODE : TaskGuest.DATA);
        }
        assertThat(guest.ram.read(TaskGuest.OLD + format.localTable(), 4)).isZero();
        assertThat(guest.ram.read(TaskGuest.OLD, 8)).isZero();
    }

    private void loaded(TssFormat format) {
        long upper = format == BITS_16 ? 0xFFFF_0000L : 0;
        for (int i = 0; i < 8; i++) {
            if (i != AllRegisters.RSP) {
                assertThat(guest.registers.general(i)).isEqualTo(upper | 0x1110L * (i + 1));
            }
        }
        assertThat(GuestField.RSP.read()).isEqualTo(upper | TaskGuest.NEW_STACK);
        assertThat(GuestField.RIP.read()).isEqualTo(TaskGuest.NEW_EIP);
        assertThat(GuestSegment.CS.selector()).isEqualTo(TaskGuest.CODE);
        assertThat(GuestSegment.CS.accessRights()).isEqualTo(0xC09B);
        assertThat(GuestSegment.CS.limit()).isEqualTo(0xFFFF_FFFFL);
        assertThat(GuestSegment.SS.accessRights()).isEqualTo(format == BITS_16 ? 0x93 : 0xC093);
        assertThat(GuestSegment.ES.accessRights()).isEqualTo(0xC0F3);
        assertThat(GuestSegment.FS.selector()).isEqualTo(format == BITS_16 ? 0 : TaskGuest.CODE);
        assertThat(GuestSegment.GS.accessRights()).isEqualTo(GuestSegment.UNUSABLE);
        assertThat(GuestSegment.LDTR.accessRights()).isEqualTo(GuestSegment.UNUSABLE);
        assertThat(guest.rights(TaskGuest.CODE) & 1).as("accessed").isEqualTo(1);
        assertThat(GuestSegment.TR.selector()).isEqualTo(TaskGuest.NEW_TSS);
        assertThat(GuestSegment.TR.base()).isEqualTo(TaskGuest.NEW);
        assertThat(GuestSegment.TR.limit()).isEqualTo(format.lastOffset());
        assertThat(GuestSegment.TR.accessRights()).isEqualTo(format == BITS_16 ? 0x83 : 0x8B);
        assertThat(GuestField.CR0.read()).isEqualTo(Cr0.PE | Cr0.ET | Cr0.TS);
        assertThat(GuestField.DR7.read()).isEqualTo(0x6AA);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 32, false", "2, 2, false", "3, 13, false", "4, 65, true", "5, 1, true", "6, 3, true"})
    void onlyAnInstructionIsLeftBehind(int type, int vector, boolean instruction) {
        guest.event(type, vector, -1);
        assertThat(guest.saved(BITS_32.instructionPointer()))
                .isEqualTo(TaskGuest.OLD_EIP + (instruction ? TaskGuest.length() : 0));
    }

    @Test
    void theErrorCodeIsPushedAsWideAsTheTaskStateSegment() {
        guest.event(EXCEPTION, 13, 0x1234_5678);
        assertThat(GuestField.RSP.read()).isEqualTo(TaskGuest.NEW_STACK - 4);
        assertThat(guest.ram.read(TaskGuest.NEW_STACK - 4, 4)).isEqualTo(0x1234_5678);
        guest = new TaskGuest(BITS_32, BITS_16);
        guest.field(BITS_16.general(AllRegisters.RSP), 0);
        guest.event(EXCEPTION, 13, 0x1234_5678);
        assertThat(GuestField.RSP.read()).as("a 16-bit stack wraps").isEqualTo(0xFFFF_FFFEL);
        assertThat(guest.ram.read(0xFFFE, 4)).isEqualTo(0x5678);
        guest = new TaskGuest(BITS_32, BITS_32);
        guest.event(EXTERNAL, 0x20, -1);
        assertThat(GuestField.RSP.read()).isEqualTo(TaskGuest.NEW_STACK);
    }

    @Test
    void anNmiBlocksOthersUntilTheTaskReturns() {
        guest.event(NMI, 2, -1);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(8);
        guest = new TaskGuest(BITS_32, BITS_32);
        GuestField.INTERRUPTIBILITY.write(8);
        guest.exit(TaskGuest.JMP);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isEqualTo(8);
        guest = new TaskGuest(BITS_32, BITS_32);
        GuestField.INTERRUPTIBILITY.write(8);
        guest.exit(TaskGuest.IRET);
        assertThat(GuestField.INTERRUPTIBILITY.read()).isZero();
    }

    @Test
    void theTrapFlagRaisesADebugExceptionInTheNewTask() {
        guest.ram.write(TaskGuest.NEW + TssFormat.TRAP, 1, 1);
        GuestField.DR7.write(0x2400);
        GuestField.DEBUGCTL.write(0x1003);
        guest.exit(TaskGuest.CALL);
        assertThat(GuestField.DR7.read()).isEqualTo(0x400);
        assertThat(GuestField.DEBUGCTL.read()).isEqualTo(0x1000);
        assertThat(guest.raised()).isEqualTo(1);
        assertThat(ControlField.ENTRY_INTERRUPTION.read() & 1 << 11).isZero();
        assertThat(Cpu.readDr6()).isEqualTo(0xFFFF_8FF0L);
        assertThat(GuestField.RFLAGS.read() & Rflags.RF).isZero();
        guest = new TaskGuest(BITS_32, BITS_16);
        guest.ram.write(TaskGuest.NEW + TssFormat.TRAP, 1, 1);
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).as("a 16-bit TSS has none").isEqualTo(-1);
    }

    @Test
    void reservedFlagsAreNotLoaded() {
        guest.field(BITS_32.flags(), -1 & ~Rflags.VM);
        guest.exit(TaskGuest.JMP);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(0x3F_7FD7L & ~Rflags.VM);
    }

    @Test
    void aTaskInVirtual8086Mode() {
        guest.field(BITS_32.flags(), Rflags.VM | Rflags.IOPL | 2);
        for (int i = 0; i < 6; i++) {
            guest.field(BITS_32.segment(i), 0x1000 * (i + 1) | 1);
        }
        guest.segment(GuestSegment.LDTR, TaskGuest.LDT);
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(-1);
        for (int i = 0; i < 6; i++) {
            GuestSegment segment = new GuestSegment(i);
            assertThat(segment.base()).isEqualTo(0x1_0000L * (i + 1) | 0x10);
            assertThat(segment.limit()).isEqualTo(0xFFFF);
            assertThat(segment.accessRights()).isEqualTo(0xF3);
        }
        assertThat(GuestSegment.LDTR.base()).isEqualTo(0x1800);
        assertThat(GuestField.RFLAGS.read()).isEqualTo(0x2_7002);
    }

    @Test
    void segmentsOfTheLocalTableAndOfOtherPrivileges() {
        guest.segment(GuestSegment.LDTR, TaskGuest.LDT);
        guest.segment(GuestSegment.DS, TaskGuest.LOCAL_DATA | 3);
        guest.segment(GuestSegment.CS, TaskGuest.CONFORMING | 3);
        guest.segment(GuestSegment.SS, TaskGuest.USER_DATA);
        guest.segment(GuestSegment.FS, TaskGuest.CONFORMING);
        guest.descriptor(TaskGuest.LDT, 0x1800, 15, 0x82, 0);
        guest.ram.write(0x1808, 8, 0x00CF_F200_0000_FFFFL);
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(-1);
        assertThat(GuestSegment.LDTR.accessRights()).isEqualTo(0x82);
        assertThat(GuestSegment.DS.accessRights()).isEqualTo(0xC0F3);
        assertThat(guest.ram.read(0x180D, 1)).isEqualTo(0xF3);
        assertThat(GuestSegment.CS.accessRights()).isEqualTo(0xC09F);
        assertThat(GuestSegment.SS.accessRights()).isEqualTo(0xC0F3);
    }

    @Test
    void pagingChangesBetweenTheTasks() {
        TaskPages pages = new TaskPages(guest);
        guest.field(TssFormat.CR3, pages.other());
        pages.map(pages.own(), 0x9, 0x20);
        pages.map(pages.other(), 0x8, 0x21);
        guest.event(EXCEPTION, 14, 0x15);
        assertThat(guest.raised()).isEqualTo(-1);
        assertThat(GuestField.CR3.read()).isEqualTo(pages.other());
        assertThat(guest.ram.read(0x2_1FFC, 4))
                .as("pushed in the new task's memory")
                .isEqualTo(0x15);
        assertThat(GuestField.PDPTE0.read()).isZero();
    }

    @Test
    void a16BitTaskStateSegmentLeavesCr3AsItIs() {
        guest = new TaskGuest(BITS_32, BITS_16);
        TaskPages pages = new TaskPages(guest);
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(-1);
        assertThat(GuestField.CR3.read()).isEqualTo(pages.own());
    }

    @Test
    void paePointersGoToTheirFields() {
        GuestField.CR0.write(Cr0.PE | Cr0.PG);
        GuestField.CR4.write(Cr4.PAE | Cr4.PSE);
        GuestField.PDPTE0.write(0x10_0001);
        guest.ram.write(0x10_0000, 8, 0x83);
        guest.ram.write(0x10_1000, 8, 0x83);
        guest.ram.write(0x5020, 8, 0x10_1001);
        guest.ram.write(0x5038, 8, 0x10_2001);
        guest.field(TssFormat.CR3, 0x5020);
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(-1);
        assertThat(GuestField.CR3.read()).isEqualTo(0x5020);
        assertThat(GuestField.PDPTE0.read()).isEqualTo(0x10_1001);
        assertThat(GuestField.PDPTE3.read()).isEqualTo(0x10_2001);
    }

    @Test
    void aTaskStateSegmentMayLieAcrossPagesFarApart() {
        TaskPages pages = new TaskPages(guest);
        guest.descriptor(TaskGuest.NEW_TSS, 0x3FD6, 0x67, 0x89, 0);
        for (int i = 0; i < 0x68; i++) {
            long at = 0xFD6 + i;
            long physical = at < 0x1000 ? TaskGuest.NEW + at : 0x2_5000 + at - 0x1000;
            guest.ram.write(physical, 1, guest.ram.read(TaskGuest.NEW + i, 1));
        }
        pages.map(pages.own(), 4, 0x25);
        guest.ram.write(TaskGuest.NEW + 0xFD6 + TssFormat.CR3, 4, pages.own());
        guest.exit(TaskGuest.CALL);
        assertThat(guest.raised()).isEqualTo(-1);
        assertThat(GuestField.RIP.read()).isEqualTo(TaskGuest.NEW_EIP);
        assertThat(guest.registers.general(7)).isEqualTo(0x8880);
        assertThat(guest.ram.read(TaskGuest.NEW + 0xFD6, 2)).isEqualTo(TaskGuest.OLD_TSS);
    }

    @Test
    void theWithheldRangeIsNeitherReadNorWritten() {
        guest.ram.write(TaskGuest.WITHHELD, 8, 0x0123_4567_89AB_CDEFL);
        GuestSegment.TR.describe(0x8B, TaskGuest.WITHHELD - BITS_32.instructionPointer(), 0x67);
        guest.exit(TaskGuest.JMP);
        assertThat(guest.raised()).isEqualTo(-1);
        assertThat(guest.ram.read(TaskGuest.WITHHELD, 8)).isEqualTo(0x0123_4567_89AB_CDEFL);
        guest = new TaskGuest(BITS_32, BITS_32);
        guest.descriptor(TaskGuest.NEW_TSS, TaskGuest.WITHHELD, 0x67, 0x89, 0);
        guest.exit(TaskGuest.JMP);
        assertThat(guest.registers.general(0)).isEqualTo(0xFFFF_FFFFL);
    }

    @ParameterizedTest
    @ValueSource(ints = {SOFTWARE, INT3, EXTERNAL})
    void anEventIsDeliveredByTheSwitchItself(int type) {
        guest.event(type, 3, -1);
        assertThat(guest.raised()).isEqualTo(-1);
    }
}
