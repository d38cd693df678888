package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.processor.Signals;
import javisor.machine.x86.Msr;
import javisor.simulator.CpuModel;
import javisor.simulator.PageWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the guest's interrupt commands exit: while a processor waits, and always where INIT cannot be redirected. */
final class CommandTrapTest {
    private static final InterruptCommand INIT_TO_1 = InterruptCommand.of(1 << 24, 0x4500);
    private static final InterruptCommand START_UP_TO_1 = InterruptCommand.of(1 << 24, 0x469A);

    private SvmProcessors processors = new SvmProcessors(3, true, false);

    @Test
    void itIsSetWhenTheGuestStarts() {
        assertTrapped(true);
    }

    @Test
    void itIsLiftedWhenTheLastProcessorHasStartedAndNotBefore() {
        processors.start(1, 0x9A);
        assertTrapped(true);
        processors.start(2, 0x9A);
        assertTrapped(false);
    }

    @Test
    void itIsNotLiftedWhileAStartUpIsStillToBeFollowed() {
        processors.start(1, 0x9A);
        processors.get(2).signals().change(Signals.WAITING, Signals.STARTING | 1);
        processors.get(1).trap().lift(processors.on(1));
        assertTrapped(true);
    }

    @Test
    void itIsNotLiftedWhileAnInitIsStillToBeFollowed() {
        processors.start(1, 0x9A);
        processors.get(2).signals().state(Signals.INIT_PENDING);
        processors.get(1).trap().lift(processors.on(1));
        assertTrapped(true);
    }

    @Test
    void itStaysWhereInitCannotBeRedirected() {
        processors = new SvmProcessors(2, false, false);
        processors.start(1, 0x9A);
        assertTrapped(true);
        assertThat(processors.get(0).control().interceptInstructions() & Intercept.INIT)
                .isZero();
    }

    @Test
    void whereInitIsRedirectedItExits() {
        for (int i = 0; i < 3; i++) {
            assertThat(processors.get(i).control().interceptInstructions() & Intercept.INIT)
                    .isNotZero();
            assertThat(processors.machine().processor(i).readMsr(Msr.VM_CR) & 2).isEqualTo(2);
        }
    }

