package javisor.compiler.llvm;

import java.util.LinkedHashMap;
import java.util.Map;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.SourcePosition;
import javisor.compiler.ir.StorageKind;

/**
 * The module's metadata: DWARF line information (LLVM "Source Level Debugging") and alias tags that tell fields and array elements
 * of different kinds apart (LLVM Language Reference, "tbaa Metadata").
 *
 * <p>Numbers 0 and 1 are known to the hand-written functions: the empty node, and the tag of raw memory. Raw addresses never reach
 * Java's objects and static fields: nothing gives out the address of one.
 */
final class Metadata {
    private static final int RAW_MEMORY = 1;

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final int unit;
    private final int signature;
    private final int aliasRoot;
    private int next = RAW_MEMORY + 1;

    Metadata() {
        aliasRoot = node("!{!\"javisor\"}");
        int raw = node("!{!\"raw memory\", !" + aliasRoot + ", i64 0}");
        text.append('!').append(RAW_MEMORY).append(" = !{!" + raw + ", !" + raw + ", i64 0}\n");
        int file = node("!DIFile(filename: \"javisor\", directory: \".\")");
        unit = node(
                "distinct !DICompileUnit(language: DW_LANG_Java, file: !" + file
                        + ", producer: \"javisor\", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug, nameTableKind: None)");
        signature = node("!DISubroutineType(types: !" + node("!{null}") + ")");
    }

    /** {@return the number of a node with this content, the same for the same content} */
    private int node(String content) {
        Integer known = nodes.get(content);
        if (known != null) {
            return known;
        }
        int number = next++;
        nodes.put(content, number);
        text.append('!').append(number).append(" = ").append(content).append('\n');
        return number;
    }

    /** {@return the subprogram of {@code function}, whose ELF symbol is {@code symbol}} */
    int subprogram(Function function, String symbol) {
        String owner = function.method().owner();
        String path = owner.substring(0, owner.lastIndexOf('/') + 1)
                + function.position().file();
        int file = node("!DIFile(filename: " + LlvmText.string(path) + ", directory: \".\")");
        int line = function.position().line();
        return node("distinct !DISubprogram(name: " + LlvmText.string(Names.plain(function.method()))
                + ", linkageName: " + LlvmText.string(symbol) + ", scope: !" + file + ", file: !" + file + ", line: "
                + line
                + ", type: !" + signature + ", scopeLine: " + line
                + ", spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !" + unit + ")");
    }

    /** {@return the suffix that gives an instruction its line; a line that is not known becomes {@code defaultLine}} */
    String location(SourcePosition position, int subprogram, int defaultLine) {
        int line = position == null || position.line() == 0 ? defaultLine : position.line();
        return ", !dbg !" + node("!DILocation(line: " + line + ", column: 0, scope: !" + subprogram + ")");
    }

    /** {@return the suffix of a load or store of a field} */
    String alias(FieldReference field) {
        return alias(field.owner() + "." + field.name());
    }

    /** {@return the suffix of a load or store of an array element} */
    String alias(StorageKind elements) {
        return alias("[" + elements);
    }

    private String alias(String what) {
        int type = node("!{!" + LlvmText.string(what) + ", !" + aliasRoot + ", i64 0}");
        return ", !tbaa !" + node("!{!" + type + ", !" + type + ", i64 0}");
    }

    /** {@return all of it, as text} */
    String emit() {
        return "!llvm.dbg.cu = !{!" + unit + "}\n"
                + "!llvm.module.flags = !{!" + node("!{i32 2, !\"Debug Info Version\", i32 3}") + ", !"
                + node("!{i32 7, !\"Dwarf Version\", i32 5}") + "}\n!0 = !{}\n"
                + text;
    }
}
