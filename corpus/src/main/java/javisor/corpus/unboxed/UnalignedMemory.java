package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;

/** Accesses at odd addresses. */
public final class UnalignedMemory implements Program {
    @Override
    public void run() {
        HostVirtual memory = Input.memory();
        for (int i = 0; i < 32; i++) {
            memory.writeByte(i, (byte) (i * 17));
        }
        for (int i = 0; i < 16; i += 3) {
            Out.hex(memory.readLong(i));
            Out.hex(memory.readInt(i) & 0xFFFF_FFFFL);
            Out.hex(memory.readShort(i) & 0xFFFF);
        }
        memory.writeLong(5, 0x0102_0304_0506_0708L);
        Out.hex(memory.readLong(3));
    }
}
