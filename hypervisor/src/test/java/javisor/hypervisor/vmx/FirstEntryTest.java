package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.vmx.rules.EntryRules;
import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.ExitField;
import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.hypervisor.vmx.vmcs.Interruption;
import javisor.machine.hosted.Hosted;
import javisor.machine.x86.Cr0;
import javisor.simulator.CpuModel;
import javisor.simulator.ModelSpecificRegisters;
import javisor.simulator.SimulatedMachine;
import javisor.simulator.VmxModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Javisor writes into the VMCS, judged by the rules of VM entries, on several generations. */
class FirstEntryTest {
    private static final long DESCRIPTORS = SimulatedMachine.LINK_ADDRESS + 0x3000;
    private static final long NMI_WINDOW = SimulatedMachine.LINK_ADDRESS + 0x5000;

    @AfterEach
    void leave() {
        Hosted.set(null);
    }

    static Stream<CpuModel> models() {
        VmxModel skylake = VmxModel.skylake();
        VmxModel withoutVpid = VmxModel.haswell().with(VmxModel.SECONDARY, 0x7CDF_0000_0000L);
        VmxModel withoutPat = VmxModel.haswell()
                .with(VmxModel.TRUE_PIN_BASED + 2, 0x0073_FFFF_0003_6DFBL)
                .with(VmxModel.TRUE_PIN_BASED + 3, 0x0000_BFFF_0000_11FBL);
        VmxModel withCet = skylake.with(VmxModel.EXIT, skylake.register(VmxModel.EXIT) | 1L << 60)
                .with(VmxModel.TRUE_PIN_BASED + 2, 0x11FF_FFFF_0003_6DFBL)
                .with(VmxModel.ENTRY, skylake.register(VmxModel.ENTRY) | 1L << 52)
                .with(VmxModel.TRUE_PIN_BASED + 3, 0x0013_FFFF_0000_11FBL);
        return Stream.of(
                CpuModel.arrandale(),
                CpuModel.haswell(),
                CpuModel.skylake(),
                CpuModel.haswell().with(withoutVpid),
                CpuModel.haswell().with(withoutPat),
                CpuModel.skylake().with(withCet));
    }

    @ParameterizedTest
    @MethodSource("models")
    void theFirstEntryBreaksNoRule(CpuModel model) {
        prepare(model);
        assertThat(brokenRules()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void neitherDoesAnEntryThatInjectsOrFollowsInit(CpuModel model) {
        VmxProcessor processor = prepare(model);
        Interruption.raise(Interruption.GP, 0);
        assertThat(brokenRules()).isEmpty();
        GuestField.CR0.write(GuestField.CR0.read() | Cr0.PE);
        Interruption.raise(Interruption.GP, 0);
        assertThat(brokenRules()).isEmpty();
        ControlField.ENTRY_INTERRUPTION.write(Interruption.NON_MASKABLE);
        processor.requestNmiWindow();
        assertThat(brokenRules()).isEmpty();
        ResetState.fill(processor.fixedBits(), Cr0.CD | Cr0.NW);
        assertThat(brokenRules()).isEmpty();
    }

    @Test
    void theDebugSettingChecksTheFirstEntry() {
        GuestMachine guest = machine(CpuModel.haswell(), "debug-entry=on\n");
        new VmxVirtualisation().run(guest.residence());
        assertThat(guest.machine().com1().sent()).contains("breaks no rule that Javisor knows");
        GuestMachine silent = machine(CpuModel.haswell(), "");
        new VmxVirtualisation().run(silent.residence());
        assertThat(silent.machine().com1().sent()).doesNotContain("rule");
    }

    @Test
    void featureControlLeftOpenIsLockedWithVmxOn() {
        GuestMachine guest = machine(CpuModel.haswell(), "");
        guest.machine().msrs().preset(ModelSpecificRegisters.FEATURE_CONTROL, 0);
        new VmxVirtualisation().prepare(guest.residence());
        assertThat(guest.machine().readMsr(ModelSpecificRegisters.FEATURE_CONTROL))
                .isEqualTo(5);
    }

    @Test
    void anEntryThatFailsIsExplained() {
        GuestMachine guest = machine(CpuModel.haswell(), "");
        new VmxVirtualisation().prepare(guest.residence());
        ControlField.VPID.write(0);
        guest.machine().vmcs().exit(ExitField.INSTRUCTION_ERROR.encoding(), 7);
        assertThatThrownBy(() -> EntryFailure.failed(1)).hasMessage("VM entry failed");
        assertThat(guest.machine().com1().sent())
                .contains("VM entry failed: error 7 (VM entry with invalid control field(s))")
                .contains("rule broken: 27.2.1.1: VPID must not be 0");
    }

    @Test
    void anEntryThatFailsOnTheGuestsStateIsExplained() {
        GuestMachine guest = machine(CpuModel.haswell(), "");
        new VmxVirtualisation().prepare(guest.residence());
        GuestField.VMCS_LINK_POINTER.write(0);
        guest.machine().vmcs().exit(ExitField.QUALIFICATION.encoding(), 4);
        assertThatThrownBy(() -> EntryFailure.report(0x8000_0021)).hasMessageContaining("refused the guest's state");
        assertThat(guest.machine().com1().sent())
                .contains("VM entry failed: exit 33 (VM-entry failure due to invalid guest state), qualification 0x4"
                        + " (the VMCS link pointer)")
                .contains("rule broken: 27.3.1.5: VMCS link pointer");
    }

    private static VmxProcessor prepare(CpuModel model) {
        return new VmxVirtualisation().prepare(machine(model, "").residence());
    }

    private static GuestMachine machine(CpuModel model, String settings) {
        GuestMachine guest = new GuestMachine(model, settings);
        guest.machine().symbol("javisor_descriptors", DESCRIPTORS);
        guest.machine().symbol("javisor_nmi_window_controls", NMI_WINDOW);
        return guest;
    }

    private static List<String> brokenRules() {
        List<String> rules = new ArrayList<>();
        EntryRules.check(rules::add);
        return rules;
    }
}
