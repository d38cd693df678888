package javisor.corpus;

import java.util.ArrayList;
import java.util.List;
import javisor.machine.address.HostPhysical;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;

/**
 * A program run on the JVM.
 *
 * @param text what it printed
 * @param failure how it ended, null if it returned
 */
record HostedRun(String text, Throwable failure) {

    static HostedRun of(Program program) {
        StringBuilder text = new StringBuilder();
        Out.use(new Console("", new CharacterSink[] {character -> text.append((char) (character & 0xFF))}));
        Input.start(0);
        Hosted.set(new Memory());
        try {
            program.run();
            return new HostedRun(text.toString(), null);
        } catch (RuntimeException | Error failure) {
            return new HostedRun(text.toString(), failure);
        } finally {
            Hosted.set(null);
        }
    }

    /** {@return the lines it printed} */
    List<String> lines() {
        return text.lines().toList();
    }

    /**
     * {@return the lines a panic of the same program prints on metal, up to the program's own {@code run}} Metal shows the methods of
     * java.lang it was in as well; neither side's count.
     */
    List<String> panicLines(Program program) {
        List<String> lines = new ArrayList<>();
        lines.add(CorpusImage.PANIC + className() + message());
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("java.") || frame.getClassName().startsWith("jdk.")) {
                continue;
            }
            lines.add("    at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName() + ":"
                    + frame.getLineNumber() + ")");
            if (frame.getClassName().equals(program.getClass().getName())
                    && frame.getMethodName().equals("run")) {
                break;
            }
        }
        return lines;
    }

    /** On metal a string's characters are an array. */
    private String className() {
        return failure instanceof StringIndexOutOfBoundsException
                ? ArrayIndexOutOfBoundsException.class.getName()
                : failure.getClass().getName();
    }

    /**
     * Metal does not know the modules of classes, which the JVM adds to a failed cast's message in parentheses; and it says in fewer
     * words what is wrong with an arraycopy.
     */
    private String message() {
        String message = failure.getMessage();
        if (message == null) {
            return "";
        }
        if (message.startsWith("arraycopy: ")) {
            boolean types = failure instanceof ArrayStoreException;
            return ": arraycopy: " + (types ? "no arrays, or of different types" : "range outside of an array");
        }
        return ": " + message.replaceFirst(" \\(.*\\)$", "");
    }

    /** The scratch memory of {@link Input#memory}. */
    private static final class Memory implements Platform {
        private static final int BYTES = 64 * 1024;

        private final byte[] bytes = new byte[BYTES];

        @Override
        public long readMemory(long hostVirtual, int size) {
            long value = 0;
            for (int i = size - 1; i >= 0; i--) {
                value = value << 8 | bytes[index(hostVirtual) + i] & 0xFF;
            }
            return value;
        }

        @Override
        public void writeMemory(long hostVirtual, int size, long value) {
            for (int i = 0; i < size; i++) {
                bytes[index(hostVirtual) + i] = (byte) (value >>> 8 * i);
            }
        }

        private static int index(long hostVirtual) {
            return (int) (hostVirtual - HostPhysical.WINDOW - Input.memory().rawValue() + HostPhysical.WINDOW);
        }
    }
}
