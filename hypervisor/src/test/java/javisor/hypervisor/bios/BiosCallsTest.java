package javisor.hypervisor.bios;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.simulator.CpuModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BiosCallsTest {
    private static final long STEP = GuestMachine.STUB_CALL;
    private static final long CHAIN = 3 * STEP;
    private static final long OK = 4 * STEP;
    private static final long CARRY = 5 * STEP;
    private static final long COPY = 7 * STEP;
    private static final long SMAP = 0x534D_4150L;
    private static final int KILOBYTES_FROM_1 = (int) (GuestMachine.WITHHELD - (1 << 20) >>> 10);
    private static final int BLOCKS_FROM_16 = (int) (GuestMachine.WITHHELD - (16 << 20) >>> 16);

    private final GuestMachine guest = new GuestMachine(CpuModel.epyc(), "");
    private BiosCalls calls;

    @BeforeEach
    void firmware() {
        guest.bootInfo(BootInfo.E801_AX, 2, 0x3C00);
        guest.bootInfo(BootInfo.E801_BX, 2, GuestMachine.RAM - (16 << 20) >>> 16);
        guest.bootInfo(BootInfo.E801_CX, 2, 0x3C00);
        guest.bootInfo(BootInfo.E801_DX, 2, GuestMachine.RAM - (16 << 20) >>> 16);
        guest.bootInfo(BootInfo.E88_AX, 2, GuestMachine.RAM - (1 << 20) >>> 10);
        guest.bootInfo(BootInfo.DA88_BX, 2, GuestMachine.RAM - (1 << 20) >>> 10 & 0xFFFF);
        guest.bootInfo(BootInfo.C7_CARRY, 1, 0);
        guest.bootInfo(BootInfo.C7_TABLE, 2, 0x20);
        guest.bootInfo(BootInfo.C7_TABLE + 2, 4, 0x3C00);
        guest.bootInfo(BootInfo.C7_TABLE + 6, 4, GuestMachine.RAM - (16 << 20) >>> 10);
        install();
    }

    @Test
    void theStubStandsAtTheTopOfLowMemoryWhichShrinks() {
        assertThat(guest.memory().read(0x413, 2)).isEqualTo(638);
        assertThat(guest.memory().read(GuestMachine.STUB + STEP, 3)).isEqualTo(0xD9010F);
        assertThat(guest.memory().read(0x15 * 4, 4)).isEqualTo(0x9F80_0020L);
        assertThat(guest.memory().read(GuestMachine.STUB + 8 * STEP, 4)).isEqualTo(0xF000_F859L);
        assertThat(guest.memory().read(0x13 * 4, 4)).as("INT 13h untouched").isEqualTo(0xF000_E3FEL);
    }

    @Test
    void exchangedDrivesAreToldToTheStubAndToTheChainLoadRoutine() {
        GuestMachine machine = new GuestMachine(CpuModel.epyc(), "");
        BiosHook hook = BiosHook.install();
        hook.exchangeDrives(machine.bootInfo());
        assertThat(machine.memory().read(0x13 * 4, 4)).isEqualTo(0x9F80_0090L);
        assertThat(machine.memory().read(GuestMachine.STUB + 10 * STEP, 4)).isEqualTo(0xF000_E3FEL);
        assertThat(machine.memory().read(GuestMachine.STUB + 11 * STEP, 2)).isEqualTo(0x8180);
        assertThat(machine.bootInfo().osDrive()).isEqualTo(0x80);
    }

    @Test
    void onlyTheStubsOwnInstructionIsACall() {
        assertThat(calls.isCall(new GuestPhysical(GuestMachine.STUB + STEP))).isTrue();
        assertThat(calls.isCall(new GuestPhysical(GuestMachine.STUB + STEP + 1)))
                .isFalse();
    }

    @Test
    void e820GivesTheMapEntryByEntryWithoutWhatIsWithheld() {
        StringBuilder map = new StringBuilder();
        long index = 0;
        do {
            guest.registers().rbx(index);
            guest.registers().rcx(20);
            guest.registers().rdx(SMAP);
            assertThat(ask(0xE820)).isEqualTo(COPY);
            assertThat(calls.rax()).isEqualTo(SMAP);
            assertThat(guest.registers().rcx()).isEqualTo(20);
            map.append("%x+%x %d%n".formatted(buffer(0, 8), buffer(8, 8), buffer(16, 4)));
            index = guest.registers().rbx();
        } while (index != 0);
        assertThat(map).hasToString("""
                0+9f800 1
                9f800+800 2
                f0000+10000 2
                100000+3d00000 1
                3e00000+100000 2
                3f00000+100000 1
                fffc0000+40000 2
                """);
    }

    @Test
    void e820WithABadIndexOrTooLittleRoomFailsAsTheBiosWould() {
        guest.registers().rbx(99);
        guest.registers().rcx(20);
        guest.registers().rdx(SMAP);
        assertThat(ask(0xE820)).isEqualTo(CARRY);
        assertThat(calls.rax() >>> 8).isEqualTo(0x86);
        guest.registers().rbx(0);
        guest.registers().rcx(19);
        assertThat(ask(0xE820)).isEqualTo(CARRY);
    }

    @Test
    void e820WithoutTheSignatureFailsRatherThanAskABiosThatMayNotLookAtIt() {
        guest.registers().rbx(0);
        guest.registers().rcx(20);
        guest.registers().rdx(0);
        assertThat(ask(0xE820)).isEqualTo(CARRY);
        assertThat(calls.rax() >>> 8).isEqualTo(0x86);
    }

    @Test
    void e820WithoutAFirmwareMapIsRefused() {
        guest.bootInfo(BootInfo.MEMORY_MAP_SOURCE, 1, 1);
        install();
        guest.registers().rdx(SMAP);
        assertThat(ask(0xE820)).isEqualTo(CARRY);
        assertThat(calls.rax() >>> 8 & 0xFF).isEqualTo(0x86);
    }

    @Test
    void theOlderCallsEndWhereTheWithheldRangeStarts() {
        guest.registers().rbx(0xFFFF_0000L);
        assertThat(ask(0xE801)).isEqualTo(OK);
        assertThat(calls.rax()).isEqualTo(0x3C00);
        assertThat(guest.registers().rbx()).isEqualTo(0xFFFF_0000L + BLOCKS_FROM_16);
        assertThat(guest.registers().rcx()).isEqualTo(0x3C00);
        assertThat(guest.registers().rdx()).isEqualTo(BLOCKS_FROM_16);
        assertThat(ask(0x8800)).isEqualTo(OK);
        assertThat(calls.rax()).isEqualTo(KILOBYTES_FROM_1);
        assertThat(ask(0xDA88)).isEqualTo(OK);
        assertThat(guest.registers().rbx() & 0xFFFF | (guest.registers().rcx() & 0xFF) << 16)
                .isEqualTo(KILOBYTES_FROM_1);
    }

    @Test
    void whatAlreadyEndedBelowStaysAsItWas() {
        guest.bootInfo(BootInfo.E88_AX, 2, 0x3C00);
        install();
        ask(0x8800);
        assertThat(calls.rax()).isEqualTo(0x3C00);
    }

    @Test
    void theTableOfC7IsWrittenToTheCallersDataSegment() {
        guest.registers().base().writeLong(GuestRegisters.RSI, 0xFFFE);
        calls.answer(0xC700, guest.registers(), new GuestPhysical(0x2_0000), true);
        assertThat(calls.continuation() + STEP).isEqualTo(OK);
        assertThat(guest.memory().read(0x2_FFFE, 2)).isEqualTo(0x20);
        assertThat(guest.memory().read(0x2_0000, 4)).isEqualTo(0x3C00);
        assertThat(guest.memory().read(0x2_0004, 4)).isEqualTo(GuestMachine.WITHHELD - (16 << 20) >>> 10);
        calls.answer(0xC700, guest.registers(), new GuestPhysical(0x2_0000), false);
        assertThat(calls.continuation() + STEP).as("under paging").isEqualTo(CARRY);
    }

    @Test
    void theTableOfC7IsNotWrittenWhereASegmentLeftFromProtectedModePoints() {
        long before = guest.memory().read(GuestMachine.WITHHELD, 8);
        guest.registers().base().writeLong(GuestRegisters.RSI, 0);
        calls.answer(0xC700, guest.registers(), new GuestPhysical(GuestMachine.WITHHELD), true);
        assertThat(calls.continuation() + STEP).isEqualTo(CARRY);
        assertThat(guest.memory().read(GuestMachine.WITHHELD, 8)).isEqualTo(before);
        calls.answer(0xC700, guest.registers(), new GuestPhysical(0xF_FFF0), true);
        assertThat(calls.continuation() + STEP).isEqualTo(OK);
    }

    @Test
    void whatTheBiosDoesNotKnowGoesToTheBios() {
        guest.bootInfo(BootInfo.E801_CARRY, 1, 1);
        guest.bootInfo(BootInfo.E88_CARRY, 1, 1);
        guest.bootInfo(BootInfo.DA88_CARRY, 1, 1);
        guest.bootInfo(BootInfo.C7_CARRY, 1, 1);
        install();
        for (int ax : new int[] {0xE801, 0x8800, 0xDA88, 0xC700, 0x8600, 0x4F00}) {
            assertThat(ask(ax)).as("AX=%xh", ax).isEqualTo(CHAIN);
            assertThat(calls.rax()).isEqualTo(ax);
        }
    }

    @Test
    void callsThatWereNotAskedAtBootDoNotExist() {
        assertThat(ask(0xE881)).isEqualTo(CARRY);
        assertThat(ask(0x8A00)).isEqualTo(CARRY);
    }

    private void install() {
        HostPhysical start = new HostPhysical(GuestMachine.WITHHELD);
        HostPhysical end = new HostPhysical(GuestMachine.WITHHELD_END);
        guest.memory().write(0x15 * 4, 4, 0xF000_F859L);
        guest.memory().write(0x413, 2, 639);
        BiosHook hook = BiosHook.install();
        calls = hook.calls(guest.bootInfo(), guest.memoryMap(), start, end);
    }

    private long ask(long rax) {
        calls.answer(rax, guest.registers(), new GuestPhysical(0), true);
        return calls.continuation() + STEP;
    }

    private long buffer(int offset, int size) {
        return guest.memory().read(GuestMachine.STUB + GuestMachine.STUB_BUFFER + offset, size);
    }
}
