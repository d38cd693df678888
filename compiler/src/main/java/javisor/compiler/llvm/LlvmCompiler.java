package javisor.compiler.llvm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javisor.compiler.CompilationException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.llvm.LLVM.LLVMContextRef;
import org.bytedeco.llvm.LLVM.LLVMErrorRef;
import org.bytedeco.llvm.LLVM.LLVMMemoryBufferRef;
import org.bytedeco.llvm.LLVM.LLVMModuleRef;
import org.bytedeco.llvm.LLVM.LLVMPassBuilderOptionsRef;
import org.bytedeco.llvm.LLVM.LLVMTargetDataRef;
import org.bytedeco.llvm.LLVM.LLVMTargetMachineRef;
import org.bytedeco.llvm.LLVM.LLVMTargetRef;
import org.bytedeco.llvm.global.LLVM;

/**
 * LLVM in this process: text to verified module to optimised module to object file. No register beyond the general ones exists for
 * it: the guest's floating-point and vector state stays in the processor while Javisor runs.
 */
public final class LlvmCompiler implements AutoCloseable {
    /** The machine that is compiled for. */
    public static final String TRIPLE = "x86_64-unknown-none-elf";

    /** The processor that is compiled for: every one with AMD-V or VT-x. */
    public static final String PROCESSOR = "x86-64";

    private static final String FEATURES = "-mmx,-sse,-sse2,-sse3,-ssse3,-sse4.1,-sse4.2,-avx,-avx2,-avx512f,-x87";
    private static final String PASSES = "default<O2>";

    private final LLVMContextRef context;
    private final LLVMTargetMachineRef machine;
    private final LLVMModuleRef module;

    /**
     * Parses and verifies {@code text}.
     *
     * @throws CompilationException if it is no valid module, which is a defect of the compiler
     */
    public LlvmCompiler(String text) throws CompilationException {
        initialize();
        context = LLVM.LLVMContextCreate();
        LLVM.LLVMContextSetDiagnosticHandler(context, Diagnostics.HANDLER, null);
        machine = createMachine();
        module = parse(text);
        LLVMTargetDataRef layout = LLVM.LLVMCreateTargetDataLayout(machine);
        LLVM.LLVMSetModuleDataLayout(module, layout);
        LLVM.LLVMDisposeTargetData(layout);
        BytePointer message = noMessage();
        if (LLVM.LLVMVerifyModule(module, LLVM.LLVMReturnStatusAction, message) != 0) {
            throw defect("the LLVM module is not valid", take(message));
        }
    }

    /** Makes LLVM know the x86 target; harmless to repeat. */
    public static synchronized void initialize() {
        LLVM.LLVMInitializeX86TargetInfo();
        LLVM.LLVMInitializeX86Target();
        LLVM.LLVMInitializeX86TargetMC();
        LLVM.LLVMInitializeX86AsmPrinter();
        LLVM.LLVMInitializeX86AsmParser();
        LLVM.LLVMInitializeX86Disassembler();
    }

    private static LLVMTargetMachineRef createMachine() {
        LLVMTargetRef target = new LLVMTargetRef();
        BytePointer message = noMessage();
        if (LLVM.LLVMGetTargetFromTriple(new BytePointer(TRIPLE), target, message) != 0) {
            throw new IllegalStateException("LLVM has no target " + TRIPLE + ": " + take(message));
        }
        return LLVM.LLVMCreateTargetMachine(
                target,
                TRIPLE,
                PROCESSOR,
                FEATURES,
                LLVM.LLVMCodeGenLevelDefault,
                LLVM.LLVMRelocStatic,
                LLVM.LLVMCodeModelKernel);
    }

    private LLVMModuleRef parse(String text) throws CompilationException {
        BytePointer bytes = new BytePointer(text, StandardCharsets.UTF_8);
        LLVMMemoryBufferRef buffer =
                LLVM.LLVMCreateMemoryBufferWithMemoryRangeCopy(bytes, bytes.limit(), new BytePointer("javisor.ll"));
        bytes.close();
        LLVMModuleRef parsed = new LLVMModuleRef();
        BytePointer message = noMessage();
        if (LLVM.LLVMParseIRInContext(context, buffer, parsed, message) != 0) {
            throw defect("the LLVM text does not parse", take(message));
        }
        return parsed;
    }

    /**
     * Optimises.
     *
     * @param immutable by symbol of an object that can change, the parts that cannot: loads of them are folded
     *     and the module optimised again (a third time was measured to change nothing in the hypervisor)
     */
    public void optimize(Map<String, ImmutableParts> immutable) throws CompilationException {
        run(PASSES);
        if (new ImmutableFolding(module).fold(immutable)) {
            run(PASSES);
        }
    }

    private void run(String passes) throws CompilationException {
        LLVMPassBuilderOptionsRef options = LLVM.LLVMCreatePassBuilderOptions();
        LLVMErrorRef error = LLVM.LLVMRunPasses(module, passes, machine, options);
        LLVM.LLVMDisposePassBuilderOptions(options);
        if (error != null && !error.isNull()) {
            throw defect(
                    "LLVM refuses the passes " + passes,
                    LLVM.LLVMGetErrorMessage(error).getString());
        }
        throwErrors();
    }

    /** {@return the module as text} */
    public String print() {
        return take(LLVM.LLVMPrintModuleToString(module));
    }

    /** {@return the module as an object file} */
    public byte[] emitObject() throws CompilationException {
        BytePointer message = noMessage();
        LLVMMemoryBufferRef buffer = new LLVMMemoryBufferRef();
        int failed = LLVM.LLVMTargetMachineEmitToMemoryBuffer(machine, module, LLVM.LLVMObjectFile, message, buffer);
        throwErrors();
        if (failed != 0) {
            throw defect("LLVM cannot emit the object file", take(message));
        }
        byte[] object = new byte[Math.toIntExact(LLVM.LLVMGetBufferSize(buffer))];
        LLVM.LLVMGetBufferStart(buffer).get(object);
        LLVM.LLVMDisposeMemoryBuffer(buffer);
        return object;
    }

    private static void throwErrors() throws CompilationException {
        List<String> errors = Diagnostics.take();
        if (!errors.isEmpty()) {
            throw new CompilationException(errors);
        }
    }

    private static CompilationException defect(String what, String message) {
        Diagnostics.take();
        return new CompilationException(List.of("defect in the compiler: " + what + ": " + message.strip()));
    }

    private static BytePointer noMessage() {
        return new BytePointer((Pointer) null);
    }

    private static String take(BytePointer message) {
        String text = message.getString();
        LLVM.LLVMDisposeMessage(message);
        return text;
    }

    @Override
    public void close() {
        LLVM.LLVMDisposeModule(module);
        LLVM.LLVMDisposeTargetMachine(machine);
        LLVM.LLVMContextDispose(context);
    }
}
