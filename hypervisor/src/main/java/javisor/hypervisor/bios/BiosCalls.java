package javisor.hypervisor.bios;

import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.machine.address.GuestPhysical;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.boot.MemoryMapEntry;

/**
 * INT 15h about memory, answered for the guest: E820h, E801h, 88h, C7h and DA88h, each as the BIOS answered it at boot less what is
 * withheld; what the BIOS does not know goes to the BIOS, which refuses as it always did. Only E820h is refused here then: a BIOS whose map
 * breaks off, which counts as none, would answer. E881h and 8Ah say the same as E801h and DA88h but were not asked at boot, so the
 * guest is told they do not exist and takes another.
 *
 * <p>The stub leaves the registers as the caller gave them and exits; after {@link #answer} the guest goes on at one of the stub's
 * continuations. Register conventions: ACPI 6.5, 15.1 for E820h; Ralf Brown's interrupt list for the others.
 */
public final class BiosCalls {
    private static final int SMAP = 0x534D_4150;
    private static final int SHORT_ENTRY = 20;
    private static final long UNSUPPORTED = 0x86;
    private static final long HIGHEST_SEGMENT = 0xF_FFF0;

    private final HostPhysical stub;
    private final GuestMemoryMap map;
    private final ExtendedMemory extended;
    private final boolean mapKnown;
    private final int entryBytes;
    private final long call;
    private final long chain;
    private final long returnOk;
    private final long returnCarry;
    private final long copy;
    private final long buffer;

    private long rax;
    private long continuation;

    BiosCalls(HostPhysical stub, GuestMemoryMap map, ExtendedMemory extended, boolean mapKnown) {
        this.stub = stub;
        this.map = map;
        this.extended = extended;
        this.mapKnown = mapKnown;
        this.entryBytes = map.entryBytes();
        this.call = offset(BiosStub.int15Hypercall());
        this.chain = offset(BiosStub.int15Chain());
        this.returnOk = offset(BiosStub.int15ReturnOk());
        this.returnCarry = offset(BiosStub.int15ReturnCarry());
        this.copy = offset(BiosStub.int15Copy());
        this.buffer = offset(BiosStub.int15Buffer());
    }

    /** {@return whether a call instruction at {@code address} is the stub's} */
    public boolean isCall(GuestPhysical address) {
        return address.rawValue() == stub.rawValue() + call;
    }

    /** {@return RAX after {@link #answer}} */
    public long rax() {
        return rax;
    }

    /** {@return how far from the call instruction the guest goes on after {@link #answer}, in bytes} */
    public long continuation() {
        return continuation - call;
    }

    /**
     * Answers one call.
     *
     * @param guestRax RAX as the caller gave it
     * @param registers the caller's other registers, changed as the answer demands
     * @param dataSegment where DS starts
     * @param unpaged whether linear addresses are physical ones; a table for a segment that real mode cannot load is refused all the
     *     same, because the caller may have kept a base from protected mode that leads into the withheld range
     */
    public void answer(long guestRax, GuestRegisters registers, GuestPhysical dataSegment, boolean unpaged) {
        rax = guestRax;
        continuation = chain;
        int ax = (int) guestRax & 0xFFFF;
        switch (ax) {
            case 0xE820 -> memoryMap(registers);
            case 0xE801 -> sizes(registers);
            case 0xDA88 -> kilobytes(registers);
            case 0xE881 -> refuse();
            default -> answerByAh(ax >>> 8, registers, dataSegment, unpaged);
        }
    }

    private void answerByAh(int ah, GuestRegisters registers, GuestPhysical dataSegment, boolean unpaged) {
        switch (ah) {
            case 0x88 -> extendedSize();
            case 0x8A -> refuse();
            case 0xC7 -> systemMap(registers, dataSegment, unpaged);
            default -> {}
        }
    }

    private void memoryMap(GuestRegisters registers) {
        int index = (int) registers.rbx();
        int room = (int) registers.rcx();
        boolean known = mapKnown && (int) registers.rdx() == SMAP && Integer.compareUnsigned(index, map.count()) < 0;
        if (!known || Integer.compareUnsigned(room, SHORT_ENTRY) < 0) {
            refuse();
            return;
        }
        map.write(index, stub.toVirtual().add(buffer));
        boolean whole = entryBytes == MemoryMapEntry.SIZE && Integer.compareUnsigned(room, MemoryMapEntry.SIZE) >= 0;
        registers.rcx(whole ? MemoryMapEntry.SIZE : SHORT_ENTRY);
        registers.rbx(index + 1 == map.count() ? 0 : index + 1);
        rax = SMAP;
        continuation = copy;
    }

    private void sizes(GuestRegisters registers) {
        if (extended.hasE801()) {
            rax = low16(rax, extended.e801Ax());
            registers.rbx(low16(registers.rbx(), extended.e801Bx()));
            registers.rcx(low16(registers.rcx(), extended.e801Cx()));
            registers.rdx(low16(registers.rdx(), extended.e801Dx()));
            continuation = returnOk;
        }
    }

    private void kilobytes(GuestRegisters registers) {
        if (extended.hasDa88()) {
            int kilobytes = extended.da88Kilobytes();
            rax = rax & ~0xFF00L;
            registers.rbx(low16(registers.rbx(), kilobytes));
            registers.rcx(registers.rcx() & ~0xFFL | kilobytes >>> 16 & 0xFF);
            continuation = returnOk;
        }
    }

    private void extendedSize() {
        if (extended.has88()) {
            rax = low16(rax, extended.e88Ax());
            continuation = returnOk;
        }
    }

    private void systemMap(GuestRegisters registers, GuestPhysical dataSegment, boolean unpaged) {
        if (!extended.hasC7()) {
            return;
        }
        if (!unpaged || Long.compareUnsigned(dataSegment.rawValue(), HIGHEST_SEGMENT) > 0) {
            refuse();
            return;
        }
        HostVirtual segment = new HostPhysical(dataSegment.rawValue()).toVirtual();
        for (int i = 0; i < extended.c7Bytes(); i++) {
            segment.writeByte(registers.rsi() + i & 0xFFFF, extended.c7Byte(i));
        }
        rax = rax & ~0xFF00L;
        continuation = returnOk;
    }

    private void refuse() {
        rax = rax & ~0xFF00L | UNSUPPORTED << 8;
        continuation = returnCarry;
    }

    private static long low16(long register, int value) {
        return register & ~0xFFFFL | value & 0xFFFF;
    }

    private static long offset(HostVirtual label) {
        return label.subtract(BiosStub.start());
    }
}
