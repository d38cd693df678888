package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.processor.Signals;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;
import javisor.simulator.SimulatedMachine.Instruction;
import javisor.simulator.VmrunChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** INIT and start-up interrupts with AMD-V, and the state they leave (AMD APM vol. 2, table 14-1). */
final class StartUpTest {
    private static final int STAR = 0x600;
    private static final int SYSENTER = 0x628;
    private static final int KERNEL_GS_BASE = 0x620;
    private static final long RUNS = 4;

    private final SvmProcessors processors = new SvmProcessors(2, true, false);
    private final SvmProcessor processor = processors.on(1);
    private final VmcbState state = processor.state();
    private final AllRegisters registers = processors.registers(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x9A, 0xFF})
    void aStartUpInterruptStartsRealModeAtItsPage(int vector) {
        dirty();
        processors.start(1, vector);
        assertThat(state.cs().selector()).isEqualTo(vector << 8);
        assertThat(state.cs().start()).isEqualTo((long) vector << 12);
        assertThat(state.cs().limit()).isEqualTo(0xFFFF);
        assertThat(state.cs().attributes()).isEqualTo(0x9B);
        assertThat(state.rip()).isZero();
        assertThat(VmrunChecks.violations(
                        processors.machine().memory(),
                        processors.machine().processor(1).model(),
                        processor.vmcb().rawValue()))
                .isEmpty();
    }

    @Test
    void theGeneralRegistersAreZeroButForTheSignatureInEdx() {
        dirty();
        processors.start(1, 0x9A);
        for (int i = 0; i < 16; i++) {
            if (i != AllRegisters.RSP) {
                long expected = i == AllRegisters.RDX
                        ? processors.machine().machine().model().cpuid(1, 0)[0]
                        : 0;
                assertThat(registers.general(i)).as("register %d", i).isEqualTo(expected);
            }
        }
        assertThat(state.rax()).isZero();
        assertThat(state.rsp()).isZero();
        assertThat(state.rflags()).isEqualTo(Rflags.RESERVED);
    }

    @Test
    void controlRegistersKeepNothingButTheCaching() {
        dirty();
        processors.start(1, 0x9A);
        assertThat(state.cr0()).isEqualTo(Cr0.CD | Cr0.ET);
        assertThat(state.cr2()).isZero();
        assertThat(state.cr3()).isZero();
        assertThat(state.cr4()).isZero();
        assertThat(state.efer()).isEqualTo(Efer.SVME);
        assertThat(state.dr6()).isEqualTo(0xFFFF_0FF0L);
        assertThat(state.dr7()).isEqualTo(0x400);
        assertThat(processors.machine().memory().read(processor.vmcb().rawValue() + VmcbState.CPL, 1))
                .isZero();
        assertThat(processors.instructions(1)).contains("MOV to DR0 to DR3");
    }

    @Test
    void segmentsAndDescriptorTablesAreThoseOfRealMode() {
        dirty();
        processors.start(1, 0x9A);
        for (VmcbSegment data : new VmcbSegment[] {state.ss(), state.ds(), state.es(), state.fs(), state.gs()}) {
            assertSegment(data, 0x93);
        }
        assertSegment(state.ldtr(), 0x82);
        assertSegment(state.tr(), 0x8B);
        for (VmcbSegment table : new VmcbSegment[] {state.gdtr(), state.idtr()}) {
            assertThat(table.start()).isZero();
            assertThat(table.limit()).isEqualTo(0xFFFF);
        }
    }

    private static void assertSegment(VmcbSegment segment, int attributes) {
        assertThat(segment.selector()).isZero();
        assertThat(segment.start()).isZero();
        assertThat(segment.limit()).isEqualTo(0xFFFF);
        assertThat(segment.attributes()).isEqualTo(attributes);
    }

    /** VMSAVE first, so that VMLOAD leaves the MSRs as they are in the processor. */
    @Test
    void whatVmloadLoadsBesideSegmentsIsWhatTheProcessorHad() {
        long vmcb = processor.vmcb().rawValue();
        processors.machine().processor(1).when("VMSAVE", () -> {
            for (int offset : new int[] {STAR, SYSENTER, KERNEL_GS_BASE}) {
                processors.machine().memory().write(vmcb + offset, 8, 0x1234_5678_9ABCL + offset);
            }
        });
        state.guestPat(0x0006_0606_0006_0606L);
        processors.start(1, 0x9A);
        for (int offset : new int[] {STAR, SYSENTER, KERNEL_GS_BASE}) {
            assertThat(processors.machine().memory().read(vmcb + offset, 8)).isEqualTo(0x1234_5678_9ABCL + offset);
        }
        assertThat(state.guestPat()).isEqualTo(0x0006_0606_0006_0606L);
        assertThat(processors.machine().processor(1).instructions())
                .containsSubsequence(new Instruction("VMSAVE", vmcb), new Instruction("VMLOAD", vmcb));
    }

    @Test
    void nothingOfTheGuestBeforeIsLeftInTheControlArea() {
        dirty();
        processor.control().tlbControl(0);
        processors.start(1, 0x9A);
        assertThat(processor.control().eventInjection()).isZero();
        assertThat(processor.control().interruptShadow()).isZero();
        assertThat(processor.control().cleanBits()).isZero();
        assertThat(processor.control().tlbControl()).as("flush").isEqualTo(3);
    }

    @Test
    void anInitThatWasLeftHasTheProcessorWaitAndIsToldInTheStatistics() {
        processors.start(1, 0x9A);
        processors.on(1);
        assertThat(runs(1)).isOne();
        processor.signals().state(Signals.INIT_PENDING);
        assertThatThrownBy(() -> StartUp.follow(processor, registers)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(processor.signals().state()).isEqualTo(Signals.WAITING);
        assertThat(runs(1)).isZero();
        processors.start(1, 0x11);
        assertThat(runs(1)).isOne();
        assertThat(state.cs().selector()).isEqualTo(0x1100);
    }

    @Test
    void aProcessorThatWaitsLooksAgainEachTimeAnNmiWakesIt() {
        Runnable[] wakings = {
            () -> {},
            () -> {
                processor.signals().kick();
                processor.signals().base().writeInt(Signals.TAKEN, 1);
            },
            () -> {
                assertThat(processor.signals().base().readInt(Signals.TAKEN))
                        .as("or it would not halt again")
                        .isZero();
                processor.signals().kick();
                processor.signals().base().writeInt(Signals.TAKEN, 1);
                processor.signals().change(Signals.WAITING, Signals.STARTING | 0x22);
            }
        };
        int[] at = {0};
        processors.machine().processor(1).when(SvmProcessors.PARK, () -> wakings[at[0]++].run());
        assertThat(StartUp.follow(processor, registers)).isTrue();
        assertThat(at[0]).isEqualTo(3);
        assertThat(state.cs().selector()).isEqualTo(0x2200);
        assertThat(processor.signals().takeKick()).as("the kick was taken up").isFalse();
        assertThat(processor.signals().base().readInt(Signals.TAKEN)).isZero();
    }

    /** An NMI while a processor waits for a start-up interrupt is not kept for its guest. */
    @Test
    void anNmiWhileTheProcessorWaitsIsForgotten() {
        processors.machine().processor(1).when(SvmProcessors.PARK, () -> {
            processor.signals().base().writeInt(Signals.TAKEN, 1);
            processor.signals().change(Signals.WAITING, Signals.STARTING | 0x22);
        });
        StartUp.follow(processor, registers);
        assertThat(processor.control().eventInjection()).isZero();
        assertThat(processor.signals().takeNmis()).isZero();
    }

    @Test
    void anInitBetweenStartUpAndItsFollowingHasTheProcessorWaitAgain() {
        int[] parked = {0};
        processors.machine().processor(1).when(SvmProcessors.PARK, () -> {
            if (parked[0]++ == 0) {
                processor.signals().state(Signals.STARTING | 0x33);
                processor.signals().state(Signals.INIT_PENDING);
            } else {
                processor.signals().change(Signals.WAITING, Signals.STARTING | 0x44);
            }
        });
        StartUp.follow(processor, registers);
        assertThat(parked[0]).isEqualTo(2);
        assertThat(state.cs().selector()).isEqualTo(0x4400);
    }

    @Test
    void whoRunsAndHasNothingLeftGoesOnUntouched() {
        processors.start(1, 0x9A);
        processors.on(1);
        dirty();
        assertThat(StartUp.follow(processor, registers)).isFalse();
        assertThat(state.rip()).isEqualTo(0x1234_5678L);
        assertThat(registers.general(3)).isEqualTo(0x3333);
        assertThat(processor.control().eventInjection()).isEqualTo(EventInjection.NON_MASKABLE);
    }

    @Test
    void afterAnInitTheBootstrapProcessorGoesToTheResetVectorAtOnce() {
        SvmProcessor boot = processors.on(0);
        boot.state().cr0(Cr0.PE | Cr0.PG | Cr0.CD | Cr0.NW | Cr0.ET);
        boot.signals().state(Signals.INIT_PENDING);
        assertThat(StartUp.follow(boot, processors.registers(0))).isTrue();
        assertThat(boot.state().cs().selector()).isEqualTo(0xF000);
        assertThat(boot.state().cs().start()).isEqualTo(0xFFFF_0000L);
        assertThat(boot.state().rip()).isEqualTo(0xFFF0);
        assertThat(boot.state().cr0()).isEqualTo(Cr0.CD | Cr0.NW | Cr0.ET);
        assertThat(boot.signals().state()).isEqualTo(Signals.RUNNING);
        assertThat(runs(0)).isOne();
    }

    /** It would get interrupts of lowest priority, and lose them when it starts. */
    @Test
    void whileItWaitsItsLocalApicIsOffAndHasNoLogicalId() {
        var apic = processors.machine().processor(1).localApic();
        apic.preset(0xD0, 0x0200_0000);
        apic.preset(0xE0, 0x0FFF_FFFF);
        apic.preset(0xF0, 0x1FF);
        processors.on(1).signals().state(Signals.INIT_PENDING);
        assertThatThrownBy(() -> StartUp.follow(processor, registers)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(apic.register(0xF0)).isEqualTo(0xFF);
        assertThat(apic.register(0xD0)).isZero();
        assertThat(processor.signals().logicalDestination()).isZero();
        assertThat(processor.signals().destinationFormat()).isEqualTo(-1);
    }

    @Test
    void theLocalApicIsAsAfterInitAndSoAreTheDestinationsTheOthersKnow() {
        var apic = processors.machine().processor(1).localApic();
        apic.preset(0xD0, 0x0200_0000);
        apic.preset(0xE0, 0x0FFF_FFFF);
        apic.preset(0xF0, 0x1FF);
        apic.preset(0x320, 0x2_0030);
        processor.signals().destinations(0x0200_0000, 0x0FFF_FFFF);
        processors.start(1, 0x9A);
        assertThat(apic.register(0xD0)).isZero();
        assertThat(apic.register(0xE0)).isEqualTo(-1);
        assertThat(apic.register(0xF0)).isEqualTo(0xFF);
        assertThat(apic.register(0x320)).isEqualTo(0x1_0000);
        assertThat(processor.signals().logicalDestination()).isZero();
        assertThat(processor.signals().destinationFormat()).isEqualTo(-1);
        assertThat(processors.instructions(1)).endsWith("STGI", "CLGI");
    }

    /** Or none would be sent any more: it would be under way for ever. */
    @Test
    void aKickThatComesWhileTheLocalApicIsResetIsTakenUp() {
        processors.machine().processor(1).when("STGI", () -> {
            processor.signals().kick();
            processor.signals().base().writeInt(Signals.TAKEN, 1);
        });
        processors.start(1, 0x9A);
        assertThat(processor.signals().base().readInt(Signals.TAKEN)).isZero();
        assertThat(processor.signals().kick()).as("the next one has to be sent").isTrue();
    }

    @Test
    void whatThatKickWasForIsFollowed() {
        processors.machine().processor(1).when("STGI", () -> {
            processor.signals().state(Signals.INIT_PENDING);
            processor.signals().kick();
            processor.signals().base().writeInt(Signals.TAKEN, 1);
        });
        processor.signals().change(Signals.WAITING, Signals.STARTING | 0x9A);
        assertThatThrownBy(() -> StartUp.follow(processor, registers)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(processor.signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processor.signals().kick()).isTrue();
    }

    @Test
    void aRedirectedInitIsTakenAsAnExceptionAndFollowed() {
        processors.start(1, 0x9A);
        assertThat(processors.pageIsTrapped()).as("all run").isFalse();
        processors.meanwhile(1, () -> processors.on(0).follow());
        assertThatThrownBy(() -> processors.exit(1, ExitCode.INIT)).isInstanceOf(SvmProcessors.Parked.class);
        assertThat(processor.signals().state()).isEqualTo(Signals.WAITING);
        assertThat(processors.pageIsTrapped()).as("one waits").isTrue();
        assertThat(processors.instructions(1)).contains("STGI, CLGI");
        assertThat(processor.exits().counted(7)).isOne();
    }

    @Test
    void aRedirectedInitOfTheBootstrapProcessorResetsIt() {
        processors.start(1, 0x9A);
        processors.meanwhile(0, () -> processors.on(1).follow());
        processors.exit(0, ExitCode.INIT);
        assertThat(processors.get(0).state().rip()).isEqualTo(0xFFF0);
        assertThat(processors.pageIsTrapped()).as("nobody waits").isFalse();
    }

    private long runs(int number) {
        return processors.get(number).exits().base().readInt(RUNS);
    }

    /** A guest in 64-bit mode that has filled its registers. */
    private void dirty() {
        for (int i = 0; i < 16; i++) {
            if (i != AllRegisters.RSP) {
                registers.general(i, 0x1111L * i);
            }
        }
        state.rip(0x1234_5678L);
        state.rsp(0x7FFF_0000L);
        state.rax(0xAAAA);
        state.cr0(Cr0.PE | Cr0.PG | Cr0.CD | Cr0.WP | Cr0.ET);
        state.cr2(0x2222);
        state.cr3(0x3000);
        state.cr4(0x20);
        state.efer(Efer.SVME | Efer.LME | Efer.LMA);
        state.dr6(0xFFFF_4FF0L);
        state.dr7(0x455);
        state.cpl(3);
        state.rflags(Rflags.RESERVED | Rflags.IF | Rflags.TF);
        VmcbSegment[] all = {
            state.cs(),
            state.ss(),
            state.ds(),
            state.es(),
            state.fs(),
            state.gs(),
            state.ldtr(),
            state.tr(),
            state.gdtr(),
            state.idtr()
        };
        for (VmcbSegment segment : all) {
            segment.set(0x33, 0xAFB, 0x7F, 0x5555_0000L);
        }
        processor.control().interruptShadow(1);
        processor.control().cleanBits(0xFFF);
        processor.control().eventInjection(EventInjection.NON_MASKABLE);
    }
}
