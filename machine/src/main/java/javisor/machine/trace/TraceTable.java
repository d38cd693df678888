package javisor.machine.trace;

import javisor.machine.address.HostVirtual;
import javisor.machine.console.Console;

/**
 * Reads the table that turns an instruction's address into Java methods and lines. It is read once in an image's life, on a panic,
 * so it is made small and read from front to back; it needs no memory besides this object.
 *
 * <p>Format, little-endian, all offsets from the table's start:
 *
 * <pre>
 *  0  u64  address of the first instruction covered
 *  8  u32  number of rows          12  u32  offset of the nodes
 * 16  u32  offset of the methods   20  u32  offset of the strings
 * 24       rows, in ascending order of address: varint bytes since the previous row, zigzag difference to the previous row's node
 *          number; node number 0 says that nothing is known of the addresses from here to the next row
 *     nodes, numbered from 1, a source line each: zigzag difference to the previous node's method, to its line, and varint distance
 *          back to the node it was inlined into, 0 for none
 *     methods: u16 offset of the class's name, of the method's name, of the file's name, in the strings
 *     strings: each ended by a zero byte
 * </pre>
 */
public final class TraceTable {
    /** Offset of the first covered address. */
    public static final int TEXT_START = 0;

    /** Offset of the number of rows. */
    public static final int ROW_COUNT = 8;

    /** Offset of the offset of the nodes. */
    public static final int NODES = 12;

    /** Offset of the offset of the methods. */
    public static final int METHODS = 16;

    /** Offset of the offset of the strings. */
    public static final int STRINGS = 20;

    /** Offset of the rows. */
    public static final int ROWS = 24;

    /** Size of a method's entry in bytes. */
    public static final int METHOD_BYTES = 6;

    /** More inlined calls than this at one place are a damaged table. */
    private static final int DEEPEST_INLINING = 64;

    private HostVirtual table = new HostVirtual(0);
    private HostVirtual cursor = new HostVirtual(0);
    private int method;
    private int line;
    private int parent;

    /** A reader that is to be pointed at a table. */
    public TraceTable() {}

    /** Points this reader at the table that stands at {@code address}. */
    public void open(HostVirtual address) {
        table = address;
    }

    /**
     * Prints one line for each Java call the instruction at {@code address} is part of, the innermost first.
     *
     * @return whether the table knows the address; if not, nothing was printed
     */
    public boolean print(Console console, HostVirtual address) {
        int node = findNode(address);
        if (node == 0) {
            return false;
        }
        for (int depth = 0; node != 0 && depth < DEEPEST_INLINING; depth++) {
            readNode(node);
            printLocation(console);
            node = parent;
        }
        return true;
    }

    private int findNode(HostVirtual address) {
        HostVirtual at = new HostVirtual(table.readLong(TEXT_START));
        int node = 0;
        int found = 0;
        cursor = table.add(ROWS);
        for (int rows = table.readInt(ROW_COUNT); rows > 0; rows--) {
            at = at.add(readVarint() & 0xFFFF_FFFFL);
            if (address.belowThan(at)) {
                return found;
            }
            node += readZigzag();
            found = node;
        }
        return found;
    }

    private void readNode(int number) {
        method = 0;
        line = 0;
        cursor = table.add(table.readInt(NODES));
        for (int i = 1; i <= number; i++) {
            method += readZigzag();
            line += readZigzag();
            int distance = readVarint();
            parent = distance == 0 ? 0 : i - distance;
        }
    }

    private void printLocation(Console console) {
        HostVirtual entry = table.add(table.readInt(METHODS)).add((long) method * METHOD_BYTES);
        console.print("    at ");
        if (printString(console, entry.readShort(0))) {
            console.character('.');
        }
        printString(console, entry.readShort(2));
        console.character('(');
        printString(console, entry.readShort(4));
        if (line != 0) {
            console.character(':').decimal(line);
        }
        console.character(')').println();
    }

    private boolean printString(Console console, short offset) {
        HostVirtual text = table.add(table.readInt(STRINGS)).add(offset & 0xFFFF);
        int length = 0;
        for (int character = text.readByte(0); character != 0; character = text.readByte(length)) {
            console.character(character & 0xFF);
            length++;
        }
        return length != 0;
    }

    private int readZigzag() {
        int value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    private int readVarint() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = cursor.readByte(0);
            cursor = cursor.add(1);
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }
}
