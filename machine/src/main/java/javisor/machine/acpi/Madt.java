package javisor.machine.acpi;

import javisor.machine.annotation.Unboxed;

/**
 * The processors in the multiple APIC description table (ACPI 6.5, 5.2.12): local APICs (5.2.12.2) and local x2APICs (5.2.12.12). A
 * processor listed more than once, in either form, is one processor. A processor is named by the offset of the first structure that
 * lists it; APIC ids are neither dense nor in order. A structure that is too short or does not fit ends the list.
 *
 * <pre>{@code
 * for (int processor = madt.first(); processor != 0; processor = madt.next(processor)) {
 *     start(madt.apicId(processor));
 * }
 * }</pre>
 *
 * @param table a table that {@link AcpiTables#find} found under {@link #SIGNATURE}
 */
@Unboxed
public record Madt(AcpiTable table) {
    /** The table's signature. */
    public static final String SIGNATURE = "APIC";

    private static final int FIRST_STRUCTURE = 44;

    /** More than any machine needs; finding repetitions takes the square of the number of processors. */
    private static final int LONGEST = 1 << 20;

    private static final int HEADER_BYTES = 2;

    private static final int LOCAL_APIC = 0;
    private static final int LOCAL_APIC_BYTES = 8;
    private static final int LOCAL_APIC_ID = 3;
    private static final int LOCAL_APIC_FLAGS = 4;
    private static final int LOCAL_APIC_BROADCAST = 0xFF;

    private static final int LOCAL_X2APIC = 9;
    private static final int LOCAL_X2APIC_BYTES = 16;
    private static final int LOCAL_X2APIC_ID = 4;
    private static final int LOCAL_X2APIC_FLAGS = 8;
    private static final int LOCAL_X2APIC_BROADCAST = -1;

    private static final int ENABLED = 1;
    private static final int ONLINE_CAPABLE = 2;

    /** {@return how many processors are ready for use} */
    public int enabled() {
        return count(ENABLED);
    }

    /** {@return how many processors are not, but can be enabled while the system runs} */
    public int onlineCapable() {
        return count(ONLINE_CAPABLE);
    }

    /** {@return the first enabled processor, 0 if there is none} */
    public int first() {
        return atOrAfter(FIRST_STRUCTURE, ENABLED);
    }

    /** {@return the enabled processor listed after {@code processor}, 0 if that was the last} */
    public int next(int processor) {
        return atOrAfter(after(processor), ENABLED);
    }

    /** {@return the processor's APIC id, 32 bits unsigned} */
    public int apicId(int processor) {
        return type(processor) == LOCAL_APIC
                ? table.byteAt(processor + LOCAL_APIC_ID)
                : (int) table.wordAt(processor + LOCAL_X2APIC_ID);
    }

    /** {@return whether the structures fill the table to its last byte; if not, processors may be missing} */
    public boolean complete() {
        int structure = FIRST_STRUCTURE;
        while (fits(structure)) {
            structure = after(structure);
        }
        return structure == table.bytes();
    }

    private int count(int state) {
        int count = 0;
        for (int processor = atOrAfter(FIRST_STRUCTURE, state);
                processor != 0;
                processor = atOrAfter(after(processor), state)) {
            count++;
        }
        return count;
    }

    private int atOrAfter(int from, int state) {
        for (int structure = from; fits(structure); structure = after(structure)) {
            if (state(structure) == state && !repeats(structure, state)) {
                return structure;
            }
        }
        return 0;
    }

    /** A disabled place for a processor is taken if the processor is enabled anywhere in the table. */
    private boolean repeats(int structure, int state) {
        int id = apicId(structure);
        return listed(id, state, structure) || state == ONLINE_CAPABLE && listed(id, ENABLED, LONGEST);
    }

    private boolean listed(int id, int state, int before) {
        for (int structure = FIRST_STRUCTURE; structure < before && fits(structure); structure = after(structure)) {
            if (state(structure) == state && apicId(structure) == id) {
                return true;
            }
        }
        return false;
    }

    /** {@link #ENABLED}, {@link #ONLINE_CAPABLE}, or 0 if it is neither or no processor; with Enabled set, the other is reserved. */
    private int state(int structure) {
        int flags = switch (type(structure)) {
            case LOCAL_APIC ->
                apicId(structure) == LOCAL_APIC_BROADCAST ? 0 : table.byteAt(structure + LOCAL_APIC_FLAGS);
            case LOCAL_X2APIC ->
                apicId(structure) == LOCAL_X2APIC_BROADCAST ? 0 : table.byteAt(structure + LOCAL_X2APIC_FLAGS);
            default -> 0;
        };
        return (flags & ENABLED) != 0 ? ENABLED : flags & ONLINE_CAPABLE;
    }

    private boolean fits(int structure) {
        int left = Math.min(table.bytes(), LONGEST) - structure;
        if (left < HEADER_BYTES) {
            return false;
        }
        int least = switch (type(structure)) {
            case LOCAL_APIC -> LOCAL_APIC_BYTES;
            case LOCAL_X2APIC -> LOCAL_X2APIC_BYTES;
            default -> HEADER_BYTES;
        };
        int bytes = table.byteAt(structure + 1);
        return bytes >= least && bytes <= left;
    }

    private int after(int structure) {
        return structure + table.byteAt(structure + 1);
    }

    private int type(int structure) {
        return table.byteAt(structure);
    }
}
