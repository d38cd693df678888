package javisor.compiler.machinecode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javisor.compiler.link.ElfFile;

/** The functions of a linked image, disassembled. A function the assembly gave no size ends with its first return. */
public final class ImageCode {
    private final TreeMap<Long, String> names = new TreeMap<>(Long::compareUnsigned);
    private final Map<String, Long> addresses = new HashMap<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final Map<Long, List<MachineInstruction>> decoded = new HashMap<>();
    private final byte[] text;
    private final long textAddress;

    /** Finds the functions of {@code elf}. */
    public ImageCode(ElfFile elf) {
        ElfFile.Section section = elf.section(".text").orElseThrow();
        textAddress = section.address();
        text = new byte[Math.toIntExact(section.size())];
        ByteBuffer content = elf.content(section);
        content.get(text);
        int index = elf.sections().indexOf(section);
        for (ElfFile.Symbol symbol : elf.symbols()) {
            if (symbol.section() == index && symbol.value() < textAddress + section.size()) {
                addresses.put(symbol.name(), symbol.value());
                if (symbol.function() || !sizes.containsKey(symbol.value())) {
                    names.put(symbol.value(), symbol.name());
                }
                sizes.merge(symbol.value(), symbol.size(), Math::max);
            }
        }
    }

    /** {@return the addresses at which functions with a known size start, ascending} */
    public List<Long> functions() {
        List<Long> result = new ArrayList<>();
        names.keySet().stream().filter(address -> sizes.get(address) > 0).forEach(result::add);
        return result;
    }

    /** {@return the symbol at {@code address}} */
    public String name(long address) {
        return names.getOrDefault(address, "0x" + Long.toHexString(address));
    }

    /** {@return where the function called {@code symbol} starts; empty if it was inlined into all its callers} */
    public Optional<Long> address(String symbol) {
        return Optional.ofNullable(addresses.get(symbol));
    }

    /** {@return the instructions of the function at {@code address}} */
    public List<MachineInstruction> instructions(long address) {
        return decoded.computeIfAbsent(address, this::decode);
    }

    private List<MachineInstruction> decode(long address) {
        int start = Math.toIntExact(address - textAddress);
        long size = sizes.getOrDefault(address, 0L);
        int end = size > 0 ? start + Math.toIntExact(size) : text.length;
        byte[] code = new byte[end - start];
        System.arraycopy(text, start, code, 0, code.length);
        List<MachineInstruction> all = Disassembler.disassemble(code, address);
        if (size > 0) {
            return all;
        }
        List<MachineInstruction> untilReturn = new ArrayList<>();
        for (MachineInstruction instruction : all) {
            untilReturn.add(instruction);
            if (instruction.isReturn()) {
                break;
            }
        }
        return untilReturn;
    }
}
