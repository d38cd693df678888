package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of Intel SDM vol. 3, appendix C, written down a second time. */
class ExitReasonTest {
    @ParameterizedTest
    @CsvSource({
        "0, exception or NMI",
        "2, triple fault",
        "8, NMI window",
        "9, task switch",
        "10, CPUID",
        "13, INVD",
        "18, VMCALL",
        "27, VMXON",
        "28, CR access",
        "31, RDMSR",
        "33, invalid guest state",
        "36, MWAIT",
        "41, machine check at entry",
        "48, EPT violation",
        "49, EPT misconfiguration",
        "53, INVVPID",
        "55, XSETBV",
        "59, VMFUNC",
        "64, XRSTORS",
        "65, unknown",
        "-1, unknown"
    })
    void aReasonHasTheManualsName(int reason, String name) {
        assertThat(ExitReason.name(reason)).isEqualTo(name);
    }

    @Test
    void theReasonsThatAreHandledHaveTheManualsNumbers() {
        assertThat(ExitReason.EXCEPTION_OR_NMI).isZero();
        assertThat(ExitReason.TRIPLE_FAULT).isEqualTo(2);
        assertThat(ExitReason.INIT).isEqualTo(3);
        assertThat(ExitReason.NMI_WINDOW).isEqualTo(8);
        assertThat(ExitReason.TASK_SWITCH).isEqualTo(9);
        assertThat(ExitReason.CPUID).isEqualTo(10);
        assertThat(ExitReason.INVD).isEqualTo(13);
        assertThat(ExitReason.VMCALL).isEqualTo(18);
        assertThat(ExitReason.CONTROL_REGISTER).isEqualTo(28);
        assertThat(ExitReason.RDMSR).isEqualTo(31);
        assertThat(ExitReason.WRMSR).isEqualTo(32);
        assertThat(ExitReason.MACHINE_CHECK_AT_ENTRY).isEqualTo(41);
        assertThat(ExitReason.EPT_VIOLATION).isEqualTo(48);
        assertThat(ExitReason.EPT_MISCONFIGURATION).isEqualTo(49);
        assertThat(ExitReason.XSETBV).isEqualTo(55);
    }
}
