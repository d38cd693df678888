package javisor.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Boot sectors for tests of the lab itself, which must not depend on the product: print a text, then do one thing. */
final class BootSector {
    private static final int[] SET_UP_PORT = {0xFA, 0xBA, 0xFB, 0x03, 0xB0, 0x03, 0xEE};
    private static final int[] WAIT_EMPTY = {0xBA, 0xFD, 0x03, 0xEC, 0xA8, 0x40, 0x74, 0xFB, 0xBA, 0xF8, 0x03};
    private static final int[] WAIT_FOR_BYTE = {0xBA, 0xFD, 0x03, 0xEC, 0xA8, 0x01, 0x74, 0xFB};
    private static final int[] HALT = {0xF4, 0xEB, 0xFD};
    private static final int[] RESET = {0xB0, 0xFE, 0xE6, 0x64, 0xF4};
    private static final int[] EMPTY_IDT_AND_INT3 = {0x31, 0xC0, 0x8E, 0xD8, 0x0F, 0x01, 0x1E, 0xF0, 0x7D, 0xCC};
    private static final int[] POWER_OFF_Q35 = {0xBA, 0x04, 0x06, 0xB8, 0x00, 0x20, 0xEF, 0xF4};
    private static final int[] WRITE_TO_SCREEN = {0xB8, 0x00, 0xB8, 0x8E, 0xD8, 0xC7, 0x06, 0x00, 0x00, 0x4A, 0x07};
    private static final int[] WRITE_FIRST_SECTOR = {
        0xB2, 0x80, 0xB8, 0x01, 0x03, 0xB9, 0x02, 0x00, 0xB6, 0x00, 0xBB, 0x00, 0x7C, 0xCD, 0x13
    };

    private final ByteArrayOutputStream code = new ByteArrayOutputStream();

    BootSector() {
        emit(SET_UP_PORT);
    }

    BootSector print(String text) {
        for (byte character : text.getBytes(StandardCharsets.ISO_8859_1)) {
            emit(WAIT_EMPTY);
            emit(0xB0, character, 0xEE);
        }
        emit(WAIT_EMPTY);
        return this;
    }

    BootSector waitForByte() {
        emit(WAIT_FOR_BYTE);
        return this;
    }

    BootSector writeToScreen() {
        emit(WRITE_TO_SCREEN);
        return this;
    }

    BootSector writeSecondSector() {
        emit(WRITE_FIRST_SECTOR);
        return this;
    }

    BootSector halt() {
        emit(HALT);
        return this;
    }

    BootSector reset() {
        emit(RESET);
        return this;
    }

    BootSector tripleFault() {
        emit(EMPTY_IDT_AND_INT3);
        return this;
    }

    BootSector powerOff() {
        emit(0xBA, 0x00, 0x89);
        for (byte character : "Shutdown".getBytes(StandardCharsets.ISO_8859_1)) {
            emit(0xB0, character, 0xEE);
        }
        emit(POWER_OFF_Q35);
        return this;
    }

    Path writeTo(Path file) {
        byte[] disk = new byte[1 << 20];
        byte[] sector = code.toByteArray();
        System.arraycopy(sector, 0, disk, 0, sector.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xAA;
        try {
            return Files.write(file, disk);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void emit(int... bytes) {
        for (int value : bytes) {
            code.write(value);
        }
    }
}
