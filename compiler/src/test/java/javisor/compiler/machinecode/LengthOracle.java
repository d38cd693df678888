package javisor.compiler.machinecode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javisor.compiler.llvm.LlvmCompiler;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMDisasmContextRef;
import org.bytedeco.llvm.LLVM.LLVMOpInfoCallback;
import org.bytedeco.llvm.LLVM.LLVMSymbolLookupCallback;
import org.bytedeco.llvm.global.LLVM;

/** What LLVM's disassembler takes for an instruction that stores to memory, in code of 16, 32 or 64 bits, and its length. */
final class LengthOracle implements AutoCloseable {
    /** LLVM takes the prefixes for an instruction of their own: LOCK before MOV, F2h and F3h before XCHG among others. */
    static final int NO_ANSWER = -1;

    /** LLVM itself knows no limit. */
    private static final int LONGEST_INSTRUCTION = 15;

    private static final int LONGEST_TEXT = 256;
    private static final Pattern PREFIXES =
            Pattern.compile("^((lock|rep|repne|repe|xacquire|xrelease|data16|addr32|addr16|rex64|[c-gs]s)\\s+)+");
    private static final Pattern LOCKABLE = Pattern.compile("(xchg|add|or|and|sub|xor|inc|dec|bts|btr|btc)[bwlq]?");
    private static final Pattern STORES =
            Pattern.compile("(mov|movabs|movnti|xchg|stos|movs|pop|add|or|and|sub|xor|inc|dec|bts|btr|btc)[bwlq]?");

    private final LLVMDisasmContextRef context;
    private final BytePointer text = new BytePointer(LONGEST_TEXT);

    LengthOracle(int bits) {
        LlvmCompiler.initialize();
        String triple = List.of("i386-unknown-unknown-code16", "i386-unknown-unknown", "x86_64-unknown-unknown")
                .get(bits >>> 5);
        context = LLVM.LLVMCreateDisasm(
                new BytePointer(triple), null, 0, (LLVMOpInfoCallback) null, (LLVMSymbolLookupCallback) null);
    }

    /** {@return the length of the instruction {@code code} begins with, 0 if it stores nothing to memory, or {@link #NO_ANSWER}} */
    int lengthOfStore(byte[] code) {
        int length = disassemble(code);
        if (length != 0 && PREFIXES.matcher(text() + " ").matches()) {
            return NO_ANSWER;
        }
        return length != 0 && stores(text()) ? length : 0;
    }

    /** {@return the instruction {@code code} begins with} */
    String text(byte[] code) {
        return disassemble(code) + text();
    }

    private int disassemble(byte[] code) {
        try (BytePointer bytes = new BytePointer(code)) {
            return (int) LLVM.LLVMDisasmInstruction(context, bytes, LONGEST_INSTRUCTION, 0, text, LONGEST_TEXT);
        }
    }

    private String text() {
        byte[] bytes = new byte[Math.toIntExact(BytePointer.strlen(text))];
        text.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII).replace('\t', ' ').strip();
    }

    private static boolean stores(String instruction) {
        Matcher prefixes = PREFIXES.matcher(instruction);
        boolean locked = prefixes.find() && prefixes.group().contains("lock");
        String bare = prefixes.replaceFirst("");
        String mnemonic = bare.replaceFirst(" .*", "");
        boolean known = (locked ? LOCKABLE : STORES).matcher(mnemonic).matches();
        String destination = bare.substring(bare.lastIndexOf(' ') + 1);
        boolean register = destination.startsWith("%") && !destination.contains(":");
        return known && (destination.contains("(") || !register);
    }

    @Override
    public void close() {
        LLVM.LLVMDisasmDispose(context);
        text.close();
    }
}
