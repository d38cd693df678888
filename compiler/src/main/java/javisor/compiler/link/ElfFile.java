package javisor.compiler.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A 64-bit little-endian ELF file, as far as the linker's output is read back (System V gABI, "Object Files"). */
public final class ElfFile {
    /** Section type SHT_NOBITS: occupies no space in the file. */
    public static final int NO_BITS = 8;
    /** Section flag SHF_ALLOC: occupies memory when the program runs. */
    public static final long ALLOCATED = 2;

    private static final int SYMBOL_TABLE = 2;
    private static final int SYMBOL_ENTRY_BYTES = 24;
    private static final int UNDEFINED_SECTION = 0;
    private static final int SYMBOL_TYPE_SECTION = 3;
    private static final int SYMBOL_TYPE_FILE = 4;

    private final ByteBuffer data;
    private final List<Section> sections;
    private final List<Symbol> symbols;

    /**
     * A section header.
     *
     * @param offset where its content stands in the file
     */
    public record Section(String name, int type, long flags, long address, long offset, long size, int link) {
        /** {@return whether it is part of the loaded image} */
        public boolean isAllocated() {
            return (flags & ALLOCATED) != 0;
        }

        /** {@return whether its content is in the file} */
        public boolean hasContent() {
            return type != NO_BITS;
        }
    }

    /**
     * A symbol-table entry; section and file symbols are left out.
     *
     * @param section index of the section it is defined in, 0 for undefined
     * @param function whether it names code
     */
    public record Symbol(String name, long value, long size, int section, boolean global, boolean function) {
        /** {@return whether some other file would have to define it} */
        public boolean isUndefined() {
            return section == UNDEFINED_SECTION;
        }
    }

    /** Reads {@code file}. */
    public ElfFile(byte[] file) {
        data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 64 || data.getInt(0) != 0x464C457F || data.get(4) != 2) {
            throw new IllegalArgumentException("not a 64-bit ELF file");
        }
        sections = readSections();
        symbols = readSymbols();
    }

    private List<Section> readSections() {
        int table = Math.toIntExact(data.getLong(40));
        int entryBytes = data.getShort(58);
        int count = Short.toUnsignedInt(data.getShort(60));
        int namesEntry = table + entryBytes * Short.toUnsignedInt(data.getShort(62));
        int names = Math.toIntExact(data.getLong(namesEntry + 24));
        List<Section> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = table + i * entryBytes;
            result.add(new Section(
                    string(names + data.getInt(at)),
                    data.getInt(at + 4),
                    data.getLong(at + 8),
                    data.getLong(at + 16),
                    data.getLong(at + 24),
                    data.getLong(at + 32),
                    data.getInt(at + 40)));
        }
        return List.copyOf(result);
    }

    private List<Symbol> readSymbols() {
        List<Symbol> result = new ArrayList<>();
        for (Section table : sections) {
            if (table.type() != SYMBOL_TABLE) {
                continue;
            }
            int names = Math.toIntExact(sections.get(table.link()).offset());
            for (long at = table.offset(); at < table.offset() + table.size(); at += SYMBOL_ENTRY_BYTES) {
                int entry = Math.toIntExact(at);
                int info = Byte.toUnsignedInt(data.get(entry + 4));
                int type = info & 15;
                String name = string(names + data.getInt(entry));
                if (name.isEmpty() || type == SYMBOL_TYPE_SECTION || type == SYMBOL_TYPE_FILE) {
                    continue;
                }
                int section = Short.toUnsignedInt(data.getShort(entry + 6));
                long value = data.getLong(entry + 8);
                result.add(new Symbol(name, value, data.getLong(entry + 16), section, info >> 4 != 0, type == 2));
            }
        }
        return List.copyOf(result);
    }

    private String string(int at) {
        int end = at;
        while (data.get(end) != 0) {
            end++;
        }
        return new String(data.array(), at, end - at, StandardCharsets.UTF_8);
    }

    /** {@return all sections, by index} */
    public List<Section> sections() {
        return sections;
    }

    /** {@return the section called {@code name}, if there is one} */
    public Optional<Section> section(String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** {@return the symbols, in the order of the table} */
    public List<Symbol> symbols() {
        return symbols;
    }

    /** {@return the values of all defined symbols; where a name is defined twice, the global's} */
    public Map<String, Long> symbolValues() {
        Map<String, Long> result = new LinkedHashMap<>();
        for (Symbol symbol : symbols) {
            if (!symbol.isUndefined() && (symbol.global() || !result.containsKey(symbol.name()))) {
                result.put(symbol.name(), symbol.value());
            }
        }
        return result;
    }

    /** {@return a section's bytes, positioned at its start, little-endian} */
    public ByteBuffer content(Section section) {
        int length = section.hasContent() ? Math.toIntExact(section.size()) : 0;
        return data.slice(Math.toIntExact(section.offset()), length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** {@return the allocated sections as they stand in memory from {@code origin} on, up to the last one with content} */
    public byte[] flatten(long origin) {
        long end = origin;
        for (Section section : sections) {
            if (section.isAllocated() && section.hasContent()) {
                end = Math.max(end, section.address() + section.size());
            }
        }
        byte[] result = new byte[Math.toIntExact(end - origin)];
        for (Section section : sections) {
            if (section.isAllocated() && section.hasContent()) {
                content(section)
                        .get(result, Math.toIntExact(section.address() - origin), Math.toIntExact(section.size()));
            }
        }
        return result;
    }
}
