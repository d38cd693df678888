package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.NoAllocation;

/** Volatile accesses, each made exactly once. */
public final class VolatileMemory implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        HostVirtual memory = Input.memory().add(64);
        memory.writeIntVolatile(0, 1);
        memory.writeIntVolatile(0, 2);
        Out.println(memory.readIntVolatile(0) + memory.readIntVolatile(0));
        memory.writeByteVolatile(5, (byte) Input.of(0x90));
        memory.writeShortVolatile(6, (short) Input.of(0x9191));
        Out.println(memory.readByteVolatile(5));
        Out.println(memory.readShortVolatile(6));
        memory.writeLongVolatile(8, Long.MIN_VALUE);
        Out.println(memory.readLongVolatile(8));
    }
}
