package javisor.hypervisor.apic;

import java.util.HexFormat;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.address.HostPhysical;
import javisor.simulator.CpuModel;
import javisor.simulator.PhysicalMemory;
import javisor.simulator.SimulatedMachine;

/** A place for an instruction, the last bytes of memory, and a set of registers in which each byte tells where it is from. */
final class StoreGuest {
    /** The stack pointer. */
    static final long RSP = 0x7777_0000_5555_4444L;

    private static final long RAM = 1 << 20;
    private static final long REGISTERS = 0x9000;

    /** The instruction. */
    final StoreInstruction store = new StoreInstruction();

    /** The registers. */
    final AllRegisters registers;

    private final PhysicalMemory ram;

    StoreGuest() {
        ram = SimulatedMachine.install(CpuModel.intel(), RAM).memory();
        registers = new AllRegisters(new HostPhysical(REGISTERS).toVirtual());
        for (int i = 0; i < 16; i++) {
            if (i != AllRegisters.RSP) {
                registers.general(i, register(i));
            }
        }
    }

    /** {@return what register {@code number} holds at first} */
    static long register(int number) {
        return 0x0123_4567_8000_9940L + number;
    }

    /** {@return whether the instruction with these bytes, in hexadecimal, is decoded} A read of a byte behind it is an error. */
    boolean decode(int bits, String bytes) {
        return decode(bits, HexFormat.of().parseHex(bytes));
    }

    /** {@return whether the instruction with these bytes is decoded} */
    boolean decode(int bits, byte[] bytes) {
        long at = RAM - bytes.length;
        ram.write(at, bytes);
        return store.decode(new HostPhysical(at).toVirtual(), bytes.length, bits);
    }

    /** {@return what it stores} */
    long value(long operand) {
        return StoreExecution.value(store, registers, RSP, operand);
    }

    /** {@return RFLAGS after it} */
    long flags(long operand, long rflags) {
        return StoreExecution.flags(store, registers, RSP, operand, rflags);
    }
}
