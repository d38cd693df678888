package javisor.compiler.trace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javisor.machine.trace.TraceTable;

/** Writes the table in the format {@link TraceTable} defines. Nodes and methods are numbered in the order rows first need them. */
public final class TraceTableEncoder {
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream();
    private final ByteArrayOutputStream nodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final List<short[]> methods = new ArrayList<>();
    private final Map<Node, Integer> nodeNumbers = new HashMap<>();
    private final Map<String, Integer> methodNumbers = new HashMap<>();
    private final Map<String, Integer> stringOffsets = new LinkedHashMap<>();
    private int lastMethod;
    private int lastLine;

    private record Node(TraceRow.Frame frame, int parent) {}

    private TraceTableEncoder() {}

    /**
     * {@return the table}
     *
     * @param traceRows in ascending order of address
     * @throws IllegalArgumentException if names need more than 64 KiB
     */
    public static byte[] encode(List<TraceRow> traceRows) {
        return new TraceTableEncoder().encodeRows(traceRows);
    }

    private byte[] encodeRows(List<TraceRow> traceRows) {
        long start = traceRows.isEmpty() ? 0 : traceRows.getFirst().address();
        long previous = start;
        int previousNode = 0;
        for (TraceRow row : traceRows) {
            int node = 0;
            for (TraceRow.Frame frame : row.frames().reversed()) {
                node = node(new Node(frame, node));
            }
            varint(rows, Math.toIntExact(row.address() - previous));
            zigzag(rows, node - previousNode);
            previous = row.address();
            previousNode = node;
        }
        int nodesAt = TraceTable.ROWS + rows.size();
        int methodsAt = nodesAt + nodes.size();
        int stringsAt = methodsAt + methods.size() * TraceTable.METHOD_BYTES;
        ByteBuffer table = ByteBuffer.allocate(stringsAt + strings.size()).order(ByteOrder.LITTLE_ENDIAN);
        table.putLong(TraceTable.TEXT_START, start);
        table.putInt(TraceTable.ROW_COUNT, traceRows.size());
        table.putInt(TraceTable.NODES, nodesAt);
        table.putInt(TraceTable.METHODS, methodsAt);
        table.putInt(TraceTable.STRINGS, stringsAt);
        table.position(TraceTable.ROWS).put(rows.toByteArray()).put(nodes.toByteArray());
        for (short[] method : methods) {
            for (short offset : method) {
                table.putShort(offset);
            }
        }
        return table.put(strings.toByteArray()).array();
    }

    private int node(Node node) {
        Integer known = nodeNumbers.get(node);
        if (known != null) {
            return known;
        }
        int number = nodeNumbers.size() + 1;
        nodeNumbers.put(node, number);
        int method = method(node.frame());
        zigzag(nodes, method - lastMethod);
        zigzag(nodes, node.frame().line() - lastLine);
        varint(nodes, node.parent() == 0 ? 0 : number - node.parent());
        lastMethod = method;
        lastLine = node.frame().line();
        return number;
    }

    private int method(TraceRow.Frame frame) {
        return methodNumbers.computeIfAbsent(frame.method() + ' ' + frame.file(), _ -> {
            int dot = frame.method().lastIndexOf('.');
            String owner = dot < 0 ? "" : frame.method().substring(0, dot);
            methods.add(new short[] {
                string(owner), string(frame.method().substring(dot + 1)), string(frame.file()),
            });
            return methods.size() - 1;
        });
    }

    private short string(String text) {
        int offset = stringOffsets.computeIfAbsent(text, _ -> {
            int at = strings.size();
            strings.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
            strings.write(0);
            return at;
        });
        if (offset > 0xFFFF) {
            throw new IllegalArgumentException("the names of classes, methods and files need more than 64 KiB");
        }
        return (short) offset;
    }

    private static void zigzag(ByteArrayOutputStream out, int value) {
        varint(out, (value << 1) ^ (value >> 31));
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}
