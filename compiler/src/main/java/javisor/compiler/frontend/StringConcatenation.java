package javisor.compiler.frontend;

import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDesc;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.MethodShape;

/** String concatenation: done when the image is built if every operand is a constant, refused otherwise. */
final class StringConcatenation {
    private static final char OPERAND = '\1';
    private static final char CONSTANT = '\2';

    private final Translation translation;

    StringConcatenation(Translation translation) {
        this.translation = translation;
    }

    void translate(InvokeDynamicInstruction site) {
        List<String> types = MethodShape.of(site.type().stringValue()).parameters();
        List<String> operands = new ArrayList<>();
        for (String type : types.reversed()) {
            operands.addFirst(text(translation.frame().pop(), type));
        }
        String joined = site.bootstrapArgs().isEmpty()
                ? String.join("", operands)
                : filled((String) site.bootstrapArgs().getFirst(), operands, site.bootstrapArgs());
        translation.frame().push(Value.object(joined.intern(), "java/lang/String"));
    }

    private static String filled(String recipe, List<String> operands, List<ConstantDesc> constants) {
        StringBuilder text = new StringBuilder();
        int operand = 0;
        int constant = 1;
        for (char character : recipe.toCharArray()) {
            switch (character) {
                case OPERAND -> text.append(operands.get(operand++));
                case CONSTANT -> text.append(constants.get(constant++));
                default -> text.append(character);
            }
        }
        return text.toString();
    }

    private static String text(Value value, String type) {
        if (value.type() == ValueType.NULL) {
            return "null";
        }
        if (value.known() instanceof String text) {
            return text;
        }
        if (value.known() instanceof Integer number) {
            return switch (type) {
                case "C" -> Character.toString((char) number.intValue());
                case "Z" -> Boolean.toString(number != 0);
                default -> number.toString();
            };
        }
        throw new Refusal("concatenates strings", "print the pieces one after another instead of building a string");
    }
}
