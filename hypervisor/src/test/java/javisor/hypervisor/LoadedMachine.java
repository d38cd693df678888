package javisor.hypervisor;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import javisor.hypervisor.memory.MemoryMap;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;

/** A simulated machine as the loader leaves it: an image in low memory, boot information, memory map and settings beside it. */
public final class LoadedMachine implements Platform {
    /** Where the loader has put the image. */
    public static final long PAYLOAD = 0x2_0000;

    /** The image's length in memory. */
    public static final long IMAGE_BYTES = 0x3_0000;

    /** Where the boot information stands. */
    public static final HostPhysical BOOT_INFO = new HostPhysical(0x7000);

    private static final long LINK = SimulatedMachine.LINK_ADDRESS;
    private static final long MEMORY_MAP = 0x6000;
    private static final long SETTINGS = 0x8000;
    private static final long BIOS_STUB = 0x1_3000;
    private static final long MEMORY_KILOBYTES = 0x413;

    private static final Map<String, Long> CODE = Map.of(
            "_start", LINK,
            "javisor_exception_stubs", LINK + 0x1000,
            "javisor_guarded_rdmsr_instruction", LINK + 0x2000,
            "javisor_guarded_wrmsr_instruction", LINK + 0x2010,
            "javisor_guarded_xsetbv_instruction", LINK + 0x2018,
            "javisor_guarded_fault", LINK + 0x2020,
            "javisor_ignored_interrupt", LINK + 0x2030,
            "javisor_processor_start", LINK + 0x1_4000,
            "javisor_processor_start_end", LINK + 0x1_4080);

    private static final Map<String, Long> DATA = Map.ofEntries(
            Map.entry("__text_end", LINK + 0x1_0000),
            Map.entry("javisor_trace_table", LINK + 0x1_2000),
            Map.entry("__rodata_end", LINK + 0x1_8000),
            Map.entry("javisor_stack_guard", LINK + 0x2_0000),
            Map.entry("javisor_stack_top", LINK + 0x2_5000),
            Map.entry("javisor_fault_stack_guard", LINK + 0x2_5000),
            Map.entry("javisor_fault_stack_top", LINK + 0x2_8000),
            Map.entry("javisor_descriptors", LINK + 0x2_8000),
            Map.entry("__image_end", LINK + IMAGE_BYTES),
            Map.entry("javisor_interrupt_table", LINK + 0x2_9000),
            Map.entry("javisor_shared", LINK + 0x2_A000),
            Map.entry("javisor_last_word", LINK + 0x2_A040));

    private final SimulatedMachine machine;

    /** A machine with {@code memoryBytes} of RAM, all the platform of this thread from now on. */
    public LoadedMachine(CpuModel model, long memoryBytes, String settings) {
        machine = new SimulatedMachine(model, memoryBytes);
        Hosted.set(this);
        machine.imageAt(PAYLOAD);
        machine.memory().write(MEMORY_KILOBYTES, 2, 640);
        machine.memory().write(SETTINGS, settings.getBytes(StandardCharsets.ISO_8859_1));
        bootInfo(BootInfo.MAGIC, 4, BootInfo.MAGIC_VALUE);
        bootInfo(BootInfo.STRUCTURE_BYTES, 4, BootInfo.SIZE);
        bootInfo(BootInfo.MEMORY_MAP_ADDRESS, 8, MEMORY_MAP);
        bootInfo(BootInfo.PAYLOAD_ADDRESS, 8, PAYLOAD);
        bootInfo(BootInfo.PAYLOAD_FILE_BYTES, 8, IMAGE_BYTES - 0x8000);
        bootInfo(BootInfo.PAYLOAD_MEMORY_BYTES, 8, IMAGE_BYTES);
        bootInfo(BootInfo.PROCESSOR_START, 4, 0x1_7000);
        bootInfo(BootInfo.SETTINGS_ADDRESS, 8, SETTINGS);
        bootInfo(BootInfo.SETTINGS_BYTES, 4, settings.length());
    }

    /** Changes a field of the boot information. */
    public void bootInfo(int offset, int size, long value) {
        machine.memory().write(BOOT_INFO.rawValue() + offset, size, value);
    }

    /** Adds a range to the memory map. */
    public LoadedMachine range(long address, long length, int type) {
        return range(address, length, type, 1);
    }

    /** Adds a range with extended attributes to the memory map. */
    public LoadedMachine range(long address, long length, int type, int attributes) {
        int entries = (int) machine.memory().read(BOOT_INFO.rawValue() + BootInfo.MEMORY_MAP_ENTRIES, 4);
        long entry = MEMORY_MAP + entries * 24L;
        machine.memory().write(entry, 8, address);
        machine.memory().write(entry + 8, 8, length);
        machine.memory().write(entry + 16, 4, type);
        machine.memory().write(entry + 20, 4, attributes);
        bootInfo(BootInfo.MEMORY_MAP_ENTRIES, 4, entries + 1L);
        return this;
    }

    /** {@return the memory map} */
    public MemoryMap memoryMap() {
        BootInfo info = new BootInfo(BOOT_INFO.toVirtual());
        return new MemoryMap(new HostPhysical(MEMORY_MAP).toVirtual(), info.memoryMapEntries());
    }

    /** {@return the machine below} */
    public SimulatedMachine machine() {
        return machine;
    }

    /** {@return what was sent to the serial port} */
    public String serial() {
        return machine.com1().sent().replace("\r", "");
    }

    /** {@return the address of a symbol of the image} */
    public static long symbol(String name) {
        int label = GuestMachine.STUB_LABELS.indexOf(name);
        if (label >= 0) {
            return LINK + BIOS_STUB + label * GuestMachine.STUB_CALL;
        }
        Long code = CODE.get(name);
        return code == null ? DATA.get(name) : code;
    }

    @Override
    public long execute(String mnemonic, long operand) {
        String address = "address of ";
        return mnemonic.startsWith(address)
                ? symbol(mnemonic.substring(address.length()))
                : machine.execute(mnemonic, operand);
    }

    @Override
    public long readMemory(long hostVirtual, int size) {
        return machine.readMemory(hostVirtual, size);
    }

    @Override
    public void writeMemory(long hostVirtual, int size, long value) {
        machine.writeMemory(hostVirtual, size, value);
    }

    @Override
    public int in(int port, int size) {
        return machine.in(port, size);
    }

    @Override
    public void out(int port, int size, int value) {
        machine.out(port, size, value);
    }

    @Override
    public long readMsr(int msr) {
        return machine.readMsr(msr);
    }

    @Override
    public void writeMsr(int msr, long value) {
        machine.writeMsr(msr, value);
    }

    @Override
    public void cpuid(int leaf, int subleaf, int[] registers) {
        machine.cpuid(leaf, subleaf, registers);
    }

    @Override
    public long vmread(long encoding) {
        return machine.vmread(encoding);
    }

    @Override
    public boolean vmwrite(long encoding, long value) {
        return machine.vmwrite(encoding, value);
    }

    @Override
    public long readControlRegister(int number) {
        return machine.readControlRegister(number);
    }

    @Override
    public void writeControlRegister(int number, long value) {
        machine.writeControlRegister(number, value);
    }
}
