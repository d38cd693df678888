package javisor.compiler.llvm;

import java.nio.charset.StandardCharsets;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.StorageKind;

/** How names, types and constants are written in LLVM's textual IR (LLVM Language Reference, "Identifiers"). */
final class LlvmText {
    private LlvmText() {}

    /** {@return the global {@code name}, quoted} */
    static String global(String name) {
        StringBuilder text = new StringBuilder("@\"");
        appendEscaped(text, name.getBytes(StandardCharsets.UTF_8));
        return text.append('"').toString();
    }

    /** {@return a metadata string} */
    static String string(String content) {
        StringBuilder text = new StringBuilder("\"");
        appendEscaped(text, content.getBytes(StandardCharsets.UTF_8));
        return text.append('"').toString();
    }

    /** {@return an array constant {@code [n x i8] c"…"} of {@code content}} */
    static String bytes(byte[] content) {
        StringBuilder text = new StringBuilder("[" + content.length + " x i8] c\"");
        appendEscaped(text, content);
        return text.append('"').toString();
    }

    private static void appendEscaped(StringBuilder text, byte[] content) {
        for (byte b : content) {
            int character = Byte.toUnsignedInt(b);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                text.append('\\')
                        .append(Character.forDigit(character >> 4, 16))
                        .append(Character.forDigit(character & 15, 16));
            } else {
                text.append((char) character);
            }
        }
    }

    /** {@return the LLVM type of a register} */
    static String type(IrType type) {
        return switch (type) {
            case VOID -> "void";
            case INT -> "i32";
            case LONG -> "i64";
            case REFERENCE -> "ptr";
        };
    }

    /** {@return the LLVM type of a field or element in memory} */
    static String type(StorageKind kind) {
        return kind == StorageKind.REFERENCE ? "ptr" : "i" + kind.bytes() * Byte.SIZE;
    }
}
