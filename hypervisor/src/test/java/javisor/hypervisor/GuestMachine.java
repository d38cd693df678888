package javisor.hypervisor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javisor.hypervisor.memory.HostAddressSpace;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.memory.ProcessorMemory;
import javisor.hypervisor.processor.Gathering;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.hypervisor.virtualisation.Residence;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.machine.boot.Settings;
import javisor.machine.hosted.Hosted;
import javisor.simulator.CpuModel;
import javisor.simulator.IntervalTimer;
import javisor.simulator.PhysicalMemory;
import javisor.simulator.SimulatedMachine;

/** A simulated PC into which Javisor has moved: memory map, BIOS data, BIOS stub, withheld range, and a place for guest registers. */
public final class GuestMachine {
    /** Bytes of RAM below 4 GiB. */
    public static final long RAM = 64L << 20;

    /** First byte of the withheld range. */
    public static final long WITHHELD = RAM - (2L << 20);

    /** The byte after it. */
    public static final long WITHHELD_END = RAM - (1L << 20);

    /** Where the stub stands in low memory. */
    public static final long STUB = 0x9F800;

    /** Offset of the VMMCALL instruction in the stub. */
    public static final long STUB_CALL = 0x10;

    /** Offset of the buffer in the stub. */
    public static final long STUB_BUFFER = 0x60;

    private static final long IMAGE = 0x10_0000;
    private static final long LINK = SimulatedMachine.LINK_ADDRESS;
    private static final long BOOT_INFO = 0x7000;
    private static final long MEMORY_MAP = 0x6000;
    private static final long SETTINGS = 0x8000;
    private static final long REGISTERS = 0xA000;
    private static final int PROCESSOR_START = 0x1_7000;
    private static final long ARRIVED = 0xF00;
    private static final int MOST_PAUSES = 1000;
    private static final String FOR_EVER = "waits for another processor for ever";

    /** The labels of the BIOS stub, {@link #STUB_CALL} bytes apart. */
    static final List<String> STUB_LABELS = List.of(
            "javisor_bios_stub",
            "javisor_int15_hypercall",
            "javisor_int15_entry",
            "javisor_int15_chain",
            "javisor_int15_return_ok",
            "javisor_int15_return_carry",
            "javisor_int15_buffer",
            "javisor_int15_copy",
            "javisor_int15_old",
            "javisor_int13_entry",
            "javisor_int13_old",
            "javisor_int13_drives",
            "javisor_bios_stub_end");

    private final SimulatedMachine machine;
    private final List<SimulatedMachine> processors = new ArrayList<>();
    private final Settings settings = new Settings();

    /** A machine with one processor {@code model} and the stick's {@code settings}. */
    public GuestMachine(CpuModel model, String settings) {
        this(model, settings, 1);
    }

    /** A machine with {@code count} processors, whose APIC IDs are their numbers. */
    public GuestMachine(CpuModel model, String settings, int count) {
        long areas = ProcessorMemory.AREAS.rawValue() - LINK + IMAGE + (count - 1L) * ProcessorMemory.STRIDE;
        machine = SimulatedMachine.install(model, count == 1 ? RAM : areas);
        machine.imageAt(IMAGE);
        processors.add(machine);
        for (int i = 1; i < count; i++) {
            SimulatedMachine processor = machine.sibling();
            processor.localApic().id(i);
            processor.framePointer(ProcessorMemory.top(i).subtract(16).rawValue());
            processors.add(processor);
        }
        for (SimulatedMachine processor : processors) {
            processor.when("PAUSE", () -> {
                throw new IllegalStateException(FOR_EVER);
            });
        }
        machine.symbol("javisor_processor_start", LINK + 0x5000);
        machine.symbol("javisor_processor_start_end", LINK + 0x5080);
        IntervalTimer.attach(machine, ticks -> memory().write(PROCESSOR_START + ARRIVED, 2, count - 1));
        for (int i = 0; i < STUB_LABELS.size(); i++) {
            machine.symbol(STUB_LABELS.get(i), LINK + i * STUB_CALL);
        }
        machine.symbol("javisor_descriptors", LINK + 0x2000);
        machine.symbol("javisor_shared", LINK + 0x3000);
        machine.symbol("javisor_last_word", LINK + 0x3040);
        machine.symbol("javisor_interrupt_table", LINK + 0x4000);
        memory().write(IMAGE + STUB_CALL, 3, 0xD9010F);
        memory().write(0x413, 2, 639);
        memory().write(0x15 * 4, 4, 0xF000_F859L);
        memory().write(0x13 * 4, 4, 0xF000_E3FEL);
        memory().write(SETTINGS, settings.getBytes(StandardCharsets.ISO_8859_1));
        this.settings.attach(new HostPhysical(SETTINGS).toVirtual(), settings.length());
        bootInfo(BootInfo.MEMORY_MAP_ADDRESS, 8, MEMORY_MAP);
        bootInfo(BootInfo.GUEST_ENTRY_SEGMENT, 2, 0x0800);
        bootInfo(BootInfo.GUEST_ENTRY_OFFSET, 2, 0x0123);
        bootInfo(BootInfo.GUEST_STACK_SEGMENT, 2, 0x0500);
        bootInfo(BootInfo.GUEST_STACK_POINTER, 2, 0x1000);
        bootInfo(BootInfo.BOOT_DRIVE, 1, 0x80);
        bootInfo(BootInfo.OS_DRIVE, 1, 0x81);
        range(0, 0x9FC00, 1);
        range(0x9FC00, 0x400, 2);
        range(0xF_0000, 0x1_0000, 2);
        range(0x10_0000, RAM - 0x10_0000, 1);
        range(0xFFFC_0000L, 0x4_0000, 2);
    }

