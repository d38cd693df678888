package javisor.compiler.heap;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import javisor.compiler.check.Problems;
import javisor.compiler.classfile.ClassFiles;
import javisor.compiler.classfile.FieldDefinition;

/** The program's classes on the build-time JVM, initialised in the order in which the translation reaches them. */
public final class BuildTimeClasses {
    private final ProgramLoader loader;
    private final Problems problems;
    private final Map<String, Class<?>> initialised = new HashMap<>();
    private final Map<FieldDefinition, Field> accessible = new HashMap<>();

    /** Classes of {@code classFiles}; initialisers that fail are reported to {@code problems}. */
    public BuildTimeClasses(ClassFiles classFiles, Problems problems) {
        this.loader = new ProgramLoader(classFiles);
        this.problems = problems;
    }

    /** Runs the static initialiser of {@code name} unless it has run; {@return the class, null if its initialiser failed} */
    public Class<?> initialise(String name) {
        if (!initialised.containsKey(name)) {
            initialised.put(name, run(name.replace('/', '.')));
        }
        return initialised.get(name);
    }

    private Class<?> run(String name) {
        try {
            return Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            problems.report(
                    place(name, cause),
                    "the static initialiser of " + name + " failed when the image was built: " + cause,
                    stack(cause),
                    "static initialisers run on the build machine: touch no hardware there, do that at boot");
            return null;
        }
    }

    private static String place(String name, Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            if ("program".equals(frame.getClassLoaderName()) && frame.getFileName() != null) {
                return frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return name;
    }

    private static String stack(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : cause.getStackTrace()) {
            if ("program".equals(frame.getClassLoaderName())) {
                text.append(text.isEmpty() ? "" : "\n        called from ")
                        .append(frame.getClassName())
                        .append('.')
                        .append(frame.getMethodName())
                        .append(" (")
                        .append(frame.getFileName())
                        .append(':')
                        .append(frame.getLineNumber())
                        .append(')');
            }
        }
        return text.toString();
    }

    /** {@return whether {@code type} is a class of the program that has a class file} */
    boolean isOfProgram(Class<?> type) {
        return type.getClassLoader() == loader && !type.isHidden();
    }

    /** {@return the content of a static field; the class must be initialised} */
    public Object read(FieldDefinition field) {
        return read(field, null);
    }

    /** {@return the content of an instance field of {@code object}} */
    public Object read(FieldDefinition field, Object object) {
        try {
            Field reflected = accessible.get(field);
            if (reflected == null) {
                reflected = initialise(field.owner()).getDeclaredField(field.name());
                reflected.setAccessible(true);
                accessible.put(field, reflected);
            }
            return reflected.get(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
