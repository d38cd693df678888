package javisor.compiler.llvm;

import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.check.Problems;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;

/** Emits calls, and keeps what the whole module must know of them: declarations of outside symbols, and what is missing. */
final class CallEmitter {
    private final World world;
    private final Set<String> lowered;
    private final Problems problems;
    private final Map<String, String> externals = new LinkedHashMap<>();

    CallEmitter(World world, Set<String> lowered, Problems problems) {
        this.world = world;
        this.lowered = lowered;
        this.problems = problems;
    }

    /** {@return whether a method with this many parameters, the receiver included, has a receiver} */
    static boolean isInstance(MethodReference method, int parameters) {
        return parameters == MethodTypeDesc.ofDescriptor(method.descriptor()).parameterCount() + 1;
    }

    void direct(FunctionWriter writer, Instruction.CallDirect call) {
        toFunction(writer, call.method(), call.destination(), call.arguments(), call.position());
    }

    void virtual(FunctionWriter writer, Instruction.CallVirtual call) {
        Register receiver = call.arguments().getFirst();
        writer.runVoid("@java.nullcheck", writer.typed(receiver));
        Set<MethodReference> implementations = world.slots().implementations(call.method());
        if (implementations.size() == 1) {
            MethodReference only = implementations.iterator().next();
            toFunction(writer, only, call.destination(), call.arguments(), call.position());
            return;
        }
        if (implementations.isEmpty()) {
            // No object of the program answers: the receiver can only be null, which the check above has found.
            if (call.destination() != null) {
                writer.set(call.destination(), call.destination().type() == IrType.REFERENCE ? "null" : "0");
            }
            return;
        }
        Function example = world.function(implementations.iterator().next());
        if (example == null) {
            missing(call.method(), writer, call.position());
            return;
        }
        int offset = DataEmitter.slotOffset(world, world.slots().slot(call.method()));
        String descriptor = writer.call("ptr", "@java.descriptor", writer.typed(receiver));
        String slot = writer.value("getelementptr i8, ptr " + descriptor + ", i64 " + offset);
        String target = writer.value("load ptr, ptr " + slot + ", align 8, !invariant.load !0");
        finish(writer, example.returnType(), target, call.destination(), arguments(writer, call.arguments()));
    }

    void intrinsic(FunctionWriter writer, Instruction.CallIntrinsic call) {
        MethodReference method = call.method();
        String name = method.owner() + "." + method.name() + method.descriptor();
        if (!lowered.contains(name)) {
            problems.report(
                    writer.where(call.position()),
                    "the intrinsic " + method + " has no lowering",
                    Names.plain(writer.function().method()),
                    "write one in the compiler's intrinsics.ll, or do not call it");
            return;
        }
        IrType returns = returnType(method, call.destination());
        finish(writer, returns, LlvmText.global(name), call.destination(), arguments(writer, call.arguments()));
    }

    void symbol(FunctionWriter writer, Instruction.CallSymbol call) {
        IrType returns =
                call.destination() == null ? IrType.VOID : call.destination().type();
        String parameters = String.join(
                ", ",
                call.arguments().stream().map(r -> LlvmText.type(r.type())).toList());
        String name = LlvmText.global(call.symbol());
        externals.put(name, "declare dso_local " + LlvmText.type(returns) + " " + name + "(" + parameters + ") #0");
        finish(writer, returns, name, call.destination(), arguments(writer, call.arguments()));
    }

    /** {@return the global that stands for a symbol of the assembly} */
    String external(String symbol) {
        String name = LlvmText.global(symbol);
        externals.putIfAbsent(name, name + " = external dso_local global i8");
        return name;
    }

    /** {@return the declarations of what the assembly defines; none for entry points, which are defined here} */
    String declarations() {
        List<String> own = world.program().functions().stream()
                .filter(function -> function.symbol() != null)
                .map(function -> LlvmText.global(function.symbol()))
                .toList();
        StringBuilder text = new StringBuilder();
        externals.forEach((name, declaration) -> {
            if (!own.contains(name)) {
                text.append(declaration).append('\n');
            }
        });
        return text.toString();
    }

    private void toFunction(
            FunctionWriter writer,
            MethodReference method,
            Register destination,
            List<Register> arguments,
            SourcePosition position) {
        Function callee = world.function(method);
        if (callee == null) {
            missing(method, writer, position);
            return;
        }
        String name = LlvmText.global(world.names().symbol(method));
        finish(writer, callee.returnType(), name, destination, arguments(writer, arguments));
    }

    private void missing(MethodReference method, FunctionWriter writer, SourcePosition position) {
        problems.report(
                writer.where(position),
                "the method " + method + " is called and has no body in the program",
                Names.plain(writer.function().method()),
                "this is a defect of the compiler: report it with this message");
    }

    private static String arguments(FunctionWriter writer, List<Register> arguments) {
        List<String> texts = new ArrayList<>();
        arguments.forEach(argument -> texts.add(writer.typed(argument)));
        return String.join(", ", texts);
    }

    private static void finish(
            FunctionWriter writer, IrType returns, String callee, Register destination, String arguments) {
        if (returns == IrType.VOID) {
            writer.runVoid(callee, arguments);
            return;
        }
        String result = writer.call(LlvmText.type(returns), callee, arguments);
        if (destination != null) {
            writer.set(destination, result);
        }
    }

    /** An intrinsic's result; an object type in its descriptor is a reference unless the destination says it is unboxed. */
    private static IrType returnType(MethodReference method, Register destination) {
        if (destination != null) {
            return destination.type();
        }
        return switch (method.descriptor().charAt(method.descriptor().indexOf(')') + 1)) {
            case 'V' -> IrType.VOID;
            case 'Z', 'B', 'S', 'C', 'I' -> IrType.INT;
            default -> IrType.LONG;
        };
    }
}
