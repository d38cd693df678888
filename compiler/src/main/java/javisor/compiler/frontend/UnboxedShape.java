package javisor.compiler.frontend;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.UnboxedRecord;

/** Recognises the members javac generates for records by their bytecode: on metal they are no calls at all. */
final class UnboxedShape {
    private UnboxedShape() {}

    /** {@return whether {@code constructor} does nothing but store its argument in the one component} */
    static boolean isIdentity(MethodDefinition constructor) {
        List<Opcode> opcodes = opcodes(constructor);
        return opcodes.size() == 6
                && isLoad(opcodes.get(0))
                && opcodes.get(1) == Opcode.INVOKESPECIAL
                && isLoad(opcodes.get(2))
                && isLoad(opcodes.get(3))
                && opcodes.get(4) == Opcode.PUTFIELD
                && opcodes.get(5) == Opcode.RETURN;
    }

    /** {@return whether {@code method} only reads the component of {@code unboxed}} */
    static boolean isAccessor(MethodDefinition method, UnboxedRecord unboxed) {
        List<Opcode> opcodes = opcodes(method);
        return method.reference().name().equals(unboxed.component().name())
                && method.reference().descriptor().startsWith("()")
                && opcodes.size() == 3
                && opcodes.get(1) == Opcode.GETFIELD;
    }

    /** {@return whether {@code method} is one of the {@code equals}, {@code hashCode} and {@code toString} records get} */
    static boolean isGenerated(MethodDefinition method) {
        return method.code() != null
                && method.code()
                        .elementStream()
                        .anyMatch(element -> element instanceof InvokeDynamicInstruction site
                                && site.bootstrapMethod()
                                        .owner()
                                        .descriptorString()
                                        .equals("Ljava/lang/runtime/ObjectMethods;"));
    }

    private static boolean isLoad(Opcode opcode) {
        return switch (opcode) {
            case ALOAD_0, ALOAD_1, LLOAD_1 -> true;
            default -> false;
        };
    }

    private static List<Opcode> opcodes(MethodDefinition method) {
        return method.code() == null
                ? List.of()
                : method.code()
                        .elementStream()
                        .filter(Instruction.class::isInstance)
                        .map(element -> ((Instruction) element).opcode())
                        .toList();
    }
}
