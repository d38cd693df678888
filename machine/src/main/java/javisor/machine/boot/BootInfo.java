package javisor.machine.boot;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The structure the loader fills in low memory before it enters long mode, and hands to Java by physical address. The assembler
 * takes its offsets from the constants here, so there is one definition. docs/boot-sequence.md tells when each field is filled.
 *
 * @param base where the physical window shows the structure
 */
@Unboxed
public record BootInfo(HostVirtual base) {
    /** "JVBI". */
    public static final int MAGIC_VALUE = 0x4942_564A;

    /** Size of the structure in bytes. */
    public static final int SIZE = 0xB0;

    /** Offset of {@code magic}, 4 bytes. */
    public static final int MAGIC = 0x00;

    /** Offset of {@code structureBytes}, 4 bytes. */
    public static final int STRUCTURE_BYTES = 0x04;

    /** Offset of {@code bootDrive}, 1 byte. */
    public static final int BOOT_DRIVE = 0x08;

    /** Offset of {@code osDrive}, 1 byte. */
    public static final int OS_DRIVE = 0x09;

    /** Offset of {@code diskCount}, 1 byte. */
    public static final int DISK_COUNT = 0x0A;

    /** Offset of {@code memoryMapSource}, 1 byte. */
    public static final int MEMORY_MAP_SOURCE = 0x0B;

    /** Offset of {@code memoryMapEntries}, 4 bytes. */
    public static final int MEMORY_MAP_ENTRIES = 0x0C;

    /** Offset of {@code memoryMapAddress}, 8 bytes. */
    public static final int MEMORY_MAP_ADDRESS = 0x10;

    /** Offset of {@code payloadAddress}, 8 bytes. */
    public static final int PAYLOAD_ADDRESS = 0x18;

    /** Offset of {@code payloadFileBytes}, 8 bytes. */
    public static final int PAYLOAD_FILE_BYTES = 0x20;

    /** Offset of {@code payloadMemoryBytes}, 8 bytes. */
    public static final int PAYLOAD_MEMORY_BYTES = 0x28;

    /** Offset of {@code settingsAddress}, 8 bytes. */
    public static final int SETTINGS_ADDRESS = 0x30;

    /** Offset of {@code settingsBytes}, 4 bytes. */
    public static final int SETTINGS_BYTES = 0x38;

    /** Offset of {@code conventionalMemoryKilobytes}, 4 bytes. */
    public static final int CONVENTIONAL_MEMORY_KILOBYTES = 0x3C;

    /** Offset of {@code guestEntrySegment}, 2 bytes. */
    public static final int GUEST_ENTRY_SEGMENT = 0x40;

    /** Offset of {@code guestEntryOffset}, 2 bytes. */
    public static final int GUEST_ENTRY_OFFSET = 0x42;

    /** Offset of {@code guestStackSegment}, 2 bytes. */
    public static final int GUEST_STACK_SEGMENT = 0x44;

    /** Offset of {@code guestStackPointer}, 2 bytes. */
    public static final int GUEST_STACK_POINTER = 0x46;

    /** Offset of {@code interruptVector13}, 4 bytes. */
    public static final int INTERRUPT_VECTOR13 = 0x48;

    /** Offset of {@code interruptVector15}, 4 bytes. */
    public static final int INTERRUPT_VECTOR15 = 0x4C;

    /** Offset of {@code e801Carry}, 1 byte. */
    public static final int E801_CARRY = 0x50;

    /** Offset of {@code e88Carry}, 1 byte. */
    public static final int E88_CARRY = 0x51;

    /** Offset of {@code c7Carry}, 1 byte. */
    public static final int C7_CARRY = 0x52;

    /** Offset of {@code da88Carry}, 1 byte. */
    public static final int DA88_CARRY = 0x53;

    /** Offset of {@code e801Ax}, 2 bytes. */
    public static final int E801_AX = 0x54;

    /** Offset of {@code e801Bx}, 2 bytes. */
    public static final int E801_BX = 0x56;

    /** Offset of {@code e801Cx}, 2 bytes. */
    public static final int E801_CX = 0x58;

    /** Offset of {@code e801Dx}, 2 bytes. */
    public static final int E801_DX = 0x5A;

    /** Offset of {@code e88Ax}, 2 bytes. */
    public static final int E88_AX = 0x5C;

    /** Offset of {@code da88Bx}, 2 bytes. */
    public static final int DA88_BX = 0x5E;

    /** Offset of {@code da88Cl}, 2 bytes. */
    public static final int DA88_CL = 0x60;

    /** Offset of {@code videoMode}, 1 byte. */
    public static final int VIDEO_MODE = 0x62;

    /** Offset of {@code processorStart}, 4 bytes. */
    public static final int PROCESSOR_START = 0x64;

    /** Offset of {@code c7Table}, 64 bytes. */
    public static final int C7_TABLE = 0x68;

    /** Offset of {@code acpiRootPointer}, 8 bytes. */
    public static final int ACPI_ROOT_POINTER = 0xA8;

    /** {@return {@link #MAGIC_VALUE}} */
    public int magic() {
        return base.readInt(MAGIC);
    }

    /** {@return the size of this structure, {@link #SIZE}} */
    public int structureBytes() {
        return base.readInt(STRUCTURE_BYTES);
    }

    /** {@return the BIOS number the loader was started from (DL)} */
    public int bootDrive() {
        return base.readByte(BOOT_DRIVE) & 0xFF;
    }

    /** {@return the BIOS number of the first other disk with a boot signature (AA55h); 0 if there is none} */
    public int osDrive() {
        return base.readByte(OS_DRIVE) & 0xFF;
    }

