package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Msr;
import javisor.machine.x86.Rflags;
import javisor.simulator.CpuModel;
import javisor.simulator.MachineHalted;
import javisor.simulator.SimulatedFault;
import javisor.simulator.VmrunChecks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SvmExitTest {
    private static final long UD = 0x8000_0306L;
    private static final long GP = 0x8000_0B0DL;
    private static final long DB = 0x8000_0301L;
    private static final long BS = 1 << 14;

    private GuestMachine guest = new GuestMachine(CpuModel.minimalSvm(), "");
    private SvmProcessor processor = new SvmVirtualisation().prepare(guest.residence());

    @AfterEach
    void whatWasMadeOfTheStateCanBeRun() {
        assertThat(VmrunChecks.violations(
                        guest.memory(),
                        guest.machine().model(),
                        processor.vmcb().rawValue()))
                .isEmpty();
    }

    @Test
    void cpuidIsAnsweredAndTheGuestGoesOnBehindIt() {
        guest.registers().rcx(0xFFFF_FFFF_0000_0000L);
        cpuid(0);
        assertThat(processor.state().rax()).isEqualTo(0xD);
        assertThat(guest.registers().rbx()).isEqualTo(0x6874_7541);
        assertThat(guest.registers().rdx()).isEqualTo(0x6974_6E65);
        assertThat(guest.registers().rcx()).isEqualTo(0x444D_4163);
        assertThat(processor.state().rip()).isEqualTo(0x125);
        assertThat(processor.control().eventInjection()).isZero();
    }

    @Test
    void aProcessorThatSavesTheNextRipIsBelieved() {
        use(CpuModel.epyc());
        processor.control().nextRip(0x127);
        cpuid(0);
        assertThat(processor.state().rip()).isEqualTo(0x127);
        assertThat(processor.control().cleanBits()).isEqualTo(0xFFF);
    }

    @Test
    void onlyAfterCpuidMayTheProcessorKeepWhatItHasOfTheVmcb() {
        cpuid(0);
        assertThat(processor.control().cleanBits()).isEqualTo(0xFFF);
        msr(Msr.EFER, false, 0);
        assertThat(processor.control().cleanBits()).isZero();
    }

    @Test
    void anInterruptShadowEndsWithTheInstruction() {
        processor.control().interruptShadow(1);
        cpuid(0);
        assertThat(processor.control().interruptShadow()).isZero();
    }

    @Test
    void singleStepTrapsBehindTheEmulatedInstruction() {
        processor.state().rflags(Rflags.RESERVED | Rflags.TF);
        processor.state().dr7(0x400 | 1 << 13);
        cpuid(0);
        assertThat(processor.control().eventInjection()).isEqualTo(DB);
        assertThat(processor.state().dr6() & BS).isNotZero();
        assertThat(processor.state().dr7()).isEqualTo(0x400);
        assertThat(processor.state().rip()).isEqualTo(0x125);
    }

    @Test
    void branchSingleStepDoesNotTrapBehindAnInstructionThatDoesNotBranch() {
        Msrs.write(Msr.DEBUG_CTL, 2);
        processor.state().rflags(Rflags.RESERVED | Rflags.TF);
        cpuid(0);
        assertThat(processor.control().eventInjection()).isZero();
    }

    @Test
    void theResumeFlagEndsWithTheInstruction() {
        processor.state().rflags(Rflags.RESERVED | Rflags.RF);
        cpuid(0);
        assertThat(processor.state().rflags()).isEqualTo(Rflags.RESERVED);
        assertThat(processor.control().eventInjection()).isZero();
    }

    @Test
    void theInstructionPointerWrapsAtFourGibibytesIn32BitCodeOnly() {
        processor.state().rip(0xFFFF_FFFEL);
        cpuid(0);
        assertThat(processor.state().rip()).isZero();
        longMode();
        processor.state().rip(0xFFFF_FFFEL);
        cpuid(0);
        assertThat(processor.state().rip()).isEqualTo(0x1_0000_0000L);
        processor.state().rip(0xFFFF_FFFF_8000_0000L);
        cpuid(0);
        assertThat(processor.state().rip()).isEqualTo(0xFFFF_FFFF_8000_0002L);
    }

    @Test
    void eferReadsWithoutSvme() {
        msr(Msr.EFER, false, 0);
        assertThat(processor.state().rax()).isZero();
        assertThat(guest.registers().rdx()).isZero();
        assertThat(processor.state().rip()).isEqualTo(0x125);
    }

    @Test
    void eferKeepsSvmeWhenTheGuestWritesIt() {
        msr(Msr.EFER, true, Efer.LME | Efer.NXE | Efer.SCE);
        assertThat(processor.state().efer()).isEqualTo(Efer.SVME | Efer.LME | Efer.NXE | Efer.SCE);
        assertThat(processor.control().tlbControl()).isEqualTo(1);
        cpuid(1);
        assertThat(processor.control().tlbControl()).as("flushed once").isZero();
        msr(Msr.EFER, false, 0);
        assertThat(processor.state().rax()).isEqualTo(Efer.LME | Efer.NXE | Efer.SCE);
    }

    @Test
    void settingSvmeOrAReservedBitOfEferFaults() {
        refused(Msr.EFER, Efer.SVME);
        refused(Msr.EFER, 1L << 16);
        refused(Msr.EFER, 1L << 40);
        refused(Msr.EFER, Efer.LMSLE);
    }

    @Test
    void changingLmaAlwaysAndLmeWhilePagingFaults() {
        refused(Msr.EFER, Efer.LMA);
        longMode();
        refused(Msr.EFER, Efer.LMA);
        refused(Msr.EFER, Efer.LME);
        msr(Msr.EFER, true, Efer.LMA | Efer.LME | Efer.NXE);
        assertThat(processor.control().eventInjection()).isZero();
    }

    @Test
    void theRegistersOfSvmFaultAsWithoutIt() {
        for (int msr : new int[] {Msr.VM_CR, Msr.VM_HSAVE_PA, Msr.SVM_LOCK_KEY, Msr.TSC_RATIO, 0xC001_011B}) {
            refused(msr, 0);
            msr(msr, false, 0);
            assertThat(processor.control().eventInjection()).isEqualTo(GP);
            processor.control().eventInjection(0);
        }
    }

    @Test
    void anMsrOutsideTheMapIsTheProcessorsToAnswerOrRefuse() {
        guest.machine().msrs().preset(0xC000_2010, 0x1234_5678_9ABC_DEF0L);
        msr(0xC000_2010, false, 0);
        assertThat(processor.state().rax()).isEqualTo(0x9ABC_DEF0L);
        assertThat(guest.registers().rdx()).isEqualTo(0x1234_5678L);
        msr(0xC000_2010, true, 7);
        assertThat(Msrs.read(0xC000_2010)).isEqualTo(7);
        refused(0x4000_0000, 0);
    }

    @Test
    void svmInstructionsAreInvalidOpcodes() {
        for (int code : new int[] {0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x7A, 0x81}) {
            processor.control().eventInjection(0);
            exit(code);
            assertThat(processor.control().eventInjection()).isEqualTo(UD);
            assertThat(processor.state().rip()).isEqualTo(0x123);
        }
    }

    @Test
    void invdWritesBackFirst() {
        exit(ExitCode.INVD);
        assertThat(guest.machine().instructions())
                .anyMatch(instruction -> instruction.mnemonic().equals("WBINVD"));
        assertThat(processor.state().rip()).isEqualTo(0x125);
    }

    @Test
    void aTripleFaultBringsTheProcessorIntoShutdown() {
        assertThatThrownBy(() -> exit(ExitCode.SHUTDOWN)).isInstanceOfAny(SimulatedFault.class, MachineHalted.class);
        assertThat(guest.machine().instructions())
                .anyMatch(instruction -> instruction.mnemonic().equals("LIDT"));
        assertThat(guest.machine().com1().sent()).contains("triple-faulted");
    }

    @Test
    void aPageFaultInAnUnmappedPartOfTheAddressSpaceMapsItAndDeliversTheEventAgain() {
        CpuModel wide = CpuModel.epyc();
        use(wide);
        processor.control().exitInfo2(1L << 40);
        processor.control().exitInterruptInfo(0x8000_0B0EL | 2L << 32);
        exit(ExitCode.NESTED_PAGE_FAULT);
        assertThat(processor.control().eventInjection()).isEqualTo(0x8000_0B0EL | 2L << 32);
        processor.control().exitInfo1(1);
        assertThatThrownBy(() -> exit(ExitCode.NESTED_PAGE_FAULT)).hasMessageContaining("that is mapped");
        processor.control().eventInjection(0);
    }

    @Test
    void softwareInterruptsHappenAgainByThemselves() {
        assertThat(EventInjection.again(0x8000_0480L)).as("INT 80h").isZero();
        assertThat(EventInjection.again(0x8000_0303L)).as("INT3").isZero();
        assertThat(EventInjection.again(0x8000_0304L)).as("INTO").isZero();
        assertThat(EventInjection.again(0x8000_0020L)).as("interrupt").isEqualTo(0x8000_0020L);
        assertThat(EventInjection.again(0x8000_0202L)).as("NMI").isEqualTo(0x8000_0202L);
        assertThat(EventInjection.again(0x0000_0020L)).as("none").isZero();
    }

    @Test
    void anExitNobodyAskedForIsAPanicThatNamesIt() {
        assertThatThrownBy(() -> exit(0x78)).hasMessageContaining("did not ask for");
        assertThatThrownBy(() -> exit(-1)).hasMessageContaining("refused the guest's state");
    }

    @Test
    void osxsaveInCpuidIsTheGuests() {
        guest.machine().writeControlRegister(4, Cr4.OSXSAVE);
        cpuid(1);
        assertThat(guest.registers().rcx() & CpuModel.OSXSAVE).isZero();
        processor.state().cr4(Cr4.OSXSAVE);
        cpuid(1);
        assertThat(guest.registers().rcx() & CpuModel.OSXSAVE).isNotZero();
    }

    private void use(CpuModel model) {
        guest = new GuestMachine(model, "");
        processor = new SvmVirtualisation().prepare(guest.residence());
    }

    private void longMode() {
        processor.state().cr0(Cr0.PG | Cr0.PE | Cr0.ET);
        processor.state().cr4(Cr4.PAE);
        processor.state().efer(Efer.SVME | Efer.LMA | Efer.LME);
        processor.state().cs().set(8, VmcbSegment.CODE | VmcbSegment.LONG, -1, 0);
        processor.state().ss().set(0, VmcbSegment.DATA, -1, 0);
    }

    private void cpuid(int leaf) {
        processor.state().rax(leaf);
        exit(ExitCode.CPUID);
    }

    private void refused(int msr, long value) {
        long rip = processor.state().rip();
        msr(msr, true, value);
        assertThat(processor.control().eventInjection()).isEqualTo(GP);
        assertThat(processor.state().rip()).isEqualTo(rip);
        processor.control().eventInjection(0);
    }

    private void msr(int msr, boolean write, long value) {
        guest.registers().rcx(msr);
        guest.registers().rdx(value >>> 32);
        processor.state().rax(value & 0xFFFF_FFFFL);
        processor.control().exitInfo1(write ? 1 : 0);
        exit(ExitCode.MSR);
    }

    private void exit(int code) {
        processor.control().exitCode(code);
        AllRegisters registers = new AllRegisters(guest.registers().base());
        guest.registers().base().writeLong(0x58, processor.exits().base().rawValue());
        if (code == ExitCode.CPUID) {
            SvmExit.cpuid(processor, registers, processor.control().base());
        } else {
            SvmExit.exit(processor, registers);
        }
    }
}
