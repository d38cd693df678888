package javisor.hypervisor.panic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import javisor.hypervisor.LoadedMachine;
import javisor.hypervisor.log.Log;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.simulator.CpuModel;
import javisor.simulator.MachineHalted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PanicTest {
    private final LoadedMachine machine = new LoadedMachine(CpuModel.epyc(), 0x100_0000, "");
    private final ExceptionFrame frame = new ExceptionFrame(new HostPhysical(0x9000).toVirtual());

    @BeforeEach
    void firstPanic() throws ReflectiveOperationException {
        Field depth = Panic.class.getDeclaredField("depth");
        depth.setAccessible(true);
        depth.setInt(null, 0);
        Panic.guests(new GuestSummary[] {console -> console.println("guest: rip 0x7c00")});
        Log.open();
    }

    @Test
    void aThrownExceptionIsReportedWithMessageStateAndGuest() {
        HostVirtual address = new HostVirtual(LoadedMachine.symbol("_start") + 0x50);
        assertThatThrownBy(() -> Panic.panic(new IllegalStateException("broken"), new HostVirtual(0), address))
                .isInstanceOf(MachineHalted.class);
        assertThat(machine.serial())
                .contains("[javisor] PANIC: java.lang.IllegalStateException: broken\n")
                .contains("[javisor] cr0 0000000080000011")
                .contains("[javisor] guest: rip 0x7c00\n")
                .contains("[javisor] Javisor has stopped.");
        assertThat(machine.machine().instructions()).anyMatch(i -> i.mnemonic().equals("CLI"));
    }

    @Test
    void aPageFaultUnderTheStackIsAStackOverflow() {
        for (String guard : new String[] {"javisor_stack_guard", "javisor_fault_stack_guard"}) {
            assertThat(ExceptionText.isStackOverflow(
                            8,
                            new HostVirtual(LoadedMachine.symbol(guard) + 0xFF8),
                            new HostVirtual(LoadedMachine.symbol("javisor_stack_guard")),
                            new HostVirtual(LoadedMachine.symbol("javisor_fault_stack_guard"))))
                    .isTrue();
        }
        assertThat(exception(8, 0, LoadedMachine.symbol("javisor_stack_guard") + 0xFF8))
                .contains("[javisor] PANIC: java.lang.StackOverflowError: the resident stack is used up\n");
    }

    @Test
    void aWildWriteIsReportedWithItsAddress() {
        assertThat(exception(14, 3, LoadedMachine.symbol("_start")))
                .contains("PANIC: java.lang.InternalError: wild write to 0xffffffff80000000: read-only\n");
    }

    @Test
    void aWildReadIsReportedWithItsAddress() {
        assertThat(exception(14, 0, 0x10))
                .contains("PANIC: java.lang.InternalError: wild read of 0x10: nothing is mapped there\n");
    }

    @Test
    void aWildJumpIsReportedWithItsAddress() {
        assertThat(exception(14, 0x11, LoadedMachine.symbol("__rodata_end")))
                .contains("wild jump to 0xffffffff80018000: not code");
    }

    @Test
    void otherExceptionsAreNamedAndTheRegistersPrinted() {
        frame.base().writeLong(ExceptionFrame.R8 + 56, 0x1515);
        frame.base().writeLong(ExceptionFrame.RAX, 0xAAAA);
        assertThat(exception(13, 0x18, 0))
                .contains("java.lang.InternalError: general protection fault (vector 13, error code 0x18)")
                .contains("[javisor] rax 000000000000aaaa rbx")
                .contains("r15 0000000000001515\n");
    }

    @Test
    void aPanicInsideAPanicIsOneLineAndAThirdIsSilence() {
        exception(13, 0, 0);
        String second = exception(14, 2, 0x1234);
        assertThat(second)
                .contains("PANIC while reporting a panic")
                .contains("wild write to 0x1234: nothing is mapped there at 0xffffffff80000040");
        assertThat(exception(14, 2, 0x1234)).isEqualTo(second);
    }

    @Test
    void aRefusedMsrAccessOnTheGuestsBehalfGoesOnWhereItsCallReturns() {
        for (String name : new String[] {
            "javisor_guarded_rdmsr_instruction",
            "javisor_guarded_wrmsr_instruction",
            "javisor_guarded_xsetbv_instruction"
        }) {
            frame.base().writeLong(ExceptionFrame.VECTOR, 13);
            frame.base().writeLong(ExceptionFrame.RIP, LoadedMachine.symbol(name));
            Panic.exception(frame);
            assertThat(frame.instruction().rawValue()).isEqualTo(LoadedMachine.symbol("javisor_guarded_fault"));
        }
        assertThat(machine.serial()).isEmpty();
    }

    private String exception(int vector, int errorCode, long address) {
        machine.writeControlRegister(2, address);
        frame.base().writeLong(ExceptionFrame.VECTOR, vector);
        frame.base().writeLong(ExceptionFrame.ERROR_CODE, errorCode);
        frame.base().writeLong(ExceptionFrame.RIP, LoadedMachine.symbol("_start") + 0x40);
        assertThatThrownBy(() -> Panic.exception(frame)).isInstanceOf(MachineHalted.class);
        return machine.serial();
    }
}
