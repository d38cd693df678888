package javisor.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javisor.compiler.ir.Program;
import javisor.compiler.link.ElfFile;
import javisor.compiler.link.ImageLinker;
import javisor.compiler.link.WorkDirectory;
import javisor.compiler.llvm.LlvmCompiler;
import javisor.compiler.llvm.ModuleEmitter;
import javisor.compiler.machinecode.ImageCode;
import javisor.compiler.machinecode.StackBound;
import javisor.compiler.trace.LineTableReader;
import javisor.compiler.trace.TraceTableEncoder;

/** The back half of the journey from source to stick: a program in IR becomes an image. */
final class ImageBuilder {
    private static final int TEXT_BYTES_OF_EMPTY_TABLE = 24;

    private final ImageRequest request;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long stageStart = System.nanoTime();

    ImageBuilder(ImageRequest request) {
        this.request = request;
    }

    /** Ends a stage that began where the last one ended. */
    void endStage(String name) {
        long now = System.nanoTime();
        seconds.merge(name, (now - stageStart) / 1e9, Double::sum);
        stageStart = now;
    }

    CompiledImage build(Program program, String intermediate) throws CompilationException {
        ModuleEmitter.Module module = ModuleEmitter.emit(program);
        endStage("llvm text");
        String optimized;
        byte[] object;
        try (LlvmCompiler llvm = new LlvmCompiler(module.text())) {
            endStage("llvm parse");
            llvm.optimize(module.immutable());
            endStage("llvm optimize");
            optimized = llvm.print();
            object = llvm.emitObject();
            endStage("llvm object");
        }
        try (WorkDirectory directory = new WorkDirectory()) {
            byte[] elf = link(directory.path(), object);
            return image(elf, module, intermediate, optimized);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot link the image", e);
        }
    }

    private byte[] link(Path directory, byte[] object) throws CompilationException, IOException {
        ImageLinker linker = new ImageLinker(directory, request.linkAddress());
        linker.addAssembly(request.assembly(), request.definitions());
        endStage("assemble");
        linker.addObject(object);
        Path first = directory.resolve("first.elf");
        Files.write(first, linker.link(new byte[TEXT_BYTES_OF_EMPTY_TABLE]));
        endStage("link");
        byte[] table = TraceTableEncoder.encode(LineTableReader.read(first, directory));
        endStage("trace table");
        byte[] elf = linker.link(table);
        endStage("link");
        return elf;
    }

    private CompiledImage image(byte[] elf, ModuleEmitter.Module module, String intermediate, String optimized) {
        ElfFile file = new ElfFile(elf);
        Map<String, Long> symbols = new TreeMap<>();
        for (ElfFile.Symbol symbol : file.symbols()) {
            if (symbol.global() && !symbol.isUndefined()) {
                symbols.put(symbol.name(), symbol.value());
            }
        }
        Map<String, Integer> stackBytes = stackBytes(new ImageCode(file), module);
        endStage("stack bound");
        long memory = symbols.get("__image_end") - request.linkAddress();
        return new CompiledImage(
                file.flatten(request.linkAddress()),
                memory,
                elf,
                symbols,
                intermediate,
                optimized,
                stackBytes,
                seconds);
    }

    private static Map<String, Integer> stackBytes(ImageCode code, ModuleEmitter.Module module) {
        StackBound bound = new StackBound(code, module.slots());
        Map<String, Integer> result = new TreeMap<>();
        for (String root : module.exitPathRoots()) {
            code.address(root).ifPresent(address -> result.put(root, bound.bytes(address)));
        }
        return result;
    }
}
