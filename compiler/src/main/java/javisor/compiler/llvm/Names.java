package javisor.compiler.llvm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.HeapObject;
import javisor.compiler.ir.MethodReference;

/**
 * The symbols of the image. An entry point has the name its annotation says; another method is {@code package.Class.method}, with its
 * descriptor appended where it is overloaded.
 */
final class Names {
    private final Map<MethodReference, String> methods = new HashMap<>();

    Names(List<Function> functions) {
        Map<String, Integer> uses = new HashMap<>();
        for (Function function : functions) {
            uses.merge(plain(function.method()), 1, Integer::sum);
        }
        for (Function function : functions) {
            MethodReference method = function.method();
            String plain = plain(method);
            String name = uses.get(plain) == 1 ? plain : plain + method.descriptor();
            methods.put(method, function.symbol() != null ? function.symbol() : name);
        }
    }

    /** {@return {@code package.Class.method}} */
    static String plain(MethodReference method) {
        return method.owner().replace('/', '.') + '.' + method.name();
    }

    /** {@return the symbol of a method that has a body} */
    String symbol(MethodReference method) {
        return methods.get(method);
    }

    static String field(FieldReference field) {
        return LlvmText.global("static." + field.owner().replace('/', '.') + '.' + field.name());
    }

    static String heapObject(HeapObject object) {
        return LlvmText.global(heapSymbol(object));
    }

    static String heapSymbol(HeapObject object) {
        return "heap." + object.number();
    }

    static String type(String type) {
        return LlvmText.global(typeSymbol(type));
    }

    static String typeSymbol(String type) {
        return "type." + type;
    }

    static String typeName(String type) {
        return LlvmText.global("name." + type);
    }

    static String throwable(String type) {
        return LlvmText.global("throwable." + type);
    }
}
