package javisor.hypervisor.vmx.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EntryFailureTextTest {
    @Test
    void errorNumbersHaveTheManualsMeaning() {
        assertThat(InstructionError.meaning(4)).isEqualTo("VMLAUNCH with non-clear VMCS");
        assertThat(InstructionError.meaning(7)).isEqualTo("VM entry with invalid control field(s)");
        assertThat(InstructionError.meaning(8)).isEqualTo("VM entry with invalid host-state field(s)");
        assertThat(InstructionError.meaning(12)).startsWith("VMREAD or VMWRITE");
        assertThat(InstructionError.meaning(15)).startsWith("VMXON");
        assertThat(InstructionError.meaning(20)).startsWith("VMCALL with invalid VM-exit");
        assertThat(InstructionError.meaning(26)).isEqualTo("VM entry with events blocked by MOV SS");
        assertThat(InstructionError.meaning(28)).contains("INVEPT");
        assertThat(InstructionError.meaning(29)).isEqualTo("unknown");
        assertThat(InstructionError.meaning(-1)).isEqualTo("unknown");
    }

    @Test
    void reasonsAndQualificationsToo() {
        assertThat(EntryFailureReason.meaning(33)).contains("invalid guest state");
        assertThat(EntryFailureReason.meaning(34)).contains("MSR loading");
        assertThat(EntryFailureReason.meaning(41)).contains("machine-check");
        assertThat(EntryFailureReason.meaning(0)).contains("unknown");
        assertThat(EntryFailureReason.qualification(33, 2)).contains("page-directory-pointer");
        assertThat(EntryFailureReason.qualification(33, 3)).contains("NMI");
        assertThat(EntryFailureReason.qualification(33, 4)).contains("link pointer");
        assertThat(EntryFailureReason.qualification(33, 0)).isEqualTo("no further detail");
        assertThat(EntryFailureReason.qualification(34, 3)).contains("number of the entry");
        assertThat(EntryFailureReason.qualification(41, 3)).isEqualTo("no meaning");
    }
}
