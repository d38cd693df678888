package javisor.hypervisor.svm;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.apic.StoreExecution;
import javisor.hypervisor.apic.StoreInstruction;
import javisor.hypervisor.virtualisation.AllRegisters;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Svm;
import javisor.machine.x86.Cr0;
import javisor.machine.x86.Efer;
import javisor.machine.x86.Rflags;

/**
 * A store to the page of the local APIC's registers, which is read-only for the guest: the instruction is decoded and carried out (AMD APM
 * vol. 2, 16.3 and 15.25.6). An INIT or start-up command goes no further than the {@link CommandTrap}; every other store goes to the register.
 */
final class ApicStore {
    private static final int REGISTER = 0xFF0;
    private static final int REGISTER_BYTES = 4;
    private static final int CODE_BUFFER = 0xC0;
    private static final int OPERAND_BUFFER = 0xD0;

    /** A destination of xAPIC mode that no processor has: what is sent there shows in the register and reaches nobody. */
    private static final int NOBODY = 0xFE << 24;

    private static final int LOGICAL = 1 << 11;

    private ApicStore() {}

    /** Handles the exit. */
    static void handle(SvmProcessor processor, AllRegisters registers, GuestPhysical address) {
        VmcbState state = processor.state();
        StoreInstruction store = processor.store();
        HostVirtual code = processor.scratch().add(CODE_BUFFER);
        int bits = codeBits(state);
        long instruction = bits == 64 ? state.rip() : state.cs().start() + state.rip() & 0xFFFF_FFFFL;
        int count = fetch(processor, instruction, code, StoreInstruction.LONGEST);
        if (!store.decode(code, count, bits)) {
            throw new IllegalStateException("an instruction stores to the local APIC that Javisor does not know");
        }
        registers.general(AllRegisters.RAX, state.rax());
        HostVirtual register = LocalApic.registers().add(address.rawValue() & REGISTER);
        long operand = operand(processor, store, registers, register);
        long value = StoreExecution.value(store, registers, state.rsp(), operand);
        long rflags = state.rflags();
        state.rflags(StoreExecution.flags(store, registers, state.rsp(), operand, rflags));
        put(processor, register, (int) (address.rawValue() & REGISTER), (int) value);
        long rsp = state.rsp();
        state.rsp(StoreExecution.stackPointer(store, rsp, operand, stackBytes(state)));
        StoreExecution.complete(store, registers, operand, rflags);
        state.rax(registers.general(AllRegisters.RAX));
        if (!store.repeats() || registers.general(AllRegisters.RCX) == 0) {
            InstructionEnd.resumeAt(processor, state, next(state, store.length(), bits));
        }
        StartUp.follow(processor, registers);
    }

    private static long operand(
            SvmProcessor processor, StoreInstruction store, AllRegisters registers, HostVirtual register) {
        VmcbState state = processor.state();
        HostVirtual buffer = processor.scratch().add(OPERAND_BUFFER);
        buffer.writeLong(0, 0);
        switch (store.operation()) {
            case MOVE_STRING -> {
                long offset = StoreExecution.sourceOfMove(store, registers);
                fetch(processor, linear(processor, store.segment(), offset), buffer, store.width());
            }
            case POP -> {
                long offset = StoreExecution.sourceOfPop(state.rsp(), stackBytes(state));
                fetch(processor, linear(processor, StoreInstruction.SS, offset), buffer, store.width());
            }
            default -> {
                if (store.operation().readsDestination()) {
                    return register.readIntVolatile(0) & 0xFFFF_FFFFL;
                }
            }
        }
        return buffer.readLong(0);
    }

    private static void put(SvmProcessor processor, HostVirtual register, int offset, int value) {
        InterruptCommand command =
                InterruptCommand.of(LocalApic.registers().readIntVolatile(LocalApic.COMMAND_HIGH), value);
        if (offset != LocalApic.COMMAND_LOW || !command.isProcessorControl()) {
            register.writeIntVolatile(0, value);
            if (offset == LocalApic.LOGICAL_DESTINATION || offset == LocalApic.DESTINATION_FORMAT) {
                processor.signals().destinations(LocalApic.logicalDestination(), LocalApic.destinationFormat());
            }
            return;
        }
        processor.trap().carryOut(processor, command);
        if (command.shorthand() == 0) {
            show(value);
        }
    }

    /** Has the command register read as the guest has written it. */
    private static void show(int command) {
        HostVirtual registers = LocalApic.registers();
        int high = registers.readIntVolatile(LocalApic.COMMAND_HIGH);
        registers.writeIntVolatile(LocalApic.COMMAND_HIGH, (command & LOGICAL) != 0 ? 0 : NOBODY);
        registers.writeIntVolatile(LocalApic.COMMAND_LOW, command);
        registers.writeIntVolatile(LocalApic.COMMAND_HIGH, high);
    }

    private static int fetch(SvmProcessor processor, long linear, HostVirtual buffer, int bytes) {
        VmcbState state = processor.state();
        processor.fetch().registers(state.cr0(), state.cr3(), state.cr4(), state.efer());
        return processor.fetch().copy(linear, buffer, bytes);
    }

    /** The bases of FS and GS have not been saved by the exit. */
    private static long linear(SvmProcessor processor, int segment, long offset) {
        VmcbState state = processor.state();
        if (segment > StoreInstruction.DS) {
            Svm.vmsave(processor.vmcb());
        }
        long base = new VmcbSegment(state.base().add(VmcbState.ES + segment * 0x10L)).start();
        if (codeBits(state) == 64) {
            return segment > StoreInstruction.DS ? base + offset : offset;
        }
        return base + offset & 0xFFFF_FFFFL;
    }

    private static int codeBits(VmcbState state) {
        if ((state.efer() & Efer.LMA) != 0 && (state.cs().attributes() & VmcbSegment.LONG) != 0) {
            return 64;
        }
        boolean segmented = (state.cr0() & Cr0.PE) != 0 && (state.rflags() & Rflags.VM) == 0;
        return segmented && (state.cs().attributes() & VmcbSegment.DEFAULT_32) != 0 ? 32 : 16;
    }

    private static int stackBytes(VmcbState state) {
        if (codeBits(state) == 64) {
            return 8;
        }
        return (state.ss().attributes() & VmcbSegment.DEFAULT_32) != 0 ? 4 : 2;
    }

    private static long next(VmcbState state, int length, int bits) {
        long next = state.rip() + length;
        return bits == 64 ? next : next & 0xFFFF_FFFFL;
    }
}
