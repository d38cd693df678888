package javisor.compiler.llvm;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticHandler;
import org.bytedeco.llvm.LLVM.LLVMDiagnosticInfoRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * Collects LLVM's errors per thread. Without a handler LLVM ends the process at the first one. There is a single instance, never
 * collected, because native code holds it.
 */
final class Diagnostics extends LLVMDiagnosticHandler {
    static final Diagnostics HANDLER = new Diagnostics();

    private static final ThreadLocal<List<String>> ERRORS = ThreadLocal.withInitial(ArrayList::new);

    private Diagnostics() {}

    @Override
    public void call(LLVMDiagnosticInfoRef information, Pointer context) {
        if (LLVM.LLVMGetDiagInfoSeverity(information) == LLVM.LLVMDSError) {
            BytePointer text = LLVM.LLVMGetDiagInfoDescription(information);
            ERRORS.get().add("LLVM: " + text.getString());
            LLVM.LLVMDisposeMessage(text);
        }
    }

    /** {@return the errors of this thread since the last call} */
    static List<String> take() {
        List<String> errors = List.copyOf(ERRORS.get());
        ERRORS.remove();
        return errors;
    }
}
