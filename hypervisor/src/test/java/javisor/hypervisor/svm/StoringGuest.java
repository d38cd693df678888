package javisor.hypervisor.svm;

import java.util.HexFormat;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Cr4;
import javisor.machine.x86.Efer;

/** A guest on the first of three processors, whose page of the local APIC is trapped, that stores to it. */
final class StoringGuest {
    static final int START_UP = 0x469A;
    static final int RSI = 6;
    static final long CODE = 0x2_0000;
    static final long DATA = 0x2_8000;
    static final long STACK = 0x2_9000;

    private static final long TABLES = 0x3_0000;

    final SvmProcessors processors = new SvmProcessors(3, true, false);
    final SvmProcessor processor = processors.on(0);
    final AllRegisters registers = processors.registers(0);

    /** The guest executes an instruction that stores to a register of its local APIC. */
    void store(String bytes, int offset) {
        long at = processor.state().cs().start() + processor.state().rip();
        processors.machine().memory().write(at, HexFormat.of().parseHex(bytes));
        processors.store(0, offset);
    }

    /** {@return what a register of the local APIC holds} */
    int register(int offset) {
        return processors.machine().processor(0).localApic().register(offset);
    }

    /** Puts something into a register of the local APIC. */
    void register(int offset, int value) {
        processors.machine().processor(0).localApic().preset(offset, value);
    }

    /** The guest is in real mode, in 32-bit protected mode without paging, or in 64-bit mode with memory mapped to itself. */
    void codeOf(int bits) {
        VmcbState state = processor.state();
        long base = bits == 16 ? CODE : 0;
        state.rax(START_UP);
        registers.general(RSI, DATA - base);
        state.rsp(STACK - base);
        state.rip(CODE - base);
        if (bits == 16) {
            state.cs().setRealMode((int) (CODE >> 4), VmcbSegment.CODE);
            state.ds().setRealMode((int) (CODE >> 4), VmcbSegment.DATA);
            state.ss().setRealMode((int) (CODE >> 4), VmcbSegment.DATA);
            return;
        }
        state.cr0(Cr0.PE | Cr0.ET);
        state.cs().set(8, VmcbSegment.CODE | VmcbSegment.DEFAULT_32, -1, 0);
        state.ss().set(16, VmcbSegment.DATA | VmcbSegment.DEFAULT_32, -1, 0);
        state.ds().set(16, VmcbSegment.DATA | VmcbSegment.DEFAULT_32, -1, 0);
        if (bits == 64) {
            state.cs().set(8, VmcbSegment.CODE | VmcbSegment.LONG, -1, 0);
            state.cr0(Cr0.PE | Cr0.PG | Cr0.ET);
            state.cr4(Cr4.PAE);
            state.efer(Efer.SVME | Efer.LME | Efer.LMA);
            state.cr3(TABLES);
            processors.machine().memory().write(TABLES, 8, TABLES + 0x1000 | 7);
            processors.machine().memory().write(TABLES + 0x1000, 8, 0x87);
        }
    }

    /** Of what is mapped to itself only the page of {@code address} is left. */
    void leaveOnlyPageOf(long address) {
        processors.machine().memory().write(TABLES + 0x1000, 8, TABLES + 0x2000 | 7);
        processors.machine().memory().write(TABLES + 0x2000, 8, TABLES + 0x3000 | 7);
        processors.machine().memory().write(TABLES + 0x3000 + address / 4096 * 8, 8, address | 7);
    }
}
