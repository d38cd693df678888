package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;

/** Exchanges, with what was there before. */
public final class AtomicMemory implements Program {
    @Override
    public void run() {
        HostVirtual memory = Input.memory();
        memory.writeLong(8, Input.of(5));
        Out.println(memory.exchangeInt(8, Input.of(-7)));
        Out.println(memory.exchangeInt(8, 0x40));
        Out.println(memory.orInt(8, Input.of(0x8000_0001)));
        Out.println(memory.readInt(8));
        Out.println(memory.compareAndSetInt(8, 0x40, 1));
        Out.println(memory.compareAndSetInt(8, 0x8000_0041, Input.of(9)));
        Out.println(memory.readInt(8));
        memory.writeLong(16, 0x1_0000_0000L);
        Out.println(memory.compareAndSetLong(16, 0, 1));
        Out.println(memory.compareAndSetLong(16, 0x1_0000_0000L, Input.of(3) + 0x2_0000_0000L));
        Out.println(memory.readLong(16));
    }
}