    /** {@return how many hard disks the BIOS counts (0040:0075)} */
    public int diskCount() {
        return base.readByte(DISK_COUNT) & 0xFF;
    }

    /** {@return where the memory map is from: 0 = E820h, 1 = E801h, 2 = 88h} */
    public int memoryMapSource() {
        return base.readByte(MEMORY_MAP_SOURCE) & 0xFF;
    }

    /** {@return how many {@link MemoryMapEntry} follow at {@link #memoryMapAddress}} */
    public int memoryMapEntries() {
        return base.readInt(MEMORY_MAP_ENTRIES);
    }

    /** {@return physical address of the entries, 24 bytes each} */
    public long memoryMapAddress() {
        return base.readLong(MEMORY_MAP_ADDRESS);
    }

    /** {@return physical address the payload was loaded at, 4 KiB aligned, below 640 KiB} */
    public long payloadAddress() {
        return base.readLong(PAYLOAD_ADDRESS);
    }

    /** {@return length of the payload as loaded, in bytes} */
    public long payloadFileBytes() {
        return base.readLong(PAYLOAD_FILE_BYTES);
    }

    /** {@return length with its zero-initialised part, in bytes, a multiple of 4096; the loader has cleared it} */
    public long payloadMemoryBytes() {
        return base.readLong(PAYLOAD_MEMORY_BYTES);
    }

    /** {@return physical address of the settings block, ASCII lines of key=value} */
    public long settingsAddress() {
        return base.readLong(SETTINGS_ADDRESS);
    }

    /** {@return length of the settings block in bytes} */
    public int settingsBytes() {
        return base.readInt(SETTINGS_BYTES);
    }

    /** {@return INT 12h: contiguous memory from 0, in KiB} */
    public int conventionalMemoryKilobytes() {
        return base.readInt(CONVENTIONAL_MEMORY_KILOBYTES);
    }

    /** {@return real-mode segment of the loader's chain-load routine, which the guest starts at} */
    public int guestEntrySegment() {
        return base.readShort(GUEST_ENTRY_SEGMENT) & 0xFFFF;
    }

    /** {@return offset of the chain-load routine} */
    public int guestEntryOffset() {
        return base.readShort(GUEST_ENTRY_OFFSET) & 0xFFFF;
    }

    /** {@return SS for that routine} */
    public int guestStackSegment() {
        return base.readShort(GUEST_STACK_SEGMENT) & 0xFFFF;
    }

    /** {@return SP for that routine} */
    public int guestStackPointer() {
        return base.readShort(GUEST_STACK_POINTER) & 0xFFFF;
    }

    /** {@return the BIOS's INT 13h vector, offset in the low and segment in the high word} */
    public int interruptVector13() {
        return base.readInt(INTERRUPT_VECTOR13);
    }

    /** {@return the BIOS's INT 15h vector} */
    public int interruptVector15() {
        return base.readInt(INTERRUPT_VECTOR15);
    }

    /** {@return 1 if INT 15h AX=E801h failed} */
    public int e801Carry() {
        return base.readByte(E801_CARRY) & 0xFF;
    }

    /** {@return 1 if INT 15h AH=88h failed} */
    public int e88Carry() {
        return base.readByte(E88_CARRY) & 0xFF;
    }

    /** {@return 1 if INT 15h AH=C7h failed} */
    public int c7Carry() {
        return base.readByte(C7_CARRY) & 0xFF;
    }

    /** {@return 1 if INT 15h AX=DA88h failed} */
    public int da88Carry() {
        return base.readByte(DA88_CARRY) & 0xFF;
    }

    /** {@return INT 15h AX=E801h: AX, KiB between 1 and 16 MiB} */
    public int e801Ax() {
        return base.readShort(E801_AX) & 0xFFFF;
    }

    /** {@return the same call: BX, 64 KiB blocks above 16 MiB} */
    public int e801Bx() {
        return base.readShort(E801_BX) & 0xFFFF;
    }

    /** {@return the same call: CX} */
    public int e801Cx() {
        return base.readShort(E801_CX) & 0xFFFF;
    }

    /** {@return the same call: DX} */
    public int e801Dx() {
        return base.readShort(E801_DX) & 0xFFFF;
    }

    /** {@return INT 15h AH=88h: AX, KiB above 1 MiB} */
    public int e88Ax() {
        return base.readShort(E88_AX) & 0xFFFF;
    }

    /** {@return INT 15h AX=DA88h: BX, low word of the KiB above 1 MiB} */
    public int da88Bx() {
        return base.readShort(DA88_BX) & 0xFFFF;
    }

    /** {@return the same call: CL, bits 16 to 23} */
    public int da88Cl() {
        return base.readShort(DA88_CL) & 0xFFFF;
    }

    /** {@return BIOS video mode at 0040:0049; text is 03h} */
    public int videoMode() {
        return base.readByte(VIDEO_MODE) & 0xFF;
    }

    /** {@return physical address of a page below 1 MiB that is free until the guest starts, for the first code of other processors} */
    public int processorStart() {
        return base.readInt(PROCESSOR_START);
    }

    /** {@return where the table INT 15h AH=C7h returned was copied to, {@code C7_TABLE} bytes from {@link #base}} */
    public HostVirtual c7Table() {
        return base.add(C7_TABLE);
    }

    /** {@return physical address of ACPI's root pointer as EFI names it; 0 from a BIOS, where it has to be searched for} */
    public long acpiRootPointer() {
        return base.readLong(ACPI_ROOT_POINTER);
    }
}
