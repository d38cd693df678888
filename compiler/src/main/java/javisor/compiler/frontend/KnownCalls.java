package javisor.compiler.frontend;

import java.util.Objects;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.ir.BinaryOperator;
import javisor.compiler.ir.IrType;

/** Calls the translator understands by name because javac or the instruction set has something simpler for them. */
final class KnownCalls {
    private final Translation translation;
    private final OperatorTranslator operators;

    KnownCalls(Translation translation, OperatorTranslator operators) {
        this.translation = translation;
        this.operators = operators;
    }

    /** {@return whether the call was one of these, and is translated} */
    boolean translate(String owner, String name, MethodShape shape) {
        return switch (owner) {
            case "java/util/Objects" -> requireNonNull(name, shape);
            case "java/lang/Integer" -> unsigned(name, shape, IrType.INT);
            case "java/lang/Long" -> unsigned(name, shape, IrType.LONG);
            default -> {
                if (owner.startsWith("[") && name.equals("clone")) {
                    throw new Refusal(
                            "clones an array", "make the array when the image is built, and copy with a loop");
                }
                yield name.equals("values") && shape.parameters().isEmpty() && enumValues(owner, shape);
            }
        };
    }

    private boolean requireNonNull(String name, MethodShape shape) {
        if (!name.equals("requireNonNull") || shape.parameters().size() != 1) {
            return false;
        }
        Value value = translation.frame().pop();
        translation.frame().push(translation.nonNull(value));
        return true;
    }

    private boolean unsigned(String name, MethodShape shape, IrType type) {
        if (shape.parameters().size() != 2) {
            return false;
        }
        switch (name) {
            case "divideUnsigned" -> operators.binary(BinaryOperator.UDIV, type);
            case "remainderUnsigned" -> operators.binary(BinaryOperator.UREM, type);
            case "compareUnsigned" -> {
                if (type == IrType.INT) {
                    return false;
                }
                operators.threeWay(true);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The array of an enum's constants, shared in place of the copy the JVM makes. */
    private boolean enumValues(String owner, MethodShape shape) {
        World world = translation.world();
        ClassDefinition definition = world.hierarchy().find(owner);
        FieldDefinition field = definition.field("$VALUES");
        if (!definition.isEnum()
                || field == null
                || !Objects.equals(field.descriptor(), shape.result())
                || world.classes().initialise(owner) == null) {
            return false;
        }
        Object constants = world.classes().read(field);
        world.shares(constants);
        translation.frame().push(Value.object(constants, shape.result()));
        return true;
    }
}