    /** Changes a field of the boot information. */
    public void bootInfo(int offset, int size, long value) {
        memory().write(BOOT_INFO + offset, size, value);
    }

    private void range(long address, long length, int type) {
        int entries = bootInfo().memoryMapEntries();
        long entry = MEMORY_MAP + entries * 24L;
        memory().write(entry, 8, address);
        memory().write(entry + 8, 8, length);
        memory().write(entry + 16, 4, type);
        memory().write(entry + 20, 4, 1);
        bootInfo(BootInfo.MEMORY_MAP_ENTRIES, 4, entries + 1L);
    }

    /** {@return the boot information} */
    public BootInfo bootInfo() {
        return new BootInfo(new HostPhysical(BOOT_INFO).toVirtual());
    }

    /** {@return the settings} */
    public Settings settings() {
        return settings;
    }

    /** {@return the firmware's memory map} */
    public MemoryMap memoryMap() {
        return new MemoryMap(
                new HostPhysical(MEMORY_MAP).toVirtual(), bootInfo().memoryMapEntries());
    }

    /** {@return the simulated machine} */
    public SimulatedMachine machine() {
        return machine;
    }

    /** {@return processor {@code number}, which runs what follows} */
    public SimulatedMachine on(int number) {
        Hosted.set(processors.get(number));
        return processors.get(number);
    }

    /** {@return processor {@code number}} */
    public SimulatedMachine processor(int number) {
        return processors.get(number);
    }

    /** What others do each time processor {@code number} pauses; that it pauses for ever is an error. */
    public void whilePausing(int number, Runnable action) {
        int[] pauses = {0};
        processors.get(number).when("PAUSE", () -> {
            if (pauses[0]++ == MOST_PAUSES) {
                throw new IllegalStateException(FOR_EVER);
            }
            action.run();
            on(number);
        });
    }

    /** {@return its memory} */
    public PhysicalMemory memory() {
        return machine.memory();
    }

    /** {@return the guest's registers as the world switch would leave them} */
    public GuestRegisters registers() {
        return registers(0);
    }

    /** {@return those of processor {@code number}} */
    public GuestRegisters registers(int number) {
        return new GuestRegisters(new HostPhysical(REGISTERS + number * 0x100L).toVirtual());
    }

    /** {@return what a virtualisation is given} */
    public Residence residence() {
        HostPhysical start = new HostPhysical(WITHHELD);
        HostPhysical end = new HostPhysical(WITHHELD_END);
        Gathering gathering = new Gathering(PROCESSOR_START);
        if (processors.size() > 1) {
            gathering.gather(processors.size());
        }
        HostAddressSpace space = new HostAddressSpace(new HostPhysical(0), end, start, start, end);
        return new Residence(
                bootInfo(), settings, memoryMap(), start, end, new PageAllocator(start, end), space, gathering);
    }
}
