package javisor.compiler.classfile;

import java.util.ArrayList;
import java.util.List;

/**
 * A method descriptor taken apart.
 *
 * @param parameters field descriptors of the parameters, without receiver
 * @param result field descriptor of the result, {@code V} for none
 */
public record MethodShape(List<String> parameters, String result) {

    /** {@return the parts of {@code descriptor}} */
    public static MethodShape of(String descriptor) {
        List<String> parameters = new ArrayList<>();
        int at = 1;
        while (descriptor.charAt(at) != ')') {
            int end = at;
            while (descriptor.charAt(end) == '[') {
                end++;
            }
            end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
            parameters.add(descriptor.substring(at, end));
            at = end;
        }
        return new MethodShape(List.copyOf(parameters), descriptor.substring(at + 1));
    }

    /** {@return the name instructions use for the type of a field descriptor: {@code a/B} for {@code La/B;}, arrays as they are} */
    public static String typeName(String descriptor) {
        return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
    }

    /** {@return the field descriptor of the type instructions call {@code typeName}} */
    public static String fieldDescriptor(String typeName) {
        return typeName.startsWith("[") ? typeName : "L" + typeName + ";";
    }
}