    @Test
    void anInitSetsItAndEverybodyForgetsThatThePageWasWritable() {
        startAll();
        for (int i = 0; i < 3; i++) {
            processors.get(i).control().tlbControl(0);
        }
        processors.meanwhile(0, () -> {
            processors.on(1).follow();
            processors.on(2).follow();
        });
        processors.get(0).trap().carryOut(processors.on(0), INIT_TO_1);
        assertTrapped(true);
        for (int i = 0; i < 3; i++) {
            assertThat(processors.get(i).control().tlbControl())
                    .as("processor %d", i)
                    .isEqualTo(3);
        }
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.INIT_PENDING);
    }

    @Test
    void whenItIsSetAllTellTheLogicalDestinationsThatNobodyHasSeenThemTake() {
        startAll();
        processors.machine().processor(2).localApic().preset(0xD0, 4 << 24);
        processors.meanwhile(0, () -> {
            processors.on(1).follow();
            processors.on(2).follow();
        });
        processors.get(0).trap().carryOut(processors.on(0), INIT_TO_1);
        assertThat(processors.get(2).signals().logicalDestination()).isEqualTo(4 << 24);
    }

    /** The INIT has woken its target, and the start-up interrupt came before it got as far as this. */
    @Test
    void aStartUpThatWasSentBeforeItWasSetIsMadeUpFor() {
        startAll();
        processors.machine().processor(0).localApic().preset(0x310, 1 << 24);
        processors.machine().processor(0).localApic().preset(0x300, 0x469B);
        processors.meanwhile(1, () -> {
            processors.on(0).follow();
            processors.on(2).follow();
        });
        processors.machine().processor(1).passTime(1L << 33);
        processors.exit(1, ExitCode.INIT);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.RUNNING);
        assertThat(processors.get(1).state().cs().selector()).isEqualTo(0x9B00);
        assertTrapped(false);
    }

    @Test
    void onAProcessorThatHasJustStartedTheLastCommandIsTheOneThatStartedIt() {
        startAll();
        processors.machine().processor(0).localApic().preset(0x310, 1 << 24);
        processors.machine().processor(0).localApic().preset(0x300, 0x469A);
        processors.meanwhile(1, () -> {
            processors.on(0).follow();
            processors.on(2).follow();
        });
        assertThatThrownBy(() -> processors.exit(1, ExitCode.INIT)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
        assertTrapped(true);
    }

    @Test
    void theInitIsNotCarriedOutBeforeTheOthersHaveForgotten() {
        startAll();
        processors.meanwhile(0, () -> {
            assertThat(processors.get(1).signals().state()).isEqualTo(Signals.RUNNING);
            processors.on(1).follow();
            processors.on(2).follow();
        });
        processors.get(0).trap().carryOut(processors.on(0), INIT_TO_1);
        assertThat(processors.instructions(0)).contains("PAUSE");
    }

    @Test
    void aStartUpAloneChangesNothingAboutIt() {
        startAll();
        processors.get(0).trap().carryOut(processors.on(0), START_UP_TO_1);
        assertTrapped(false);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.RUNNING);
    }

    @Test
    void whenThePageIsGivenBackNobodyIsWaitedForAndNobodyFlushes() {
        processors.start(1, 0x9A);
        int flushed = processors.get(0).signals().flushed();
        processors.start(2, 0x9A);
        assertTrapped(false);
        assertThat(processors.get(0).signals().flushed()).isEqualTo(flushed);
        assertThat(processors.instructions(2)).doesNotContain("PAUSE");
    }

    /** From one INIT to the next: set, lifted, set, lifted. */
    @Test
    void itFollowsTheProcessorsBackAndForth() {
        startAll();
        processors.meanwhile(0, () -> {
            processors.on(1).follow();
            processors.on(2).follow();
        });
        for (int i = 0; i < 3; i++) {
            processors.get(0).trap().carryOut(processors.on(0), INIT_TO_1);
            assertTrapped(true);
            assertThatThrownBy(() -> StartUp.follow(processors.on(1), processors.registers(1)))
                    .isInstanceOf(SvmProcessors.Parked.class);
            processors.get(0).trap().carryOut(processors.on(0), START_UP_TO_1);
            assertTrapped(true);
            StartUp.follow(processors.on(1), processors.registers(1));
            assertTrapped(false);
        }
    }

    @Test
    void inX2apicModeWrmsrOfACommandIsCarriedOut() {
        processors = new SvmProcessors(3, true, true);
        processors.writeMsr(0, Msr.X2APIC_ICR, 1L << 32 | 0x469A);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.STARTING | 0x9A);
        assertThat(processors.commands(0)).containsExactly(1L << 32 | 0x4400);
        assertThat(processors.get(0).state().rip())
                .isEqualTo(processors.get(0).control().nextRip());
        processors.writeMsr(0, Msr.X2APIC_ICR, 2L << 32 | 0x4031);
        assertThat(processors.commands(0)).containsExactly(1L << 32 | 0x4400, 2L << 32 | 0x4031);
    }

    /** Reserved bits: Intel SDM vol. 3, 11.12.9. */
    @ParameterizedTest
    @ValueSource(ints = {12, 13, 16, 17, 20, 31})
    void aCommandWithAReservedBitFaultsAndReachesNobody(int bit) {
        processors = new SvmProcessors(3, true, true);
        processors.writeMsr(0, Msr.X2APIC_ICR, 1L << 32 | 0x469A | 1L << bit);
        assertThat(processors.get(0).control().eventInjection()).isEqualTo(EventInjection.GENERAL_PROTECTION);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
    }

    /** The register does not exist outside x2APIC mode, so WRMSR faults (AMD APM vol. 2, 16.9). */
    @Test
    void outsideX2apicModeWrmsrOfTheCommandRegisterFaults() {
        processors.writeMsr(0, Msr.X2APIC_ICR, 1L << 32 | 0x469A);
        assertThat(processors.get(0).control().eventInjection()).isEqualTo(EventInjection.GENERAL_PROTECTION);
        assertThat(processors.get(1).signals().state()).isEqualTo(Signals.WAITING);
    }

    @Test
    void oneProcessorAloneIsNeverTrapped() {
        GuestMachine guest = new GuestMachine(CpuModel.epyc(), "");
        SvmProcessor alone = new SvmVirtualisation().prepare(guest.residence());
        PageWalk walk = PageWalk.of(guest.memory(), alone.control().nestedCr3(), SvmProcessors.APIC, 48);
        assertThat(walk.writable()).isTrue();
        assertThat(walk.pageSize()).isGreaterThan(4096);
        assertThat(alone.control().interceptInstructions() & Intercept.NMI).isZero();
    }

    /** The chipset's INIT, with which some firmware and systems leave protected mode, must not leave Javisor. */
    @Test
    void oneProcessorAloneGoesToTheResetVectorByInit() {
        processors = new SvmProcessors(1, true, false);
        SvmProcessor alone = processors.on(0);
        alone.state().rip(0x1234);
        assertThat(alone.control().interceptInstructions() & Intercept.INIT).isNotZero();
        processors.exit(0, ExitCode.INIT);
        assertThat(alone.state().cs().selector()).isEqualTo(0xF000);
        assertThat(alone.state().rip()).isEqualTo(0xFFF0);
        assertThat(alone.signals().state()).isEqualTo(Signals.RUNNING);
    }

    /** KVM keeps VM_CR.R_INIT and makes no #SX of an INIT. */
    @Test
    void underAnotherHypervisorInitIsNotRedirected() {
        int[] leaf = CpuModel.epyc().cpuid(1, 0);
        CpuModel below = CpuModel.epyc().with(1, 0, leaf[0], leaf[1], leaf[2] | 1 << 31, leaf[3]);
        GuestMachine guest = new GuestMachine(below, "");
        SvmProcessor alone = new SvmVirtualisation().prepare(guest.residence());
        assertThat(alone.control().interceptInstructions() & Intercept.INIT).isZero();
        assertThat(guest.machine().readMsr(Msr.VM_CR) & 2).isZero();
    }

    private void startAll() {
        processors.start(1, 0x9A);
        processors.start(2, 0x9A);
        assertTrapped(false);
    }

    private void assertTrapped(boolean trapped) {
        assertThat(processors.pageIsTrapped()).as("the page").isEqualTo(trapped);
        assertThat(processors.registerIsTrapped()).as("the MSR").isEqualTo(trapped);
        assertThat(processors.get(0).trap().isSet()).isEqualTo(trapped);
    }
}
