package javisor.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pages of Javisor's memory in which its processors count their exits, as somebody reads them who sees all memory, but has no
 * symbols: they begin with a text of their own, and what they hold is described in front. Little endian, at a multiple of 4 KiB:
 *
 * <pre>
 *  0  16 characters, {@value #MAGIC} and zeros
 * 16  number of processors
 * 20  number of counters K of each
 * 24  bytes from one processor's record to the next
 * 28  offset of the first record
 * 32  K names of 24 characters, the rest of each zeros
 *
 * record
 *  0  APIC ID
 *  4  0: waits for start-up; 1: runs
 *  8  K counters of 8 bytes
 * </pre>
 */
final class ExitArea {
    static final String MAGIC = "JAVISOR-EXITS";

    private static final int PAGE = 4096;
    private static final int MAGIC_BYTES = 16;
    private static final int PROCESSORS = 16;
    private static final int COUNTERS = 20;
    private static final int STRIDE = 24;
    private static final int FIRST_RECORD = 28;
    private static final int NAMES = 32;
    private static final int NAME_BYTES = 24;
    private static final int RECORD_STATE = 4;
    private static final int RECORD_COUNTERS = 8;
    private static final int RUNNING = 1;
    private static final int MOST_COUNTERS = 256;

    private final ByteBuffer memory;
    private final int start;

    private ExitArea(ByteBuffer memory, int start) {
        this.memory = memory;
        this.start = start;
    }

    /** {@return what the processors have counted, from memory that begins at a page; nothing if it has no such area} */
    static Optional<List<ProcessorExits>> find(byte[] memory) {
        ByteBuffer buffer = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        for (int page = 0; page + NAMES <= memory.length; page += PAGE) {
            ExitArea area = new ExitArea(buffer, page);
            if (area.text(0, MAGIC_BYTES).equals(MAGIC) && area.fits()) {
                return Optional.of(area.processors());
            }
        }
        return Optional.empty();
    }

    /** {@return whether all it claims to have lies within the memory} Two factors within it have a product that is no overflow. */
    private boolean fits() {
        long counters = word(COUNTERS);
        long namesEnd = NAMES + NAME_BYTES * counters;
        long recordBytes = RECORD_COUNTERS + 8 * counters;
        long end = word(FIRST_RECORD) + word(STRIDE) * (word(PROCESSORS) - 1) + recordBytes;
        return counters >= 1
                && counters <= MOST_COUNTERS
                && word(PROCESSORS) >= 1
                && word(PROCESSORS) <= memory.capacity()
                && word(STRIDE) >= recordBytes
                && word(STRIDE) <= memory.capacity()
                && word(FIRST_RECORD) >= namesEnd
                && end <= memory.capacity() - start;
    }

    private List<ProcessorExits> processors() {
        List<ProcessorExits> processors = new ArrayList<>();
        for (int processor = 0; processor < word(PROCESSORS); processor++) {
            int record = Math.toIntExact(word(FIRST_RECORD) + processor * word(STRIDE));
            Map<String, Long> counts = new LinkedHashMap<>();
            for (int counter = 0; counter < word(COUNTERS); counter++) {
                counts.merge(
                        text(NAMES + NAME_BYTES * counter, NAME_BYTES),
                        memory.getLong(start + record + RECORD_COUNTERS + 8 * counter),
                        Long::sum);
            }
            processors.add(new ProcessorExits(
                    OptionalInt.of((int) word(record)), word(record + RECORD_STATE) == RUNNING, counts));
        }
        return processors;
    }

    private long word(int offset) {
        return memory.getInt(start + offset) & 0xFFFF_FFFFL;
    }

    private String text(int offset, int bytes) {
        byte[] characters = new byte[bytes];
        memory.get(start + offset, characters);
        String text = new String(characters, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }
}
