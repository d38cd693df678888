package javisor.hypervisor.apic;

import javisor.hypervisor.linear.GuestFetch;
import javisor.hypervisor.linear.GuestMemory;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostVirtual;

/**
 * A store to the page of the local APIC's registers, which is read-only for the guest: the instruction is decoded and carried out (Intel SDM
 * vol. 3, 11.4.1; AMD APM vol. 2, 16.3). An INIT or start-up command goes no further than {@link #command}; every other store goes to the
 * register. The command register then reads as if the command had not been given: there is no destination that a command could be sent to
 * without effect, not even in the error status register. There is one for each processor; where the guest's state stands is the maker's.
 */
public abstract class TrappedStore {
    private static final int REGISTER = 0xFF0;
    private static final int CODE_BUFFER = 0xC0;
    private static final int OPERAND_BUFFER = 0xD0;

    private final HostVirtual code;
    private final HostVirtual buffer;
    private final GuestFetch fetch;
    private final StoreInstruction store = new StoreInstruction();

    /**
     * For a processor whose guest has this memory.
     *
     * @param scratch the processor's scratch area
     */
    protected TrappedStore(GuestMemory memory, HostVirtual scratch) {
        this.code = scratch.add(CODE_BUFFER);
        this.buffer = scratch.add(OPERAND_BUFFER);
        this.fetch = new GuestFetch(memory);
    }

    /** {@return the size of the code segment: 16, 32 or 64} */
    protected abstract int codeBits();

    /** {@return how many bytes of rSP make an address: 2, 4 or 8} */
    protected abstract int stackBytes();

    /** {@return where the instruction stands in its segment} */
    protected abstract long rip();

    /** {@return the base of a segment, numbered as in instructions} */
    protected abstract long base(int segment);

    /** {@return RSP} */
    protected abstract long stackPointer();

    /** Sets RSP. */
    protected abstract void stackPointer(long rsp);

    /** {@return RFLAGS} */
    protected abstract long flags();

    /** Sets RFLAGS. */
    protected abstract void flags(long rflags);

    /** Tells {@code reader} the registers that paging depends on. */
    protected abstract void paging(GuestFetch reader);

    /** Carries out an INIT or a start-up of the guest's. */
    protected abstract void command(InterruptCommand command);

    /** The guest has given itself other logical destinations. */
    protected abstract void destinationsChanged();

    /** Ends the instruction and goes on at {@code rip}. */
    protected abstract void resumeAt(long rip);

    /**
     * Carries out the instruction that has exited, with all general registers but RSP in {@code registers}; {@return whether it could}
     * It cannot if a page that it stands in or reads has been taken away since: the guest is to execute it again, without the translations
     * that its processor has kept, and gets its page fault.
     */
    public final boolean carryOut(AllRegisters registers, GuestPhysical address) {
        int bits = codeBits();
        long instruction = bits == 64 ? rip() : base(StoreInstruction.CS) + rip() & 0xFFFF_FFFFL;
        paging(fetch);
        if (!store.decode(code, fetch.copy(instruction, code, StoreInstruction.LONGEST), bits)) {
            if (store.whole()) {
                throw new IllegalStateException("an instruction stores to the local APIC that Javisor does not know");
            }
            return false;
        }
        int offset = (int) address.rawValue() & REGISTER;
        HostVirtual register = LocalApic.registers().add(offset);
        if (!readOperand(registers, register, bits)) {
            return false;
        }
        long operand = buffer.readLong(0);
        long rsp = stackPointer();
        long rflags = flags();
        long value = StoreExecution.value(store, registers, rsp, operand);
        flags(StoreExecution.flags(store, registers, rsp, operand, rflags));
        put(register, offset, (int) value);
        stackPointer(StoreExecution.stackPointer(store, rsp, operand, stackBytes()));
        StoreExecution.complete(store, registers, operand, rflags);
        if (!store.repeats() || registers.general(AllRegisters.RCX) == 0) {
            long next = rip() + store.length();
            resumeAt(bits == 64 ? next : next & 0xFFFF_FFFFL);
        }
        return true;
    }

    private boolean readOperand(AllRegisters registers, HostVirtual register, int bits) {
        buffer.writeLong(0, 0);
        switch (store.operation()) {
            case MOVE_STRING -> {
                return read(store.segment(), StoreExecution.sourceOfMove(store, registers), bits);
            }
            case POP -> {
                return read(StoreInstruction.SS, StoreExecution.sourceOfPop(stackPointer(), stackBytes()), bits);
            }
            default -> {
                if (store.operation().readsDestination()) {
                    buffer.writeInt(0, register.readIntVolatile(0));
                }
                return true;
            }
        }
    }

    private boolean read(int segment, long offset, int bits) {
        return fetch.copy(linear(segment, offset, bits), buffer, store.width()) == store.width();
    }

    private long linear(int segment, long offset, int bits) {
        if (bits == 64) {
            return segment > StoreInstruction.DS ? base(segment) + offset : offset;
        }
        return base(segment) + offset & 0xFFFF_FFFFL;
    }

    private void put(HostVirtual register, int offset, int value) {
        InterruptCommand command =
                InterruptCommand.of(LocalApic.registers().readIntVolatile(LocalApic.COMMAND_HIGH), value);
        if (offset != LocalApic.COMMAND_LOW || !command.isProcessorControl()) {
            register.writeIntVolatile(0, value);
            if (offset == LocalApic.LOGICAL_DESTINATION || offset == LocalApic.DESTINATION_FORMAT) {
                destinationsChanged();
            }
            return;
        }
        command(command);
    }
}
