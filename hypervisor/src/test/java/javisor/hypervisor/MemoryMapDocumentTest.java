package javisor.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javisor.hypervisor.memory.HostPageTables;
import javisor.hypervisor.panic.ExceptionDescriptors;
import javisor.machine.address.HostPhysical;
import javisor.machine.x86.SegmentDescriptor;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;
import org.junit.jupiter.api.Test;

/** What docs/memory-map.md says of Javisor's own memory is so. */
class MemoryMapDocumentTest {
    private final LoadedMachine machine = new LoadedMachine(CpuModel.epyc(), 0x100_0000, "");

    @Test
    void theDescriptorPageIsLaidOutAsWritten() throws IOException {
        ExceptionDescriptors.install(0);
        long page = LoadedMachine.symbol("javisor_descriptors");
        long gdt = machine.readMemory(page + documented("`?([0-9A-F]+)h, 050h \\| operands of LGDT") + 2, 8);
        long idt = machine.readMemory(page + documented("040h, ([0-9A-F]+)h \\| operands of LGDT") + 2, 8);
        long tss = new SegmentDescriptor(machine.readMemory(gdt + documented("TSS ([0-9A-F]+)h"), 8)).base();
        assertThat(gdt - page).isEqualTo(documented("([0-9A-F]+)h \\| GDT"));
        assertThat(idt).isEqualTo(LoadedMachine.symbol("javisor_interrupt_table"));
        assertThat(tss).isEqualTo(page + documented("([0-9A-F]+)h \\| TSS") & 0xFFFF_FFFFL);
    }

    @Test
    void theHostPageTablesTakeAsManyPagesAsWritten() throws IOException {
        int documented = Integer.parseInt(find("(\\d+) pages on a PC with up to 512 GiB"));
        long usableEnd = 512L << 30;
        assertThat(new HostPageTables(usableEnd, 48, true, true, 1).pages(0x3_0000, 28))
                .isEqualTo(documented);
        assertThat(new HostPageTables(6L << 30, 48, false, true, 1).pages(0x3_0000, 28))
                .isEqualTo(documented + 2);
    }

    @Test
    void windowAndLinkAddressAreAsWritten() throws IOException {
        assertThat(find("`([0-9A-F_]+)h` \\+ \\*physical\\*").replace("_", ""))
                .isEqualToIgnoringCase(Long.toHexString(HostPhysical.WINDOW));
        assertThat(find("linked at `([0-9A-F_]+)h`").replace("_", ""))
                .isEqualToIgnoringCase(Long.toHexString(SimulatedMachine.LINK_ADDRESS));
    }

    private static long documented(String pattern) throws IOException {
        return Long.parseLong(find(pattern), 16);
    }

    private static String find(String pattern) throws IOException {
        String text = Files.readString(Path.of("..", "docs", "memory-map.md"));
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
