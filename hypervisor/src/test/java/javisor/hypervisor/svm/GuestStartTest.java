package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.hypervisor.GuestMachine;
import javisor.machine.address.HostPhysical;
import javisor.machine.x86.Efer;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmrunChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestStartTest {
    private static final int CR0 = VmcbState.CR0;
    private static final int EFER = VmcbState.EFER;

    private final GuestMachine guest = new GuestMachine(CpuModel.epyc(), "");

    @Test
    void vmrunAcceptsTheFirstState() {
        SvmProcessor processor = new SvmVirtualisation().prepare(guest.residence());
        assertThat(violations(processor)).isEmpty();
    }

    @Test
    void theGuestStartsInRealModeAtTheChainLoadRoutine() {
        VmcbState state = new SvmVirtualisation().prepare(guest.residence()).state();
        assertThat(state.cs().selector()).isEqualTo(0x800);
        assertThat(state.cs().start()).isEqualTo(0x8000);
        assertThat(state.cs().limit()).isEqualTo(0xFFFF);
        assertThat(state.rip()).isEqualTo(0x123);
        assertThat(state.ss().start()).isEqualTo(0x5000);
        assertThat(state.rsp()).isEqualTo(0x1000);
        assertThat(state.cr0()).isEqualTo(0x10);
        assertThat(state.cr4()).isZero();
        assertThat(state.efer()).isEqualTo(Efer.SVME);
        assertThat(state.guestPat()).isEqualTo(0x0007_0406_0007_0406L);
        assertThat(state.dr6()).isEqualTo(0xFFFF_0FF0L);
        assertThat(state.dr7()).isEqualTo(0x400);
    }

    @Test
    void onlyWhatIsNeededIsIntercepted() {
        VmcbControl control = new SvmVirtualisation().prepare(guest.residence()).control();
        assertThat(control.interceptInstructions()).isEqualTo(0x0000_007F_9444_0008L);
        assertThat(control.interceptExceptions()).isZero();
        assertThat(control.interceptControlRegisterReads()).isZero();
        assertThat(control.interceptControlRegisterWrites()).isZero();
        assertThat(control.interceptDebugRegisterReads()).isZero();
        assertThat(control.interceptDebugRegisterWrites()).isZero();
    }

    @Test
    void theMapOfMsrsHasExactlyTheHiddenOnes() {
        VmcbControl control = new SvmVirtualisation().prepare(guest.residence()).control();
        byte[] map = guest.memory().bytes(control.msrPermissionMap(), 8192);
        int bits = 0;
        for (byte octet : map) {
            bits += Integer.bitCount(octet & 0xFF);
        }
        assertThat(bits).isEqualTo(2 * 6);
        assertThat(map[0x800 + 0x80 * 2 / 8] & 3).as("EFER").isEqualTo(3);
        assertThat(map[0x1000 + 0x114 * 2 / 8] & 3).as("VM_CR").isEqualTo(3);
        assertThat(map[0x1000 + 0x117 * 2 / 8] & 0xC0).as("VM_HSAVE_PA").isEqualTo(0xC0);
    }

    @Test
    void runLoadsTheGuestsHiddenStateBeforeItEnters() {
        new SvmVirtualisation().run(guest.residence());
        List<String> mnemonics = guest.machine().instructions().stream()
                .map(SimulatedMachine.Instruction::mnemonic)
                .toList();
        assertThat(mnemonics).containsSubsequence("VMSAVE", "VMLOAD", "VMRUN");
        VmcbState state = new VmcbState(vmcb().toVirtual());
        assertThat(state.tr().attributes()).isEqualTo(VmcbSegment.BUSY_TSS);
        assertThat(state.ldtr().attributes()).isEqualTo(VmcbSegment.LDT);
    }

    @Test
    void noMorePagesAreTakenThanAnnounced() {
        for (CpuModel model : new CpuModel[] {CpuModel.epyc(), CpuModel.minimalSvm(), withoutGigabytePages()}) {
            GuestMachine machine = new GuestMachine(model, "");
            int announced = new SvmVirtualisation().pages(machine.memoryMap(), 1);
            var residence = machine.residence();
            int before = residence.pages().remaining();
            new SvmVirtualisation().prepare(residence);
            assertThat(before - residence.pages().remaining()).isLessThanOrEqualTo(announced);
            assertThat(announced).isLessThan(64);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x558, 0x20000010, CR0.CD clear and CR0.NW set",
        "0x558, 0x100000010, CR0[63:32] not zero",
        "0x548, 0x8000, reserved bits of CR4",
        "0x4D0, 0x0, EFER.SVME clear",
        "0x4D0, 0x11000, reserved bits of EFER",
        "0x568, 0x100000000, DR6[63:32] not zero",
        "0x560, 0x100000000, DR7[63:32] not zero",
        "0x58, 0x0, ASID 0",
        "0x0C, 0x0, VMRUN not intercepted",
        "0x48, 0xFFFFFFFFFF000, MSR permission map beyond memory",
        "0xB0, 0x123, nested CR3 not page-aligned",
        "0x668, 0x2, reserved type in the guest's PAT",
        "0xA8, 0x80000102, reserved event type",
        "0xA8, 0x80000302, exception injected with the vector of something else",
        "0x5C, 0x2, reserved TLB control",
        "0x570, 0x0, RFLAGS bit 1 clear"
    })
    void eachRuleOfVmrunIsSeenWhenBroken(String offset, String value, String rule) {
        SvmProcessor processor = new SvmVirtualisation().prepare(guest.residence());
        int size = offset.equals("0x5C") ? 1 : offset.equals("0x58") ? 4 : 8;
        guest.memory().write(processor.vmcb().rawValue() + Integer.decode(offset), size, Long.decode(value));
        assertThat(violations(processor)).contains(rule);
    }

    @Test
    void longModeWithoutPaeIsSeen() {
        SvmProcessor processor = new SvmVirtualisation().prepare(guest.residence());
        guest.memory().write(processor.vmcb().rawValue() + EFER, 8, 0x1100);
        guest.memory().write(processor.vmcb().rawValue() + CR0, 8, 0x8000_0011L);
        assertThat(violations(processor)).contains("EFER.LME and CR0.PG set, CR4.PAE clear");
    }

    private HostPhysical vmcb() {
        return new HostPhysical(guest.machine().instructions().stream()
                .filter(instruction -> instruction.mnemonic().equals("VMRUN"))
                .findFirst()
                .orElseThrow()
                .operand());
    }

    private List<String> violations(SvmProcessor processor) {
        return VmrunChecks.violations(
                guest.memory(), guest.machine().model(), processor.vmcb().rawValue());
    }

    private static CpuModel withoutGigabytePages() {
        CpuModel model = CpuModel.minimalSvm();
        int[] features = model.cpuid(0x8000_0001, 0);
        return model.with(0x8000_0001, 0, features[0], features[1], features[2], features[3] & ~(1 << 26));
    }
}
