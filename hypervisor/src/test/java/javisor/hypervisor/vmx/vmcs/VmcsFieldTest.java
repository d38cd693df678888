package javisor.hypervisor.vmx.vmcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The encodings of Intel SDM vol. 3, appendix B, written down a second time, by table of the appendix. */
class VmcsFieldTest {
    private static final int CONTROL = 0;
    private static final int EXIT_INFORMATION = 1;
    private static final int GUEST = 2;
    private static final int HOST = 3;

    private static final int INDEX_SHIFT = 1;
    private static final int INDEX_MASK = 0x1FF;

    private static final String CONTROLS = """
            VPID 0000
            MSR_BITMAP 2004
            EPT_POINTER 201A
            XSS_EXITING 202C
            PCONFIG_EXITING 203E
            PIN_BASED 4000
            PROCESSOR_BASED 4002
            EXCEPTION_BITMAP 4004
            PAGE_FAULT_MASK 4006
            PAGE_FAULT_MATCH 4008
            CR3_TARGET_COUNT 400A
            EXIT 400C
            EXIT_MSR_STORE_COUNT 400E
            EXIT_MSR_LOAD_COUNT 4010
            ENTRY 4012
            ENTRY_MSR_LOAD_COUNT 4014
            ENTRY_INTERRUPTION 4016
            ENTRY_ERROR_CODE 4018
            ENTRY_INSTRUCTION_LENGTH 401A
            SECONDARY_PROCESSOR_BASED 401E
            CR0_MASK 6000
            CR4_MASK 6002
            CR0_SHADOW 6004
            CR4_SHADOW 6006
            """;

    private static final String EXITS = """
            GUEST_PHYSICAL_ADDRESS 2400
            INSTRUCTION_ERROR 4400
            REASON 4402
            INTERRUPTION 4404
            INTERRUPTION_ERROR_CODE 4406
            IDT_VECTORING 4408
            IDT_VECTORING_ERROR_CODE 440A
            INSTRUCTION_LENGTH 440C
            QUALIFICATION 6400
            GUEST_LINEAR_ADDRESS 640A
            """;

    private static final String GUESTS = """
            ES_SELECTOR 0800
            CS_SELECTOR 0802
            SS_SELECTOR 0804
            DS_SELECTOR 0806
            FS_SELECTOR 0808
            GS_SELECTOR 080A
            LDTR_SELECTOR 080C
            TR_SELECTOR 080E
            VMCS_LINK_POINTER 2800
            DEBUGCTL 2802
            PAT 2804
            EFER 2806
            PERF_GLOBAL_CTRL 2808
            PDPTE0 280A
            PDPTE1 280C
            PDPTE2 280E
            PDPTE3 2810
            ES_LIMIT 4800
            CS_LIMIT 4802
            SS_LIMIT 4804
            DS_LIMIT 4806
            FS_LIMIT 4808
            GS_LIMIT 480A
            LDTR_LIMIT 480C
            TR_LIMIT 480E
            GDTR_LIMIT 4810
            IDTR_LIMIT 4812
            ES_ACCESS_RIGHTS 4814
            CS_ACCESS_RIGHTS 4816
            SS_ACCESS_RIGHTS 4818
            DS_ACCESS_RIGHTS 481A
            FS_ACCESS_RIGHTS 481C
            GS_ACCESS_RIGHTS 481E
            LDTR_ACCESS_RIGHTS 4820
            TR_ACCESS_RIGHTS 4822
            INTERRUPTIBILITY 4824
            ACTIVITY 4826
            SYSENTER_CS 482A
            CR0 6800
            CR3 6802
            CR4 6804
            ES_BASE 6806
            CS_BASE 6808
            SS_BASE 680A
            DS_BASE 680C
            FS_BASE 680E
            GS_BASE 6810
            LDTR_BASE 6812
            TR_BASE 6814
            GDTR_BASE 6816
            IDTR_BASE 6818
            DR7 681A
            RSP 681C
            RIP 681E
            RFLAGS 6820
            PENDING_DEBUG 6822
            SYSENTER_ESP 6824
            SYSENTER_EIP 6826
            S_CET 6828
            SSP 682A
            INTERRUPT_SSP_TABLE 682C
            """;

