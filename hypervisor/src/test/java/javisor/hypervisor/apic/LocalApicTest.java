package javisor.hypervisor.apic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.LocalApicModel;
import javisor.simulator.SimulatedMachine;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The local APIC after INIT, with whatever the guest had left in it; and what is sent through it, which leaves it as it was. */
final class LocalApicTest {
    private static final int TASK_PRIORITY = 0x80;
    private static final int SPURIOUS = 0xF0;
    private static final int IN_SERVICE = 0x100;
    private static final int REQUESTED = 0x200;
    private static final int COMMAND_HIGH = 0x310;
    private static final int MASKED = 1 << 16;
    private static final int SOFTWARE_ENABLE = 1 << 8;
    private static final int ENABLED = 0x800;
    private static final int X2APIC = 0x400;
    private static final String TAKE = "STI, CLI";

    private final SimulatedMachine machine = SimulatedMachine.install(CpuModel.epyc(), 1 << 20);
    private final LocalApicModel apic = machine.localApic();
    private final List<Integer> taken = new ArrayList<>();

    LocalApicTest() {
        machine.when(TAKE, this::takeHighest);
        apic.preset(SPURIOUS, 0x1FF);
    }

    /** Whatever interrupts have been accepted, of vectors from 32 on none is left, each was taken, and each in service was ended. */
    @Property(tries = 500)
    void noInterruptIsLeft(
            @ForAll @Size(max = 8) List<@IntRange(min = 32, max = 255) Integer> requested,
            @ForAll @Size(max = 8) List<@IntRange(min = 32, max = 255) Integer> inService,
            @ForAll boolean enabled,
            @ForAll boolean x2apic,
            @ForAll @IntRange(max = 255) int priority) {
        mode(x2apic);
        taken.clear();
        requested.forEach(vector -> set(REQUESTED, vector));
        inService.forEach(vector -> set(IN_SERVICE, vector));
        apic.preset(TASK_PRIORITY, priority);
        apic.preset(SPURIOUS, enabled ? 0x1EF : 0xEF);
        LocalApic.reset();
        for (int i = 0; i < 8; i++) {
            assertThat(apic.register(REQUESTED + 16 * i)).isZero();
            assertThat(apic.register(IN_SERVICE + 16 * i)).isZero();
        }
        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        requested.stream().distinct().toList());
        assertThat(apic.register(SPURIOUS)).isEqualTo(0xFF);
        assertThat(apic.register(TASK_PRIORITY)).isZero();
    }

    @Test
    void vectorsBelow32StayAndAreNotTaken() {
        set(REQUESTED, 31);
        set(IN_SERVICE, 16);
        LocalApic.reset();
        assertThat(taken).isEmpty();
        assertThat(apic.register(REQUESTED)).isEqualTo(1 << 31);
        assertThat(apic.register(IN_SERVICE)).isEqualTo(1 << 16);
    }

    /** One that the processor never delivers must not hold it up. */
    @Test
    void itEndsThoughARequestDoesNotGoAway() {
        machine.when(TAKE, () -> {});
        set(REQUESTED, 0x40);
        LocalApic.reset();
        assertThat(apic.register(SPURIOUS)).isEqualTo(0xFF);
    }

    @Test
    void whileInterruptsAreTakenTheLocalApicIsOnAndItsOwnSourcesAreMasked() {
        apic.preset(SPURIOUS, 0xFF);
        apic.preset(0x320, 0x2_0030);
        apic.preset(0x380, 1000);
        set(REQUESTED, 0x30);
        List<Integer> seen = new ArrayList<>();
        machine.when(TAKE, () -> {
            seen.add(apic.register(SPURIOUS) & SOFTWARE_ENABLE);
            seen.add(apic.register(0x320));
            seen.add(apic.register(0x380));
            seen.add(apic.register(TASK_PRIORITY) >>> 4);
            takeHighest();
        });
        LocalApic.reset();
        assertThat(seen).containsExactly(SOFTWARE_ENABLE, MASKED, 0, 1);
    }

    @Test
    void theDestinationRegistersAreReset() {
        apic.preset(0xD0, 0x1200_0000);
        apic.preset(0xE0, 0x0FFF_FFFF);
        LocalApic.reset();
        assertThat(apic.register(0xD0)).isZero();
        assertThat(apic.register(0xE0)).isEqualTo(-1);
    }

    /** In x2APIC mode the logical ID cannot be written and there is no format: a write would fault. */
    @Test
    void inX2apicModeThoseAreLeftAlone() {
        mode(true);
        apic.preset(0x350, 0x700);
        LocalApic.reset();
        assertThat(apic.register(0x350)).isEqualTo(MASKED);
    }

    /** The last entry of the LVT as the version register has it, and which entries are there: timer, LINT0, LINT1, error; then more. */
    @ParameterizedTest
    @CsvSource({"3, 4", "4, 5", "5, 6", "6, 7"})
    void everyEntryOfTheLocalVectorTableThatIsThereIsMasked(int last, int count) {
        int[] entries = {0x320, 0x350, 0x360, 0x370, 0x340, 0x330, 0x2F0};
        apic.preset(0x30, last << 16 | 0x14);
        for (int entry : entries) {
            apic.preset(entry, 0x5A);
        }
        LocalApic.reset();
        for (int i = 0; i < entries.length; i++) {
            assertThat(apic.register(entries[i])).as("entry %d", i).isEqualTo(i < count ? MASKED : 0x5A);
        }
    }

    @Test
    void theTimerStopsAndItsDividerIsReset() {
        apic.preset(0x380, 12345);
        apic.preset(0x3E0, 0xB);
        LocalApic.reset();
        assertThat(apic.register(0x380)).isZero();
        assertThat(apic.register(0x3E0)).isZero();
    }

    @Test
    void whatIsSwitchedOffIsNotTouched() {
        machine.msrs().preset(Msr.APIC_BASE, LocalApicModel.BASE);
        apic.preset(0xD0, 0x1200_0000);
        LocalApic.reset();
        assertThat(apic.register(0xD0)).isEqualTo(0x1200_0000);
        assertThat(apic.register(SPURIOUS)).isEqualTo(0x1FF);
    }

    @Test
    void theIdIsThatOfTheMode() {
        apic.id(0x21);
        assertThat(LocalApic.id()).isEqualTo(0x21);
        mode(true);
        apic.id(0x1234_5678);
        assertThat(LocalApic.id()).isEqualTo(0x1234_5678);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsSentToOthersHasTheFormOfTheMode(boolean x2apic) {
        mode(x2apic);
        LocalApic.initOthers();
        LocalApic.startOthers(0x1_7000);
        LocalApic.interruptOthers();
        LocalApic.interrupt(0x21);
        long destination = x2apic ? 0x21L << 32 : 0x21L << 56;
        assertThat(apic.commands()).containsExactly(0xC_4500L, 0xC_4617L, 0xC_4400L, destination | 0x4400);
    }

    @Test
    void theDestinationThatTheGuestHasWrittenIsThereAfterwards() {
        apic.preset(COMMAND_HIGH, 0x0500_0000);
        LocalApic.interrupt(0x21);
        assertThat(apic.register(COMMAND_HIGH)).isEqualTo(0x0500_0000);
    }

    /** The guest's own command may still be under way. */
    @Test
    void aCommandThatIsPendingIsWaitedForBeforeTheDestinationChanges() {
        apic.preset(COMMAND_HIGH, 0x0500_0000);
        apic.preset(0x300, 1 << 12 | 0x4400);
        int[] pauses = {0};
        machine.when("PAUSE", () -> {
            assertThat(apic.register(COMMAND_HIGH)).isEqualTo(0x0500_0000);
            assertThat(apic.commands()).isEmpty();
            if (++pauses[0] == 3) {
                apic.preset(0x300, 0x4400);
            }
        });
        LocalApic.interrupt(0x21);
        assertThat(pauses[0]).isEqualTo(3);
        assertThat(apic.commands()).containsExactly(0x21L << 56 | 0x4400);
    }

    /** As a processor does it: the highest request above the priority goes into service, if the local APIC is on. */
    private void takeHighest() {
        if ((apic.register(SPURIOUS) & SOFTWARE_ENABLE) == 0) {
            return;
        }
        int highest = highest(REQUESTED);
        int floor = Math.max(highest(IN_SERVICE) >> 4, apic.register(TASK_PRIORITY) >>> 4);
        if (highest >> 4 > floor) {
            int register = REQUESTED + highest / 32 * 16;
            apic.preset(register, apic.register(register) & ~(1 << highest));
            set(IN_SERVICE, highest);
            taken.add(highest);
        }
    }

    private int highest(int first) {
        for (int i = 7; i >= 0; i--) {
            if (apic.register(first + 16 * i) != 0) {
                return 32 * i + 31 - Integer.numberOfLeadingZeros(apic.register(first + 16 * i));
            }
        }
        return -1;
    }

    private void set(int first, int vector) {
        int register = first + vector / 32 * 16;
        apic.preset(register, apic.register(register) | 1 << vector);
    }

    private void mode(boolean x2apic) {
        machine.msrs().preset(Msr.APIC_BASE, LocalApicModel.BASE | ENABLED | (x2apic ? X2APIC : 0));
    }
}
