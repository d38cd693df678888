package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.NoAllocation;

/** Reads and writes of memory in every width. */
public final class MemoryWidths implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        HostVirtual memory = Input.memory();
        memory.writeLong(0, 0x8877_6655_4433_2211L);
        for (int i = 0; i < 8; i++) {
            Out.println(memory.readByte(i));
        }
        Out.println(memory.readShort(6));
        Out.println(memory.readInt(4));
        Out.hex(memory.readLong(0));
        memory.writeByte(1, (byte) Input.of(0xFE));
        memory.writeShort(2, (short) Input.of(0x8001));
        memory.writeInt(4, Input.of(-2));
        Out.hex(memory.readLong(0));
        memory.add(16).writeLong(-8, Input.of(-3L));
        Out.hex(memory.readLong(8));
    }
}
