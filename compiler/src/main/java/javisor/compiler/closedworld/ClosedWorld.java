package javisor.compiler.closedworld;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.check.Problems;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition.Origin;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.frontend.MethodTranslator;
import javisor.compiler.frontend.World;
import javisor.compiler.heap.BuildTimeClasses;
import javisor.compiler.heap.ImageHeap;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.SourcePosition;

/** Translates every method as it is reached, until nothing new is reached. */
public final class ClosedWorld {
    private final Hierarchy hierarchy;
    private final BuildTimeClasses classes;
    private final ImageHeap heap;
    private final Problems problems;
    private final CallPaths paths = new CallPaths();
    private final HeapScan scan;
    private final Deque<MethodDefinition> pending = new ArrayDeque<>();
    private final Map<MethodReference, MethodDefinition> reached = new LinkedHashMap<>();
    private final List<Function> functions = new ArrayList<>();
    private final Map<MethodReference, MethodDefinition> virtualCalls = new LinkedHashMap<>();
    private final Map<MethodReference, Reason> virtualCallers = new LinkedHashMap<>();
    private final Set<String> instantiated = new LinkedHashSet<>();
    private final Set<String> named = new LinkedHashSet<>();
    private final Map<FieldDefinition, Reason> staticFields = new LinkedHashMap<>();
    private final Set<FieldDefinition> storedFields = new LinkedHashSet<>();
    private final Set<String> storedArrays = new LinkedHashSet<>();
    private final Set<Object> sharedArrays = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<Object, ConstantOrigin> origins = new IdentityHashMap<>();

    /** Which field a constant of the code comes from. */
    record ConstantOrigin(FieldDefinition field, Reason reason) {}

    /** Who reached something first. */
    record Reason(MethodReference caller, SourcePosition position) {}

    /** An empty world. */
    public ClosedWorld(Hierarchy hierarchy, BuildTimeClasses classes, ImageHeap heap, Problems problems) {
        this.hierarchy = hierarchy;
        this.classes = classes;
        this.heap = heap;
        this.problems = problems;
        this.scan = new HeapScan(heap, classes, paths, problems);
    }

    /** Adds a method that something outside of the program calls. */
    public void addRoot(MethodDefinition method) {
        if (method.owner().origin() == Origin.PROGRAM) {
            classes.initialise(method.owner().name());
        }
        reach(method, null);
    }

    /** Adds a type of which there are objects that no instruction makes. */
    public void addInstantiated(String type) {
        try {
            instantiate(type);
        } catch (Refusal refusal) {
            problems.report(
                    "image heap",
                    "an object of " + type.replace('/', '.') + " " + refusal.getMessage(),
                    "",
                    refusal.remedy());
        }
    }

    /** Translates everything reachable. */
    public void complete() {
        while (!pending.isEmpty()) {
            while (!pending.isEmpty()) {
                MethodDefinition method = pending.remove();
                Function function = new MethodTranslator(method, new Translated(method)).translate();
                if (function != null) {
                    functions.add(function);
                }
            }
            for (String type : scan.types(staticFields, origins)) {
                addInstantiated(type);
            }
        }
    }

    private void reach(MethodDefinition method, Reason reason) {
        if (reached.putIfAbsent(method.reference(), method) == null) {
            if (reason != null) {
                paths.add(method.reference(), reason.caller(), reason.position());
            }
            pending.add(method);
        }
    }

    private void instantiate(String type) {
        if (instantiated.contains(type)) {
            return;
        }
        checkStorage(type);
        instantiated.add(type);
        for (MethodDefinition declared : List.copyOf(virtualCalls.values())) {
            reachOverride(type, declared);
        }
    }

    /** Refuses a type whose supertypes are missing or whose fields cannot be stored. */
    private void checkStorage(String type) {
        hierarchy.supertypes(type);
        if (type.startsWith("[")) {
            hierarchy.kind(type.substring(1));
        } else {
            for (FieldDefinition field : hierarchy.instanceFields(type)) {
                if (field.descriptor().matches("[FD]")) {
                    throw new Refusal(
                            "uses floating point in the field " + field,
                            Hierarchy.floatingPoint().remedy());
                }
                hierarchy.kind(field.descriptor());
            }
        }
    }

