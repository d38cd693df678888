package javisor.compiler.llvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.layout.ObjectLayout;

/**
 * Large arrays that are mostly zero do not belong in the payload. They stand in zero-initialised memory, and what is not zero in
 * them (the header, a few first elements) is copied there before the entry point {@code javisor_boot} runs.
 *
 * <p>The entry point becomes a function that copies and then jumps to the Java method, which is never inlined into it: headers are
 * read as invariant, so no reading function may be the writing one.
 */
final class DeferredArrays {
    private static final String ENTRY = "javisor_boot";
    private static final int SMALLEST_SAVING = 256;

    private final World world;
    private final List<HeapObject> arrays;
    private final Set<HeapObject> members;

    DeferredArrays(World world) {
        this.world = world;
        boolean hasEntry = world.program().functions().stream().anyMatch(f -> ENTRY.equals(f.symbol()));
        arrays = world.program().heap().stream()
                .filter(object ->
                        hasEntry && object.isArray() && !object.isConstant() && saving(object) >= SMALLEST_SAVING)
                .toList();
        members = Set.copyOf(arrays);
    }

    private StorageKind kind(HeapObject array) {
        return world.type(array.type()).elementKind();
    }

    private int saving(HeapObject array) {
        return (array.values().size() - usedElements(array)) * kind(array).bytes();
    }

    /** {@return how many elements there are up to the last that is not zero} */
    static int usedElements(HeapObject array) {
        int used = array.values().size();
        while (used > 0 && isZero(array.values().get(used - 1))) {
            used--;
        }
        return used;
    }

    private static boolean isZero(HeapObject.Value value) {
        return switch (value) {
            case HeapObject.Primitive(long bits) -> bits == 0;
            case HeapObject.Reference(HeapObject target) -> target == null;
        };
    }

    boolean contains(HeapObject object) {
        return members.contains(object);
    }

    /** {@return the symbol of what is copied into {@code array}} */
    static String initialSymbol(HeapObject array) {
        return Names.heapSymbol(array) + ".initial";
    }

    static String initialName(HeapObject array) {
        return LlvmText.global(initialSymbol(array));
    }

    /** {@return the zeroed memory of {@code array}, as a global's type} */
    String memoryType(HeapObject array) {
        return "[" + ObjectLayout.arraySize(kind(array), array.values().size()) + " x i8]";
    }

    /** {@return whether {@code function} is the entry point that is split in two} */
    boolean splits(Function function) {
        return !arrays.isEmpty() && ENTRY.equals(function.symbol());
    }

    /** {@return the symbol of the Java half of an entry point} */
    static String bodySymbol(Function function) {
        return function.symbol() + ".java";
    }

    /** Emits the copying half of {@code entry}. */
    void emitEntry(Function entry, StringBuilder out) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < entry.parameters().size(); i++) {
            parameters.add(LlvmText.type(entry.parameters().get(i).type()) + " %p" + i);
        }
        String list = parameters.stream().collect(Collectors.joining(", ", "(", ")"));
        String type = LlvmText.type(entry.returnType());
        out.append("\ndefine dso_local ")
                .append(type)
                .append(" @")
                .append(ENTRY)
                .append(list)
                .append(" #6 {\n");
        for (HeapObject array : arrays) {
            int bytes = ObjectLayout.ELEMENTS_OFFSET
                    + usedElements(array) * kind(array).bytes();
            out.append("  call ptr @memcpy(ptr ").append(Names.heapObject(array));
            out.append(", ptr ")
                    .append(initialName(array))
                    .append(", i64 ")
                    .append(bytes)
                    .append(")\n");
        }
        boolean isVoid = type.equals("void");
        out.append(isVoid ? "  " : "  %result = ")
                .append("musttail call ")
                .append(type)
                .append(' ');
        out.append(LlvmText.global(bodySymbol(entry))).append(list).append('\n');
        out.append(isVoid ? "  ret void\n}\n" : "  ret " + type + " %result\n}\n");
    }
}
