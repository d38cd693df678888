package javisor.hypervisor.bios;

import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.virtualisation.Residence;
import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.boot.BootInfo;

/**
 * Puts Javisor's real-mode stub into the guest's low memory: at its top, which 0040:0013 (INT 12h) then no longer counts, so that an OS
 * treats it like the BIOS's own data there. INT 15h goes through it; INT 13h only when two drives are exchanged. Some real-mode code
 * stays in reach of the guest, but nothing in it is trusted: the only thing it can ask for is the memory map.
 */
public final class BiosHook {
    private static final int VECTOR_13 = 0x13 * 4;
    private static final int VECTOR_15 = 0x15 * 4;
    private static final int MEMORY_KILOBYTES = 0x413;
    private static final int KILOBYTE = 1024;
    private static final int HYPERCALL_BYTES = 3;

    private final HostPhysical place;
    private final long placeEnd;

    private BiosHook(HostPhysical place, long placeEnd) {
        this.place = place;
        this.placeEnd = placeEnd;
    }

    /**
     * Hooks what the settings ask for.
     *
     * @param hypercall the three bytes, first one lowest, of the instruction the stub exits by
     * @return the answers to the stub's calls
     */
    public static BiosCalls hook(Residence residence, int hypercall) {
        BootInfo bootInfo = residence.bootInfo();
        BiosHook hook = install();
        for (int i = 0; i < HYPERCALL_BYTES; i++) {
            hook.shown(BiosStub.int15Hypercall()).writeByte(i, (byte) (hypercall >>> 8 * i));
        }
        BiosCalls calls = hook.calls(bootInfo, residence.memory(), residence.withheldStart(), residence.withheldEnd());
        if (residence.settings().is("boot-drive", "swap") && bootInfo.osDrive() != 0) {
            hook.exchangeDrives(bootInfo);
        }
        return calls;
    }

    /** Copies the stub and leads INT 15h to it. */
    static BiosHook install() {
        HostVirtual kilobytes = new HostPhysical(MEMORY_KILOBYTES).toVirtual();
        int top = kilobytes.readShort(0) & 0xFFFF;
        long bytes = BiosStub.end().subtract(BiosStub.start());
        int taken = (int) (bytes + KILOBYTE - 1) / KILOBYTE;
        kilobytes.writeShort(0, (short) (top - taken));
        BiosHook hook = new BiosHook(new HostPhysical((long) (top - taken) * KILOBYTE), (long) top * KILOBYTE);
        for (long i = 0; i < bytes; i++) {
            hook.place.toVirtual().writeByte(i, BiosStub.start().readByte(i));
        }
        hook.lead(VECTOR_15, BiosStub.int15Entry(), BiosStub.int15Old());
        return hook;
    }

    /**
     * Exchanges the boot drive and the OS's in INT 13h, and has the loader's chain-load routine start the OS from the number it now has.
     */
    void exchangeDrives(BootInfo bootInfo) {
        HostVirtual drives = shown(BiosStub.int13Drives());
        drives.writeByte(0, (byte) bootInfo.bootDrive());
        drives.writeByte(1, (byte) bootInfo.osDrive());
        lead(VECTOR_13, BiosStub.int13Entry(), BiosStub.int13Old());
        bootInfo.base().writeByte(BootInfo.OS_DRIVE, (byte) bootInfo.bootDrive());
    }

    /** {@return what the guest is told about {@code memory}, with this stub's place and the withheld range left out} */
    BiosCalls calls(BootInfo bootInfo, MemoryMap memory, HostPhysical withheldStart, HostPhysical withheldEnd) {
        GuestMemoryMap map = new GuestMemoryMap(memory);
        map.withhold(place.rawValue(), placeEnd);
        map.withhold(withheldStart.rawValue(), withheldEnd.rawValue());
        return new BiosCalls(
                place, map, new ExtendedMemory(bootInfo, withheldStart.rawValue()), memoryMapKnown(bootInfo));
    }

    /** {@return where the stub stands} */
    HostPhysical place() {
        return place;
    }

    private static boolean memoryMapKnown(BootInfo bootInfo) {
        return bootInfo.memoryMapSource() == 0;
    }

    private void lead(int vector, HostVirtual entry, HostVirtual old) {
        HostVirtual at = new HostPhysical(vector).toVirtual();
        shown(old).writeInt(0, at.readInt(0));
        at.writeShort(0, (short) offset(entry));
        at.writeShort(2, (short) (place.rawValue() >>> 4));
    }

    private HostVirtual shown(HostVirtual label) {
        return place.toVirtual().add(offset(label));
    }

    private static long offset(HostVirtual label) {
        return label.subtract(BiosStub.start());
    }
}
