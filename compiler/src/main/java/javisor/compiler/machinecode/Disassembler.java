package javisor.compiler.machinecode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.llvm.LlvmCompiler;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.llvm.LLVM.LLVMDisasmContextRef;
import org.bytedeco.llvm.LLVM.LLVMOpInfoCallback;
import org.bytedeco.llvm.LLVM.LLVMSymbolLookupCallback;
import org.bytedeco.llvm.global.LLVM;

/** 64-bit code as text, by LLVM. */
public final class Disassembler {
    private static final int LONGEST_TEXT = 256;
    private static final int CALL_RELATIVE = 0xE8;
    private static final int CALL_RELATIVE_BYTES = 5;

    private Disassembler() {}

    /**
     * {@return the instructions of {@code code}; a byte that starts none is an instruction {@code (bad)} of length 1}
     *
     * @param address where the first byte stands
     */
    public static List<MachineInstruction> disassemble(byte[] code, long address) {
        LlvmCompiler.initialize();
        LLVMDisasmContextRef context = LLVM.LLVMCreateDisasmCPU(
                new BytePointer(LlvmCompiler.TRIPLE),
                new BytePointer(LlvmCompiler.PROCESSOR),
                null,
                0,
                (LLVMOpInfoCallback) null,
                (LLVMSymbolLookupCallback) null);
        ByteBuffer view = ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN);
        List<MachineInstruction> result = new ArrayList<>();
        try (BytePointer bytes = new BytePointer(code);
                BytePointer text = new BytePointer(LONGEST_TEXT)) {
            int at = 0;
            while (at < code.length) {
                BytePointer here = bytes.getPointer(at);
                int length = (int)
                        LLVM.LLVMDisasmInstruction(context, here, code.length - at, address + at, text, LONGEST_TEXT);
                if (length == 0) {
                    result.add(new MachineInstruction(address + at, 1, "(bad)", 0));
                    at++;
                    continue;
                }
                boolean direct = Byte.toUnsignedInt(code[at]) == CALL_RELATIVE && length == CALL_RELATIVE_BYTES;
                long target = direct ? address + at + length + view.getInt(at + 1) : 0;
                result.add(new MachineInstruction(address + at, length, clean(text), target));
                at += length;
            }
        } finally {
            LLVM.LLVMDisasmDispose(context);
        }
        return result;
    }

    /** The buffer's text up to its zero byte, without LLVM's remark on large constants. */
    private static String clean(BytePointer buffer) {
        byte[] text = new byte[Math.toIntExact(BytePointer.strlen(buffer))];
        buffer.get(text);
        String instruction = new String(text, StandardCharsets.US_ASCII).replace('\t', ' ');
        int remark = instruction.indexOf('#');
        return (remark < 0 ? instruction : instruction.substring(0, remark)).strip();
    }
}
