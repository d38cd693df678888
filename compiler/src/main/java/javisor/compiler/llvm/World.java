package javisor.compiler.llvm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.ir.Block;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.TypeDefinition;
import javisor.compiler.layout.DispatchSlots;
import javisor.compiler.layout.ObjectLayout;
import javisor.compiler.layout.SubtypeBits;

/** The program with everything the emitters look up: layouts, slots, bits, symbols. */
final class World {
    static final String THROWABLE = "java/lang/Throwable";

    /** The exceptions that failed checks end in, with their superclasses up to Throwable. */
    private static final Map<String, List<String>> CHECK_EXCEPTIONS = Map.of(
            "java/lang/NullPointerException", List.of("java/lang/RuntimeException"),
            "java/lang/ArrayIndexOutOfBoundsException",
                    List.of("java/lang/IndexOutOfBoundsException", "java/lang/RuntimeException"),
            "java/lang/ArithmeticException", List.of("java/lang/RuntimeException"),
            "java/lang/ClassCastException", List.of("java/lang/RuntimeException"),
            "java/lang/ArrayStoreException", List.of("java/lang/RuntimeException"),
            "java/lang/NegativeArraySizeException", List.of("java/lang/RuntimeException"),
            "java/lang/OutOfMemoryError", List.of("java/lang/VirtualMachineError"));

    private final Program program;
    private final Map<MethodReference, Function> functions = new LinkedHashMap<>();
    private final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    private final ObjectLayout layout;
    private final DispatchSlots slots;
    private final SubtypeBits bits;
    private final Names names;

    World(Program program) {
        this.program = program;
        program.functions().forEach(function -> functions.put(function.method(), function));
        program.types().forEach(type -> types.put(type.name(), type));
        CHECK_EXCEPTIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> addCheckException(entry.getKey(), entry.getValue()));
        List<TypeDefinition> all = List.copyOf(types.values());
        layout = new ObjectLayout(all);
        Set<MethodReference> called = new LinkedHashSet<>();
        Set<String> tested = new LinkedHashSet<>();
        instructions().forEach(instruction -> {
            switch (instruction) {
                case Instruction.CallVirtual call -> called.add(call.method());
                case Instruction.InstanceOf test -> tested.add(test.type());
                case Instruction.CheckCast cast -> tested.add(cast.type());
                default -> {
                    // Needs no table.
                }
            }
        });
        all.stream()
                .filter(type -> type.elementType() != null && type.instantiated())
                .forEach(type -> tested.add(type.elementType()));
        slots = new DispatchSlots(all, called);
        bits = new SubtypeBits(tested);
        names = new Names(program.functions());
    }

    /** Exceptions the compiled checks need exist even if no Java of the program names them. */
    private void addCheckException(String name, List<String> superclasses) {
        TypeDefinition known = types.get(name);
        if (known != null && known.instantiated()) {
            return;
        }
        List<String> supertypes = new ArrayList<>(List.of(name));
        supertypes.addAll(superclasses);
        supertypes.addAll(List.of(THROWABLE, "java/lang/Object"));
        TypeDefinition throwable = types.get(THROWABLE);
        List<FieldReference> fields = throwable == null ? List.of() : throwable.allFields();
        Map<MethodReference, MethodReference> dispatch = types.values().stream()
                .filter(type -> type.supertypes().contains(THROWABLE) && type.instantiated())
                .findFirst()
                .map(TypeDefinition::dispatch)
                .orElse(Map.of());
        types.put(
                name,
                new TypeDefinition(name, superclasses.getFirst(), supertypes, fields, null, null, dispatch, true));
    }

    /** {@return every instruction of the program} */
    List<Instruction> instructions() {
        return program.functions().stream()
                .flatMap(function -> function.blocks().stream())
                .map(Block::instructions)
                .flatMap(Collection::stream)
                .toList();
    }

    Program program() {
        return program;
    }

    Function function(MethodReference method) {
        return functions.get(method);
    }

    Collection<TypeDefinition> types() {
        return types.values();
    }

    /** {@return the type called {@code name}, which must be part of the program} */
    TypeDefinition type(String name) {
        TypeDefinition type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException(name + " is not among the types of the program");
        }
        return type;
    }

    boolean isThrowable(String type) {
        TypeDefinition definition = types.get(type);
        return definition != null && definition.supertypes().contains(THROWABLE);
    }

    /** {@return the types objects of which pass for {@code type}} */
    List<String> instantiatedSubtypes(String type) {
        return SubtypeBits.instantiatedSubtypes(List.copyOf(types.values()), type);
    }

    ObjectLayout layout() {
        return layout;
    }

    DispatchSlots slots() {
        return slots;
    }

    SubtypeBits bits() {
        return bits;
    }

    Names names() {
        return names;
    }
}
