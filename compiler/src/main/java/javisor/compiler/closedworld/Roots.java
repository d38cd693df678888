package javisor.compiler.closedworld;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javisor.compiler.check.Problems;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;

/** Where a program begins: the methods of its root classes that assembly calls, and the one that ends it. */
final class Roots {
    private static final String PANIC_DESCRIPTOR =
            "(Ljava/lang/Throwable;Ljavisor/machine/address/HostVirtual;Ljavisor/machine/address/HostVirtual;)V";
    private static final String PANIC_SIGNATURE =
            "static void panic(Throwable cause, HostVirtual framePointer, HostVirtual returnAddress)";

    private final String where;
    private final Problems problems;
    private final List<MethodDefinition> entryPoints = new ArrayList<>();
    private final List<MethodDefinition> panicHandlers = new ArrayList<>();

    private Roots(List<String> rootClasses, Problems problems) {
        this.where = "root classes " + rootClasses;
        this.problems = problems;
    }

    /** {@return the methods to begin with; what is wrong with them goes to {@code problems}} */
    static List<MethodDefinition> find(List<String> rootClasses, Hierarchy hierarchy, Problems problems) {
        Roots roots = new Roots(rootClasses, problems);
        for (String name : rootClasses) {
            try {
                roots.collect(hierarchy.find(name.replace('.', '/')));
            } catch (Refusal refusal) {
                problems.report("root class " + name, "the image " + refusal.getMessage(), "", refusal.remedy());
            }
        }
        roots.checkEntryPoints();
        roots.checkPanicHandlers();
        List<MethodDefinition> methods = new ArrayList<>(roots.entryPoints);
        methods.addAll(roots.panicHandlers);
        methods.removeIf(method -> !method.isStatic() || method.code() == null);
        return methods;
    }

    private void collect(ClassDefinition definition) {
        for (MethodDefinition method : definition.methods()) {
            boolean entryPoint = method.annotations().has("EntryPoint");
            boolean panicHandler = method.annotations().has("PanicHandler");
            if (entryPoint) {
                entryPoints.add(method);
            }
            if (panicHandler) {
                panicHandlers.add(method);
            }
            if ((entryPoint || panicHandler) && (!method.isStatic() || method.code() == null)) {
                problems.report(
                        definition.sourceFile(),
                        name(method) + " is an entry point but not a static method with a body",
                        "",
                        "declare it static");
            }
        }
    }

    private static String name(MethodDefinition method) {
        return method.owner() + "." + method.reference().name();
    }

    private void checkEntryPoints() {
        if (entryPoints.isEmpty()) {
            problems.report(
                    where, "no method is annotated @EntryPoint", "", "annotate the static method that assembly calls");
        }
        Map<String, MethodDefinition> bySymbol = new HashMap<>();
        for (MethodDefinition method : entryPoints) {
            String symbol = method.annotations().text("EntryPoint", "symbol");
            MethodDefinition other = bySymbol.putIfAbsent(symbol, method);
            if (other != null) {
                problems.report(
                        where,
                        name(other) + " and " + name(method) + " are both entry points with the symbol " + symbol,
                        "",
                        "give each entry point a symbol of its own");
            }
        }
    }

    private void checkPanicHandlers() {
        if (panicHandlers.isEmpty()) {
            problems.report(where, "no method is annotated @PanicHandler", "", "annotate one: " + PANIC_SIGNATURE);
        }
        if (panicHandlers.size() > 1) {
            String names = panicHandlers.stream().map(Roots::name).collect(Collectors.joining(", "));
            problems.report(
                    where,
                    "there are " + panicHandlers.size() + " panic handlers: " + names,
                    "",
                    "keep @PanicHandler on one of them");
        }
        for (MethodDefinition handler : panicHandlers) {
            if (!handler.reference().descriptor().equals(PANIC_DESCRIPTOR)) {
                problems.report(
                        handler.owner().sourceFile(),
                        name(handler) + " is a panic handler with other parameters",
                        "",
                        "declare it " + PANIC_SIGNATURE);
            }
        }
    }
}