    private void reachOverride(String type, MethodDefinition declared) {
        if (hierarchy.isSubtype(type, declared.owner().name())) {
            MethodDefinition target = hierarchy.select(type, declared);
            Reason reason = virtualCallers.get(declared.reference());
            if (target == null || target.isAbstract()) {
                return;
            }
            if (target.owner().origin() == Origin.LIBRARY) {
                problems.report(
                        CallPaths.text(reason.position()),
                        CallPaths.shortName(reason.caller()) + " calls " + target.owner() + "."
                                + target.reference().name() + ", which does not exist on metal",
                        paths.path(reason.caller()),
                        "override the method in " + type.replace('/', '.'));
                return;
            }
            reach(target, reason);
        }
    }

    /** {@return everything translated, in the order it was reached} */
    public List<Function> functions() {
        return functions;
    }

    /** {@return the methods reached, with or without problems} */
    public Collection<MethodDefinition> methods() {
        return reached.values();
    }

    /** {@return the types there are objects of} */
    public Set<String> instantiated() {
        return instantiated;
    }

    /** {@return the types something is cast to or tested for} */
    public Set<String> named() {
        return named;
    }

    /** {@return the methods that are called virtually} */
    public Collection<MethodDefinition> virtualCalls() {
        return virtualCalls.values();
    }

    /** {@return the static fields the program uses that it does not fold} */
    public Set<FieldDefinition> staticFields() {
        return staticFields.keySet();
    }

    /** {@return whether reachable code stores to {@code field}} */
    public boolean isStored(FieldDefinition field) {
        return storedFields.contains(field);
    }

    /** {@return whether an object of the heap stays as it is} */
    public boolean isConstant(Object object, String type) {
        if (type.startsWith("[")) {
            return sharedArrays.contains(object) || heap.isCharacters(object) || !mayBeStoredTo(type);
        }
        return hierarchy.instanceFields(type).stream().allMatch(field -> field.isFinal() || !isStored(field));
    }

    private boolean mayBeStoredTo(String arrayType) {
        return storedArrays.stream()
                .anyMatch(stored -> hierarchy.isSubtype(arrayType, stored) || hierarchy.isSubtype(stored, arrayType));
    }

    /** {@return the path by which {@code method} is reached} */
    public String path(MethodReference method) {
        return paths.path(method);
    }

    /** What the translation of one method tells. */
    private final class Translated implements World {
        private final MethodReference caller;

        private Translated(MethodDefinition method) {
            this.caller = method.reference();
        }

        @Override
        public Hierarchy hierarchy() {
            return hierarchy;
        }

        @Override
        public BuildTimeClasses classes() {
            return classes;
        }

        @Override
        public ImageHeap heap() {
            return heap;
        }

        @Override
        public void calls(MethodDefinition target, SourcePosition position) {
            reach(target, new Reason(caller, position));
        }

        @Override
        public void callsVirtually(MethodDefinition declared, SourcePosition position) {
            if (virtualCalls.putIfAbsent(declared.reference(), declared) == null) {
                virtualCallers.put(declared.reference(), new Reason(caller, position));
                for (String type : List.copyOf(instantiated)) {
                    reachOverride(type, declared);
                }
            }
        }

        @Override
        public void creates(String type, SourcePosition position) {
            instantiate(type);
        }

        @Override
        public void names(String type) {
            named.add(type);
        }

        @Override
        public void uses(FieldDefinition field, SourcePosition position) {
            staticFields.putIfAbsent(field, new Reason(caller, position));
        }

        @Override
        public void refersTo(Object constant, FieldDefinition field, SourcePosition position) {
            origins.putIfAbsent(constant, new ConstantOrigin(field, new Reason(caller, position)));
        }

        @Override
        public void storesTo(FieldDefinition field) {
            storedFields.add(field);
        }

        @Override
        public void storesToElements(String arrayType) {
            storedArrays.add(arrayType);
        }

        @Override
        public void shares(Object array) {
            sharedArrays.add(array);
        }

        @Override
        public void problem(String what, String remedy, SourcePosition position) {
            problems.report(
                    CallPaths.text(position), CallPaths.shortName(caller) + " " + what, paths.path(caller), remedy);
        }
    }
}
