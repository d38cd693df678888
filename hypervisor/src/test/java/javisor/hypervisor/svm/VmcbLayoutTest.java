package javisor.hypervisor.svm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The offsets of AMD APM vol. 2, appendix B, tables B-1 and B-2, written down a second time. */
class VmcbLayoutTest {
    private static final String CONTROL = """
            INTERCEPT_CONTROL_REGISTER_READS 000
            INTERCEPT_CONTROL_REGISTER_WRITES 002
            INTERCEPT_DEBUG_REGISTER_READS 004
            INTERCEPT_DEBUG_REGISTER_WRITES 006
            INTERCEPT_EXCEPTIONS 008
            INTERCEPT_INSTRUCTIONS 00C
            IO_PERMISSION_MAP 040
            MSR_PERMISSION_MAP 048
            TSC_OFFSET 050
            ASID 058
            TLB_CONTROL 05C
            VIRTUAL_INTERRUPT 060
            INTERRUPT_SHADOW 068
            EXIT_CODE 070
            EXIT_INFO1 078
            EXIT_INFO2 080
            EXIT_INTERRUPT_INFO 088
            NESTED_CONTROL 090
            EVENT_INJECTION 0A8
            NESTED_CR3 0B0
            VIRTUALIZATION_EXTENSIONS 0B8
            CLEAN_BITS 0C0
            NEXT_RIP 0C8
            """;

    private static final String STATE = """
            ES 400
            CS 410
            SS 420
            DS 430
            FS 440
            GS 450
            GDTR 460
            LDTR 470
            IDTR 480
            TR 490
            CPL 4CB
            EFER 4D0
            CR4 548
            CR3 550
            CR0 558
            DR7 560
            DR6 568
            RFLAGS 570
            RIP 578
            RSP 5D8
            RAX 5F8
            CR2 640
            GUEST_PAT 668
            SPECULATION_CONTROL 6E0
            """;

    @Test
    void theControlAreaIsLaidOutAsInTableB1() throws IllegalAccessException {
        assertThat(offsets(VmcbControl.class)).isEqualTo(table(CONTROL));
    }

    @Test
    void theStateSaveAreaIsLaidOutAsInTableB2() throws IllegalAccessException {
        assertThat(offsets(VmcbState.class)).isEqualTo(table(STATE));
    }

    @Test
    void aSegmentIsSelectorAttributesLimitAndBase() {
        assertThat(VmcbSegment.SELECTOR).isZero();
        assertThat(VmcbSegment.ATTRIBUTES).isEqualTo(2);
        assertThat(VmcbSegment.LIMIT).isEqualTo(4);
        assertThat(VmcbSegment.BASE).isEqualTo(8);
    }

    @Test
    void interceptBitsAreThoseOfVectors3And4() {
        assertThat(Long.numberOfTrailingZeros(Intercept.CPUID)).isEqualTo(18);
        assertThat(Long.numberOfTrailingZeros(Intercept.INVD)).isEqualTo(22);
        assertThat(Long.numberOfTrailingZeros(Intercept.INVLPGA)).isEqualTo(26);
        assertThat(Long.numberOfTrailingZeros(Intercept.MSR)).isEqualTo(28);
        assertThat(Intercept.SHUTDOWN).isEqualTo(0x8000_0000L);
        assertThat(Intercept.VMRUN >>> 32).isEqualTo(1);
        assertThat(Intercept.VMMCALL >>> 32).isEqualTo(2);
        assertThat((Intercept.VMLOAD | Intercept.VMSAVE | Intercept.STGI | Intercept.CLGI | Intercept.SKINIT) >>> 32)
                .isEqualTo(0x7C);
    }

    @Test
    void exitCodesHaveTheManualsNames() {
        assertThat(ExitCode.name(ExitCode.CPUID)).isEqualTo("CPUID");
        assertThat(ExitCode.name(ExitCode.MSR)).isEqualTo("MSR");
        assertThat(ExitCode.name(ExitCode.SHUTDOWN)).isEqualTo("SHUTDOWN");
        assertThat(ExitCode.name(ExitCode.VMMCALL)).isEqualTo("VMMCALL");
        assertThat(ExitCode.name(ExitCode.SKINIT)).isEqualTo("SKINIT");
        assertThat(ExitCode.name(0x8F)).isEqualTo("EFER_WRITE_TRAP");
        assertThat(ExitCode.name(ExitCode.NESTED_PAGE_FAULT)).isEqualTo("NPF");
        assertThat(ExitCode.name(ExitCode.INVALID)).startsWith("INVALID");
        assertThat(ExitCode.name(0x4D)).isEqualTo("exception");
        assertThat(ExitCode.name(0x999)).isEqualTo("unknown");
    }

    private static Map<String, Integer> offsets(Class<?> view) throws IllegalAccessException {
        Map<String, Integer> offsets = new TreeMap<>();
        for (Field field : view.getDeclaredFields()) {
            if (field.getType() == int.class) {
                offsets.put(field.getName(), field.getInt(null));
            }
        }
        return offsets;
    }

    private static Map<String, Integer> table(String text) {
        Map<String, Integer> offsets = new TreeMap<>();
        text.lines().map(line -> line.split(" ")).forEach(row -> offsets.put(row[0], Integer.parseInt(row[1], 16)));
        return offsets;
    }
}
