package javisor.compiler.classfile;

import java.util.Map;

/**
 * Classes of {@code java.lang} whose place a class of {@code javisor.compiler.substitution} takes. The substitution's class file is
 * read under the name it stands for; wherever it names itself or another substitution, the name is translated back here.
 */
public final class Substitutions {
    private static final String PACKAGE = "javisor/compiler/substitution/";

    private static final Map<String, String> SUBSTITUTE = Map.of(
            "java/lang/Object", PACKAGE + "ObjectMethods",
            "java/lang/String", PACKAGE + "StringText",
            "java/lang/Throwable", PACKAGE + "ThrowableMessage",
            "java/lang/Error", PACKAGE + "ErrorMessage",
            "java/lang/AssertionError", PACKAGE + "AssertionMessage",
            "java/lang/Enum", PACKAGE + "EnumConstant",
            "java/lang/Record", PACKAGE + "RecordMethods",
            "java/lang/System", PACKAGE + "SystemArrays");

    private static final Map<String, String> FUNCTIONS = Map.of("java/lang/Math", PACKAGE + "MathFunctions");

    private Substitutions() {}

    /** {@return the class whose static methods come before those of {@code name}; {@code name} itself if there is none} */
    public static String functionsOf(String name) {
        return FUNCTIONS.getOrDefault(name, name);
    }

    /** {@return whether {@code name} is a class of substitutions under its own name} */
    static boolean isFunctions(String name) {
        return FUNCTIONS.containsValue(name);
    }

    /** {@return internal name of the class that stands for {@code name}; null if none does} */
    static String substituteOf(String name) {
        return SUBSTITUTE.get(name);
    }

    /** {@return the name the program knows the class {@code name} by} */
    public static String canonicalName(String name) {
        if (name.startsWith("[")) {
            return canonicalDescriptor(name);
        }
        if (!name.startsWith(PACKAGE)) {
            return name;
        }
        return SUBSTITUTE.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(name);
    }

    /** {@return {@code descriptor} with every substitution named as what it stands for} */
    public static String canonicalDescriptor(String descriptor) {
        if (!descriptor.contains(PACKAGE)) {
            return descriptor;
        }
        String result = descriptor;
        for (Map.Entry<String, String> entry : SUBSTITUTE.entrySet()) {
            result = result.replace("L" + entry.getValue() + ";", "L" + entry.getKey() + ";");
        }
        return result;
    }
}
