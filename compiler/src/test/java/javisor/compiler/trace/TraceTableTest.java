package javisor.compiler.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javisor.compiler.trace.TraceRow.Frame;
import javisor.machine.address.HostVirtual;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;
import javisor.machine.trace.StackTrace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the encoder writes, the resident reader reads. */
class TraceTableTest {
    private static final long TEXT = 0xFFFF_FFFF_8000_0000L;
    private static final long TABLE = 0x10000;
    private static final long STACK = 0x20000;
    private static final Frame INNER = new Frame("a.Inner.check", "Inner.java", 7);
    private static final Frame CALLER = new Frame("a.b.Caller$Nested.run", "Caller.java", 300);
    private static final Frame MAIN = new Frame("a.Main.boot", "Main.java", 12);

    private final byte[] memory = new byte[0x30000];
    private final StringBuilder printed = new StringBuilder();
    private final Console console = new Console("", new CharacterSink[] {c -> printed.append((char) c)});

    @AfterEach
    void removePlatform() {
        Hosted.set(null);
    }

    @Test
    void inlinedCallsAndCallersArePrintedInnermostFirst() {
        load(List.of(
                new TraceRow(TEXT, List.of(MAIN)),
                new TraceRow(TEXT + 0x20, List.of()),
                new TraceRow(TEXT + 0x400, List.of(CALLER)),
                new TraceRow(TEXT + 0x410, List.of(INNER, CALLER))));
        frame(STACK + 0x100, STACK + 0x200, TEXT + 0x10);
        frame(STACK + 0x200, 0, 0);

        trace(TEXT + 0x412, STACK + 0x100);

        assertThat(printed.toString().lines())
                .containsExactly(
                        "    at a.Inner.check(Inner.java:7)",
                        "    at a.b.Caller$Nested.run(Caller.java:300)",
                        "    at a.Main.boot(Main.java:12)");
    }

    @Test
    void aReturnAddressAtTheStartOfTheNextRowBelongsToTheCallBeforeIt() {
        load(List.of(new TraceRow(TEXT, List.of(MAIN)), new TraceRow(TEXT + 0x10, List.of(CALLER))));
        frame(STACK + 0x100, 0, TEXT + 0x10);

        trace(TEXT + 0x10, STACK + 0x100);

        assertThat(printed.toString().lines())
                .containsExactly("    at a.b.Caller$Nested.run(Caller.java:300)", "    at a.Main.boot(Main.java:12)");
    }

    @Test
    void anUnknownAddressIsPrintedAsANumber() {
        load(List.of(new TraceRow(TEXT, List.of(MAIN)), new TraceRow(TEXT + 0x10, List.of())));

        trace(TEXT + 0x18, 0);
        trace(TEXT - 1, 0);

        assertThat(printed.toString().lines())
                .containsExactly("    at 0xffffffff80000018", "    at 0xffffffff7fffffff");
    }

    @Test
    void aDamagedChainOfFramesEndsTheTrace() {
        load(List.of(new TraceRow(TEXT, List.of(MAIN))));
        frame(STACK + 0x100, STACK + 0x80, TEXT + 4);

        trace(TEXT + 1, STACK + 0x100);
        trace(TEXT + 1, STACK + 0xFF8);
        trace(TEXT + 1, STACK + 0x101);

        assertThat(printed.toString().lines()).hasSize(4).allMatch("    at a.Main.boot(Main.java:12)"::equals);
    }

    @Test
    void manyRowsRoundTrip() {
        List<TraceRow> rows = java.util.stream.IntStream.range(0, 2000)
                .mapToObj(i -> new TraceRow(
                        TEXT + i * 150L,
                        List.of(new Frame("p.C" + i % 37 + ".m" + i % 11, "C" + i % 37 + ".java", i * 7 % 1000 + 1))))
                .toList();
        load(rows);

        for (int i = 0; i < rows.size(); i += 97) {
            printed.setLength(0);
            trace(rows.get(i).address() + 149, 0);
            Frame frame = rows.get(i).frames().getFirst();
            assertThat(printed.toString().strip())
                    .isEqualTo("at " + frame.method() + "(" + frame.file() + ":" + frame.line() + ")");
        }
    }

    private void trace(long instruction, long framePointer) {
        new StackTrace()
                .print(
                        console,
                        new HostVirtual(TABLE),
                        new HostVirtual(instruction),
                        new HostVirtual(framePointer),
                        new HostVirtual(STACK),
                        new HostVirtual(STACK + 0x1000));
    }

    private void load(List<TraceRow> rows) {
        byte[] table = TraceTableEncoder.encode(rows);
        System.arraycopy(table, 0, memory, (int) TABLE, table.length);
        ByteBuffer bytes = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        Hosted.set(new Platform() {
            @Override
            public long readMemory(long hostVirtual, int size) {
                int at = Math.toIntExact(hostVirtual);
                return switch (size) {
                    case 1 -> bytes.get(at);
                    case 2 -> bytes.getShort(at);
                    case 4 -> bytes.getInt(at);
                    default -> bytes.getLong(at);
                };
            }
        });
    }

    private void frame(long at, long callersFrame, long returnAddress) {
        ByteBuffer bytes = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong((int) at, callersFrame).putLong((int) at + 8, returnAddress);
    }
}
