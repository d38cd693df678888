package javisor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javisor.lab.EmulatorException;

/** Passes on what is typed, until its end, so that a guest's shell on the serial line can be used. */
final class Keyboard {
    private static final int CHUNK = 256;

    private Keyboard() {}

    /** Hands {@code typed} to {@code guest} as it comes, in a thread of its own that keeps no program from ending. */
    static Thread connect(InputStream typed, Consumer<String> guest) {
        return Thread.ofPlatform().daemon().name("keyboard").start(() -> copy(typed, guest));
    }

    private static void copy(InputStream typed, Consumer<String> guest) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int length = typed.read(chunk); length >= 0; length = typed.read(chunk)) {
                guest.accept(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException | EmulatorException over) {
            // Nobody types any more, or nobody is there to be typed at; how the run ends is told elsewhere.
            return;
        }
    }
}
