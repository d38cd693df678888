package javisor.compiler.closedworld;

import java.util.ArrayList;
import java.util.List;
import javisor.compiler.CompilationException;
import javisor.compiler.ImageRequest;
import javisor.compiler.check.ExitPathCheck;
import javisor.compiler.check.Problems;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassFiles;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.heap.BuildTimeClasses;
import javisor.compiler.heap.ImageHeap;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Program;
import javisor.compiler.ir.StaticField;
import javisor.compiler.ir.TypeDefinition;

/** From class files to a {@link Program}. */
public final class FrontEnd {
    /** What failed checks throw; the back end needs an instance of each. */
    private static final List<String> CHECK_EXCEPTIONS = List.of(
            "java/lang/NullPointerException",
            "java/lang/ArrayIndexOutOfBoundsException",
            "java/lang/ArithmeticException",
            "java/lang/ClassCastException",
            "java/lang/ArrayStoreException",
            "java/lang/NegativeArraySizeException",
            "java/lang/OutOfMemoryError",
            "java/lang/StackOverflowError");

    private final ImageRequest request;
    private final Problems problems = new Problems();
    private final Hierarchy hierarchy;
    private final BuildTimeClasses classes;
    private final ImageHeap heap;
    private final ClosedWorld world;

    private FrontEnd(ImageRequest request, ClassFiles classFiles) {
        this.request = request;
        this.hierarchy = new Hierarchy(classFiles);
        this.classes = new BuildTimeClasses(classFiles, problems);
        this.heap = new ImageHeap(hierarchy, classes);
        this.world = new ClosedWorld(hierarchy, classes, heap, problems);
    }

    /**
     * Translates the program that {@code request} names.
     *
     * @throws CompilationException with everything that is wrong with it
     */
    public static Program translate(ImageRequest request) throws CompilationException {
        try (ClassFiles classFiles = new ClassFiles(request.classPath())) {
            return new FrontEnd(request, classFiles).run();
        }
    }

    private Program run() throws CompilationException {
        Roots.find(request.rootClasses(), hierarchy, problems).forEach(world::addRoot);
        CHECK_EXCEPTIONS.forEach(world::addInstantiated);
        world.addInstantiated("java/lang/String");
        world.addInstantiated("[B");
        world.complete();
        try {
            return program();
        } catch (Refusal refusal) {
            problems.report("types of the program", "one " + refusal.getMessage(), "", refusal.remedy());
            throw problems.exception();
        }
    }

    private Program program() throws CompilationException {
        List<TypeDefinition> types = new TypeTable(hierarchy, world).definitions();
        Devirtualizer devirtualizer = new Devirtualizer(types);
        List<Function> functions =
                world.functions().stream().map(devirtualizer::rewrite).toList();
        List<MethodReference> exitPathRoots = checkExitPath(functions, devirtualizer);
        problems.throwIfAny();
        List<StaticField> staticFields = staticFields();
        List<HeapObject> objects = heap.fill(world::isConstant);
        return new Program(functions, types, staticFields, objects, exitPathRoots);
    }

    private List<MethodReference> checkExitPath(List<Function> functions, Devirtualizer devirtualizer) {
        ExitPathCheck check = new ExitPathCheck(functions, devirtualizer::targets, hierarchy::isThrowable, problems);
        List<MethodReference> roots = new ArrayList<>();
        for (MethodDefinition method : world.methods()) {
            if (method.annotations().has("NoAllocation")) {
                roots.add(method.reference());
                check.check(method.reference());
            }
        }
        return roots;
    }

    private List<StaticField> staticFields() {
        List<StaticField> fields = new ArrayList<>();
        for (FieldDefinition field : world.staticFields()) {
            fields.add(new StaticField(
                    hierarchy.reference(field),
                    heap.value(field.descriptor(), classes.read(field)),
                    field.isFinal() || !world.isStored(field)));
        }
        return fields;
    }
}
