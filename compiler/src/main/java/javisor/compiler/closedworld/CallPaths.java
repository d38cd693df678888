package javisor.compiler.closedworld;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.SourcePosition;

/** Who reached each method first, so that a problem can name the path from the entry point. */
final class CallPaths {
    private static final int LONGEST = 40;

    private record Caller(MethodReference method, SourcePosition position) {}

    private final Map<MethodReference, Caller> callers = new HashMap<>();

    /** Remembers that {@code caller} reached {@code method} at {@code position}, unless another did before. */
    void add(MethodReference method, MethodReference caller, SourcePosition position) {
        callers.putIfAbsent(method, new Caller(caller, position));
    }

    /** {@return the path to {@code method}, root first, with the line each calls the next in} */
    String path(MethodReference method) {
        List<String> parts = new ArrayList<>();
        parts.add(shortName(method));
        Caller caller = callers.get(method);
        while (caller != null && parts.size() < LONGEST) {
            parts.addFirst(shortName(caller.method()) + " (" + text(caller.position()) + ")");
            caller = callers.get(caller.method());
        }
        return String.join(" -> ", parts);
    }

    /** {@return class and method as a stack trace names them} */
    static String shortName(MethodReference method) {
        String owner = method.owner().substring(method.owner().lastIndexOf('/') + 1);
        return owner + "." + method.name();
    }

    /** {@return file and line} */
    static String text(SourcePosition position) {
        return position.file() + ":" + position.line();
    }
}
