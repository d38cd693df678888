package javisor.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks into a machine in QEMU from outside, as nothing inside can notice. */
public final class QemuMonitor {
    private static final long TEXT_SCREEN = 0xB8000;
    private static final int COLUMNS = 80;
    private static final int ROWS = 25;

    private final QemuConnection connection;
    private final EmulatorProcess process;
    private int files;

    QemuMonitor(QemuConnection connection, EmulatorProcess process) {
        this.connection = connection;
        this.process = process;
    }

    /** {@return bytes of the machine's physical memory} */
    public byte[] memory(long physicalAddress, int length) {
        Path file = process.file("memory" + files++);
        connection.execute("pmemsave", Map.of("val", physicalAddress, "size", length, "filename", file.toString()));
        try {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException("QEMU's memory dump " + file + " is not readable", failure);
        }
    }

    /** {@return the text on the VGA screen in 80 by 25 characters, without the blanks at the ends of lines} */
    public List<String> screenText() {
        byte[] cells = memory(TEXT_SCREEN, COLUMNS * ROWS * 2);
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            byte[] characters = new byte[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                byte character = cells[(row * COLUMNS + column) * 2];
                characters[column] = character == 0 ? (byte) ' ' : character;
            }
            rows.add(new String(characters, StandardCharsets.ISO_8859_1).stripTrailing());
        }
        return rows;
    }

    /** Writes what the screen shows as a PNG file. */
    public void screenshot(Path file) {
        connection.execute(
                "screendump", Map.of("filename", file.toAbsolutePath().toString(), "format", "png"));
    }

    /** {@return the answer to a command of QEMU's monitor for people, such as {@code info registers}} */
    public String command(String line) {
        return String.valueOf(connection.execute("human-monitor-command", Map.of("command-line", line)));
    }
}
