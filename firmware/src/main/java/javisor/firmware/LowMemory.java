package javisor.firmware;

/**
 * Where things are below 1 MiB from the boot sector until Java has taken over; docs/memory-map.md shows the same as a table. The
 * assembly takes these constants with the prefix {@code LOW_}. Everything that real-mode code addresses lies in the first 64 KiB.
 */
public final class LowMemory {
    /** The boot sector, after it has moved out of the way. */
    public static final int BOOT_SECTOR = 0x600;

    /** End of the real-mode stack, which is also where the BIOS loads boot sectors. */
    public static final int STACK_TOP = 0x7C00;

    /** The loader. */
    public static final int LOADER = 0x8000;

    /** Most bytes the loader may have. */
    public static final int LOADER_BYTES = 0x2000;

    /** The {@code BootInfo}. */
    public static final int BOOT_INFO = 0xA000;

    /** The memory map. */
    public static final int MEMORY_MAP = 0xA200;

    /** Most entries of the memory map. */
    public static final int MEMORY_MAP_ENTRIES = 128;

    /** The payload's header sector. */
    public static final int PAYLOAD_HEADER = 0xAE00;

    /** A sector read to look at it; some disks have sectors of 4 KiB. */
    public static final int SECTOR = 0xB000;

    /** The settings block. */
    public static final int SETTINGS = 0xC000;

    /** Most bytes of the settings block. */
    public static final int SETTINGS_BYTES = 0x1000;

    /** End of the loader's stack in protected and long mode. */
    public static final int LONG_STACK_TOP = 0xE000;

    /** The loader's page tables. */
    public static final int PAGE_TABLES = 0xE000;

    /** How many there are. */
    public static final int PAGE_TABLE_PAGES = 9;

    /** The first code of the other processors, a page. */
    public static final int PROCESSOR_START = 0x17000;

    /** The payload; a multiple of 32 KiB, so that reads of that size stay within 64 KiB. */
    public static final int PAYLOAD = 0x18000;

    /** Most bytes of memory a payload may take: what is free even where ROMs have taken a part of the 640 KiB. */
    public static final int PAYLOAD_BYTES = 320 << 10;

    private LowMemory() {}
}
