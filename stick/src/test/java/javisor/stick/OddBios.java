package javisor.stick;

import java.util.LinkedHashMap;
import java.util.Map;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;

/** What is wrong with a BIOS; {@code shim.S} makes it so, from the sector in front of the real boot sector. */
enum OddBios {
    NO_E820,
    NO_E801,
    ODD_E820,
    FLAKY,
    DEAD,
    DEAD_AFTER_LOADER,
    CHS_ONLY,
    A20_OFF,
    LITTLE_LOW_MEMORY,
    BROKEN_E820;

    private static final int FLAGS = 508;

    /** {@return {@code disk} behind a BIOS with these faults} */
    static byte[] of(byte[] disk, OddBios... faults) throws CompilationException {
        Map<String, Long> definitions = new LinkedHashMap<>();
        for (OddBios fault : values()) {
            definitions.put(fault.name(), 1L << fault.ordinal());
        }
        byte[] shim = Assembler.assemble(
                        new AssemblySource("shim.S", TestDisks.resource("shim.S")), definitions, 0x7C00)
                .bytes();
        byte[] changed = disk.clone();
        System.arraycopy(disk, 0, changed, 512, 512);
        System.arraycopy(shim, 0, changed, 0, 512);
        int flags = 0;
        for (OddBios fault : faults) {
            flags |= 1 << fault.ordinal();
        }
        changed[FLAGS] = (byte) flags;
        changed[FLAGS + 1] = (byte) (flags >> 8);
        return changed;
    }
}