    private static final String HOSTS = """
            ES_SELECTOR 0C00
            CS_SELECTOR 0C02
            SS_SELECTOR 0C04
            DS_SELECTOR 0C06
            FS_SELECTOR 0C08
            GS_SELECTOR 0C0A
            TR_SELECTOR 0C0C
            PAT 2C00
            EFER 2C02
            PERF_GLOBAL_CTRL 2C04
            SYSENTER_CS 4C00
            CR0 6C00
            CR3 6C02
            CR4 6C04
            FS_BASE 6C06
            GS_BASE 6C08
            TR_BASE 6C0A
            GDTR_BASE 6C0C
            IDTR_BASE 6C0E
            SYSENTER_ESP 6C10
            SYSENTER_EIP 6C12
            RSP 6C14
            RIP 6C16
            S_CET 6C18
            SSP 6C1A
            INTERRUPT_SSP_TABLE 6C1C
            """;

    @Test
    void theFieldsHaveTheManualsEncodings() throws IllegalAccessException {
        assertThat(encodings(ControlField.class)).containsExactlyInAnyOrderEntriesOf(table(CONTROLS));
        assertThat(encodings(ExitField.class)).containsExactlyInAnyOrderEntriesOf(table(EXITS));
        assertThat(encodings(GuestField.class)).containsExactlyInAnyOrderEntriesOf(table(GUESTS));
        assertThat(encodings(HostField.class)).containsExactlyInAnyOrderEntriesOf(table(HOSTS));
    }

    @Test
    void eachFieldIsOfTheTypeOfItsClassAndNamedWhole() throws IllegalAccessException {
        typed(ControlField.class, CONTROL);
        typed(ExitField.class, EXIT_INFORMATION);
        typed(GuestField.class, GUEST);
        typed(HostField.class, HOST);
    }

    @Test
    void theSegmentFieldsFollowEachOtherInTheOrderOfTheSegmentRegisters() {
        VmcsField[][] groups = {
            {GuestField.ES_SELECTOR, GuestField.CS_SELECTOR, GuestField.SS_SELECTOR, GuestField.TR_SELECTOR},
            {GuestField.ES_LIMIT, GuestField.CS_LIMIT, GuestField.SS_LIMIT, GuestField.TR_LIMIT},
            {
                GuestField.ES_ACCESS_RIGHTS,
                GuestField.CS_ACCESS_RIGHTS,
                GuestField.SS_ACCESS_RIGHTS,
                GuestField.TR_ACCESS_RIGHTS
            },
            {GuestField.ES_BASE, GuestField.CS_BASE, GuestField.SS_BASE, GuestField.TR_BASE},
        };
        for (VmcsField[] group : groups) {
            long first = group[0].encoding();
            assertThat(group).extracting(VmcsField::encoding).containsExactly(first, first + 2, first + 4, first + 14);
        }
    }

    /** Bit 0 the high half, bits 9:1 index, 11:10 type, 12 reserved, 14:13 width (25.11.2). */
    private static void typed(Class<?> fields, int type) throws IllegalAccessException {
        for (Map.Entry<String, Long> field : encodings(fields).entrySet()) {
            long encoding = field.getValue();
            assertThat(encoding >>> 10 & 3).as(field.getKey()).isEqualTo(type);
            assertThat(encoding & 1).as(field.getKey()).isZero();
            assertThat(encoding >>> 12 & 1).as(field.getKey()).isZero();
            assertThat(encoding >>> 15).as(field.getKey()).isZero();
            assertThat(encoding >>> INDEX_SHIFT & INDEX_MASK).as(field.getKey()).isLessThan(0x20);
        }
    }

    private static Map<String, Long> encodings(Class<?> fields) throws IllegalAccessException {
        Map<String, Long> encodings = new TreeMap<>();
        for (Field field : fields.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == VmcsField.class) {
                encodings.put(field.getName(), ((VmcsField) field.get(null)).encoding());
            }
        }
        return encodings;
    }

    private static Map<String, Long> table(String text) {
        Map<String, Long> encodings = new TreeMap<>();
        text.lines().map(line -> line.split(" ")).forEach(row -> encodings.put(row[0], Long.parseLong(row[1], 16)));
        return encodings;
    }
}
