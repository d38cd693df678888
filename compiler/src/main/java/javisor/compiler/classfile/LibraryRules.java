package javisor.compiler.classfile;

import java.util.Map;
import java.util.Set;
import javisor.compiler.ir.MethodReference;

/**
 * What resident code may use of the JDK beside the substitutions: pure integer functions, compiled from the JDK's own bytecode or, where
 * the processor has an instruction, lowered by the back end; and constructors of exceptions.
 */
public final class LibraryRules {
    private static final Set<String> BIT_OPERATIONS = Set.of(
            "bitCount", "numberOfLeadingZeros", "numberOfTrailingZeros", "reverseBytes", "rotateLeft", "rotateRight");

    private static final Set<String> WHOLE_NUMBERS = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceilDiv",
            "ceilDivExact",
            "ceilMod",
            "compare",
            "compareUnsigned",
            "decrementExact",
            "divideExact",
            "divideUnsigned",
            "floorDiv",
            "floorDivExact",
            "floorMod",
            "highestOneBit",
            "incrementExact",
            "logicalAnd",
            "logicalOr",
            "logicalXor",
            "lowestOneBit",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "remainderUnsigned",
            "reverse",
            "reverseBytes",
            "rotateLeft",
            "rotateRight",
            "signum",
            "subtractExact",
            "sum",
            "toIntExact",
            "toUnsignedInt",
            "toUnsignedLong",
            "unsignedMultiplyHigh");

    private static final Set<String> NULL_CHECKS =
            Set.of("equals", "isNull", "nonNull", "requireNonNull", "requireNonNullElse");

    private static final Set<String> NUMBER_CLASSES = Set.of(
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Boolean",
            "java/lang/Math");

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("java/lang/Integer", "stay with int; boxing allocates"),
            Map.entry("java/lang/Long", "stay with long; boxing allocates"),
            Map.entry("java/lang/Short", "stay with short; boxing allocates"),
            Map.entry("java/lang/Byte", "stay with byte; boxing allocates"),
            Map.entry("java/lang/Character", "stay with char and compare characters yourself"),
            Map.entry("java/lang/Boolean", "stay with boolean; boxing allocates"),
            Map.entry("java/lang/StringBuilder", "print the pieces one after another instead of building a string"),
            Map.entry("java/lang/String", "use length, charAt, equals, startsWith or compareTo, and print in pieces"),
            Map.entry("java/lang/Thread", "there are no threads: give each processor its own state"),
            Map.entry("java/lang/Class", "there is no reflection: use instanceof, or a method that subtypes override"),
            Map.entry("java/lang/Math", "write it with long arithmetic"),
            Map.entry(
                    "java/lang/System",
                    "print with javisor.machine.console.Console, read time with Cpu.readTimeStampCounter"),
            Map.entry("java/lang/Throwable", "only getMessage exists; the panic handler prints the stack trace"),
            Map.entry("java/lang/Enum", "use name, ordinal, compareTo or =="));

    private LibraryRules() {}

    /** {@return whether the back end replaces calls of {@code method} by instructions} */
    public static boolean isIntrinsic(MethodReference method) {
        return (method.owner().equals("java/lang/Integer") || method.owner().equals("java/lang/Long"))
                && BIT_OPERATIONS.contains(method.name());
    }

    /** {@return whether {@code method}, of a class of origin LIBRARY, is compiled from the JDK's bytecode} */
    public static boolean isCompiled(MethodDefinition method, boolean ownerIsThrowable) {
        if (ownerIsThrowable) {
            return method.isConstructor();
        }
        MethodReference reference = method.reference();
        if (reference.owner().equals("java/util/Objects")) {
            return NULL_CHECKS.contains(reference.name());
        }
        return method.isStatic()
                && NUMBER_CLASSES.contains(reference.owner())
                && WHOLE_NUMBERS.contains(reference.name());
    }

    /** {@return what to write instead of a use of the JDK's class {@code owner}} */
    public static String remedy(String owner, String member) {
        if (member.equals("hashCode") || member.equals("identityHashCode")) {
            return "objects have no identity hash: give the class a number field of its own";
        }
        if (member.equals("getClass")
                || owner.startsWith("java/lang/reflect/")
                || owner.startsWith("java/lang/invoke/")) {
            return REMEDIES.get("java/lang/Class");
        }
        if (owner.startsWith("java/util/")) {
            return "use arrays that are filled when the image is built or at boot";
        }
        String remedy = REMEDIES.get(owner);
        return remedy != null
                ? remedy
                : "do this when the image is built, in a static initialiser, and keep only the result";
    }
}
