package javisor.testos;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import javisor.machine.address.HostPhysical;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.hosted.Platform;
import javisor.machine.x86.Msr;

/** A machine of which the test says everything: memory in the physical window, CPUID leaves, ports that only listen. */
final class FakeMachine implements Platform {
    /** The page at which a started processor begins. */
    static final long PROCESSOR_START = 0x1000;

    /** Where a started processor writes what it has to say. */
    static final long PROCESSOR_ANSWER = 0x2000;

    private final Map<Long, Byte> memory = new HashMap<>();
    private final Map<Integer, int[]> leaves = new HashMap<>();
    private final Map<Integer, Long> msrs = new HashMap<>();
    private final List<String> written = new ArrayList<>();
    private final StringBuilder printed = new StringBuilder();
    private long readOnlyFrom = -1;
    private long readOnlyEnd = -1;
    private LongConsumer interruptCommand = command -> {};
    private long clock;

    /** {@return a console whose text is {@link #printed}} */
    Console console() {
        return new Console("", new CharacterSink[] {character -> printed.append((char) character)});
    }

    String printed() {
        return printed.toString();
    }

    List<String> portWrites() {
        return written;
    }

    void leaf(int leaf, int eax, int ebx, int ecx, int edx) {
        leaves.put(leaf, new int[] {eax, ebx, ecx, edx});
    }

    void store(long physical, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.put(physical + i, bytes[i]);
        }
    }

    void store(long physical, String text) {
        store(physical, text.getBytes(StandardCharsets.US_ASCII));
    }

    void storeLong(long physical, long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            memory.put(physical + i, (byte) (value >>> 8 * i));
        }
    }

    /** Sends what is written to the x2APIC's interrupt command register to {@code receiver}. */
    void interruptCommands(LongConsumer receiver) {
        interruptCommand = receiver;
    }

    /** Makes a range read as ones whatever is written. */
    void withhold(long from, long end) {
        readOnlyFrom = from;
        readOnlyEnd = end;
    }

    /** Stores a table's header; the caller stores the rest and {@link #seal}s it. */
    void table(long physical, String signature, int bytes) {
        store(physical, signature);
        storeLong(physical + 4, bytes, 4);
    }

    /** Makes a table's checksum right, once all of it is stored. */
    void seal(long physical) {
        storeLong(physical + 9, 0, 1);
        int sum = 0;
        for (int i = 0; i < (int) readMemory(HostPhysical.WINDOW + physical + 4, 4); i++) {
            sum += (int) readMemory(HostPhysical.WINDOW + physical + i, 1);
        }
        storeLong(physical + 9, -sum, 1);
    }

    /** Stores a root pointer of ACPI 1.0 with a right checksum. */
    void rootPointer(long physical, long rsdt) {
        byte[] bytes = new byte[20];
        System.arraycopy("RSD PTR ".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 8);
        for (int i = 0; i < 4; i++) {
            bytes[16 + i] = (byte) (rsdt >>> 8 * i);
        }
        int sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += bytes[i];
        }
        bytes[8] = (byte) -sum;
        store(physical, bytes);
    }

    @Override
    public long readMemory(long hostVirtual, int size) {
        long physical = hostVirtual - HostPhysical.WINDOW;
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            boolean withheld = physical + i >= readOnlyFrom && physical + i < readOnlyEnd;
            value = value << 8 | (withheld ? 0xFF : memory.getOrDefault(physical + i, (byte) 0) & 0xFF);
        }
        return value;
    }

    @Override
    public void writeMemory(long hostVirtual, int size, long value) {
        storeLong(hostVirtual - HostPhysical.WINDOW, value, size);
    }

    @Override
    public void cpuid(int leaf, int subleaf, int[] registers) {
        clock += 70;
        System.arraycopy(leaves.getOrDefault(leaf, new int[4]), 0, registers, 0, 4);
    }

    @Override
    public long readMsr(int msr) {
        return msrs.getOrDefault(msr, 0x500L);
    }

    @Override
    public void writeMsr(int msr, long value) {
        if (msr == Msr.X2APIC_ICR) {
            interruptCommand.accept(value);
        }
        msrs.put(msr, value);
    }

    @Override
    public long readControlRegister(int number) {
        return number == 0 ? 0x8000_0011L : 0x20;
    }

    @Override
    public int in(int port, int size) {
        return port == 0x604 ? 1 : 0;
    }

    @Override
    public void out(int port, int size, int value) {
        written.add(Integer.toHexString(port) + "=" + Integer.toHexString(value));
    }

    @Override
    public long execute(String mnemonic, long operand) {
        clock += 1;
        return switch (mnemonic) {
            case "RDTSC" -> clock;
            case "testos_processor_answer" -> HostPhysical.WINDOW + PROCESSOR_ANSWER;
            case "testos_processor_start" -> PROCESSOR_START;
            default -> 0;
        };
    }
}
