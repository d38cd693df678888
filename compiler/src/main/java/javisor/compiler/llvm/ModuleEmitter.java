package javisor.compiler.llvm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javisor.compiler.CompilationException;
import javisor.compiler.check.Problems;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.TypeDefinition;
import javisor.compiler.layout.ObjectLayout;

/** The whole program as one module of LLVM's textual IR. */
public final class ModuleEmitter {
    private static final int DEFAULT_ARENA_BYTES = 64 * 1024;
    private static final String RESERVE = "javisor/machine/memory/BootArena";
    private static final String BASE_ATTRIBUTES =
            "noredzone nounwind null_pointer_is_valid \"frame-pointer\"=\"all\" \"disable-tail-calls\"=\"true\"";

    private ModuleEmitter() {}

    /**
     * A module.
     *
     * @param text the textual IR
     * @param immutable by symbol of each object of the heap that can change, the parts that cannot
     * @param slots by offset of a dispatch slot in type descriptors, the symbols of all methods that stand there
     * @param exitPathRoots symbols of the methods below which the stack is to be bounded
     */
    public record Module(
            String text,
            Map<String, ImmutableParts> immutable,
            Map<Integer, Set<String>> slots,
            Set<String> exitPathRoots) {}

    /**
     * {@return the module of {@code program}}
     *
     * @throws CompilationException if an intrinsic has no lowering, or the program names something it does not contain
     */
    public static Module emit(Program program) throws CompilationException {
        World world = new World(program);
        Problems problems = new Problems();
        Library library = new Library();
        Metadata metadata = new Metadata();
        CallEmitter calls = new CallEmitter(world, library.lowered(), problems);
        StringBuilder functions = new StringBuilder();
        String panicHandler = null;
        DeferredArrays deferred = new DeferredArrays(world);
        ExitPath exitPath = new ExitPath(world);
        for (Function function : program.functions()) {
            FunctionHeader header = FunctionHeader.of(function, world, deferred, exitPath);
            new FunctionEmitter(world, metadata, calls, function, header, functions).emit();
            if (deferred.splits(function)) {
                deferred.emitEntry(function, functions);
            }
            if (function.panicHandler()) {
                panicHandler = LlvmText.global(world.names().symbol(function.method()));
            }
        }
        if (panicHandler == null) {
            throw new CompilationException(List.of("the program has no panic handler: annotate one static method"
                    + " (Throwable, HostVirtual, HostVirtual) with @PanicHandler"));
        }
        int arena = arenaBytes(world, problems);
        problems.throwIfAny();
        StringBuilder text = new StringBuilder();
        text.append("target triple = \"").append(LlvmCompiler.TRIPLE).append("\"\n\n");
        text.append(library.text(panicHandler, arena)).append('\n');
        new DataEmitter(world, deferred, text).emit(castTargets(world));
        text.append(functions).append('\n').append(calls.declarations()).append('\n');
        text.append(attributes()).append(metadata.emit());
        return new Module(text.toString(), immutable(program, deferred), slots(world), roots(world));
    }

    private static Map<Integer, Set<String>> slots(World world) {
        Map<Integer, Set<String>> result = new TreeMap<>();
        for (TypeDefinition type : world.types()) {
            List<MethodReference> table = world.slots().table(type);
            for (int slot = 0; slot < table.size(); slot++) {
                if (table.get(slot) != null) {
                    result.computeIfAbsent(DataEmitter.slotOffset(world, slot), offset -> new TreeSet<>())
                            .add(world.names().symbol(table.get(slot)));
                }
            }
        }
        return result;
    }

    /** Entry points count as roots too: a root they call may be inlined into them. */
    private static Set<String> roots(World world) {
        Set<String> roots = new TreeSet<>();
        world.program().exitPathRoots().forEach(root -> roots.add(world.names().symbol(root)));
        world.program().functions().stream()
                .filter(function -> function.symbol() != null)
                .forEach(function -> roots.add(function.symbol()));
        return roots;
    }

    private static Set<String> castTargets(World world) {
        Set<String> targets = new TreeSet<>();
        for (Instruction instruction : world.instructions()) {
            if (instruction instanceof Instruction.CheckCast cast) {
                targets.add(cast.type());
            }
        }
        return targets;
    }

    private static Map<String, ImmutableParts> immutable(Program program, DeferredArrays deferred) {
        Map<String, ImmutableParts> result = new TreeMap<>();
        for (HeapObject object : program.heap()) {
            if (!object.isConstant()) {
                String symbol = Names.heapSymbol(object);
                String source = deferred.contains(object) ? DeferredArrays.initialSymbol(object) : symbol;
                Set<Integer> offsets = object.isArray()
                        ? Set.of(ObjectLayout.DESCRIPTOR_OFFSET, ObjectLayout.LENGTH_OFFSET)
                        : Set.of(ObjectLayout.DESCRIPTOR_OFFSET);
                result.put(symbol, new ImmutableParts(source, offsets));
            }
        }
        return result;
    }

    /**
     * Attribute groups: 0 Java for speed, 1 semantics, 2 ends of failed checks, 3 their calls, 4 run-time support, 5 an instruction
     * that touches no memory, 6 ends in a jump, 7 Java for size.
     */
    private static String attributes() {
        return """
                attributes #0 = { %1$s }
                attributes #1 = { %1$s alwaysinline }
                attributes #2 = { %1$s cold noinline noreturn }
                attributes #3 = { nomerge }
                attributes #4 = { %1$s noinline "no-builtins" }
                attributes #5 = { nounwind memory(inaccessiblemem: readwrite) }
                attributes #7 = { %1$s minsize optsize }
                attributes #6 = { noredzone nounwind null_pointer_is_valid noinline "frame-pointer"="all" }

                """.formatted(BASE_ATTRIBUTES);
    }

    private static int arenaBytes(World world, Problems problems) {
        boolean allocates = world.instructions().stream()
                .anyMatch(i -> i instanceof Instruction.NewArray
                        || i instanceof Instruction.New creation && !world.isThrowable(creation.type()));
        int bytes = 0;
        for (Function function : world.program().functions()) {
            for (Block block : function.blocks()) {
                bytes = Math.max(bytes, reserved(function, block, problems));
            }
        }
        int wanted = bytes == 0 ? DEFAULT_ARENA_BYTES : bytes;
        return allocates ? (wanted + 15) & -16 : 16;
    }

    private static int reserved(Function function, Block block, Problems problems) {
        int most = 0;
        Map<Register, Long> constants = new TreeMap<>((a, b) -> Integer.compare(a.index(), b.index()));
        for (Instruction instruction : block.instructions()) {
            switch (instruction) {
                case Instruction.Constant constant -> constants.put(constant.destination(), constant.value());
                case Instruction.Move move
                when constants.containsKey(move.source()) ->
                    constants.put(move.destination(), constants.get(move.source()));
                case Instruction.CallIntrinsic call
                when call.method().owner().equals(RESERVE)
                        && call.method().name().equals("reserve") -> {
                    Long bytes = constants.get(call.arguments().getFirst());
                    if (bytes == null) {
                        problems.report(
                                call.position().file() + ":" + call.position().line(),
                                "BootArena.reserve needs a compile-time constant",
                                Names.plain(function.method()),
                                "write a number or a static final int");
                    } else {
                        most = Math.max(most, bytes.intValue());
                    }
                }
                default -> {
                    // States nothing.
                }
            }
        }
        return most;
    }
}
