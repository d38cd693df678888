package javisor.compiler.ir;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a program as text, for people and for tests. */
public final class IrPrinter {
    private final StringBuilder out = new StringBuilder();

    private IrPrinter() {}

    /** {@return {@code program} as text} */
    public static String print(Program program) {
        IrPrinter printer = new IrPrinter();
        program.functions().forEach(printer::function);
        program.types().forEach(printer::type);
        program.staticFields().forEach(printer::staticField);
        program.heap().forEach(printer::object);
        return printer.out.toString();
    }

    /** {@return {@code function} as text} */
    public static String print(Function function) {
        IrPrinter printer = new IrPrinter();
        printer.function(function);
        return printer.out.toString();
    }

    private void function(Function function) {
        out.append("function ").append(function.method()).append(" (");
        out.append(function.parameters().stream()
                .map(register -> register.type() + " " + name(register))
                .collect(Collectors.joining(", ")));
        out.append(") : ").append(function.returnType());
        if (function.symbol() != null) {
            out.append(" symbol ").append(function.symbol());
        }
        if (function.inlining() != Function.Inlining.DEFAULT) {
            out.append(" inline ").append(function.inlining());
        }
        if (function.panicHandler()) {
            out.append(" panic-handler");
        }
        out.append('\n');
        for (Block block : function.blocks()) {
            out.append("  b").append(block.number()).append(":\n");
            block.instructions().forEach(instruction -> line(text(instruction), instruction.position()));
            line(text(block.terminator()), block.terminator().position());
        }
    }

    private void line(String text, SourcePosition position) {
        out.append("    ").append(text).append("    ; ").append(position.file()).append(':');
        out.append(position.line()).append('\n');
    }

    private static String name(Register register) {
        return register == null ? "zero" : register.name() + "." + register.index();
    }

    private static String set(Register destination) {
        return destination == null ? "" : name(destination) + " = ";
    }

    private static String arguments(List<Register> registers) {
        return registers.stream().map(IrPrinter::name).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String field(FieldReference field) {
        return field.owner() + "." + field.name() + ":" + field.kind();
    }

    /** {@return {@code instruction} as text} */
    public static String text(Instruction instruction) {
        return switch (instruction) {
            case Instruction.Constant i -> set(i.destination()) + i.value();
            case Instruction.NullConstant i -> set(i.destination()) + "null";
            case Instruction.ObjectConstant i ->
                set(i.destination()) + "object #" + i.object().number();
            case Instruction.Move i -> set(i.destination()) + name(i.source());
            case Instruction.Binary i ->
                set(i.destination()) + name(i.left()) + " " + i.operator() + " " + name(i.right());
            case Instruction.Compare i ->
                set(i.destination()) + name(i.left()) + " " + i.condition() + " " + name(i.right());
            case Instruction.ThreeWayCompare i ->
                set(i.destination()) + (i.unsigned() ? "compare-unsigned " : "compare ") + name(i.left()) + ", "
                        + name(i.right());
            case Instruction.Convert i -> set(i.destination()) + i.conversion() + " " + name(i.source());
            case Instruction.LoadField i -> set(i.destination()) + name(i.object()) + "." + field(i.field());
            case Instruction.StoreField i -> name(i.object()) + "." + field(i.field()) + " = " + name(i.value());
            case Instruction.LoadStatic i -> set(i.destination()) + "static " + field(i.field());
            case Instruction.StoreStatic i -> "static " + field(i.field()) + " = " + name(i.value());
            case Instruction.LoadElement i ->
                set(i.destination()) + name(i.array()) + "[" + name(i.index()) + "]:" + i.kind();
            case Instruction.StoreElement i ->
                name(i.array()) + "[" + name(i.index()) + "]:" + i.kind() + " = " + name(i.value());
            case Instruction.ArrayLength i -> set(i.destination()) + name(i.array()) + ".length";
            case Instruction.New i -> set(i.destination()) + "new " + i.type();
            case Instruction.NewArray i -> set(i.destination()) + "new " + i.arrayType() + " of " + name(i.length());
            case Instruction.CallDirect i -> set(i.destination()) + "call " + i.method() + arguments(i.arguments());
            case Instruction.CallVirtual i ->
                set(i.destination()) + "call-virtual " + i.method() + arguments(i.arguments());
            case Instruction.CallIntrinsic i ->
                set(i.destination()) + "intrinsic " + i.method() + arguments(i.arguments());
            case Instruction.CallSymbol i -> set(i.destination()) + "assembly " + i.symbol() + arguments(i.arguments());
            case Instruction.SymbolAddress i -> set(i.destination()) + "address of " + i.symbol();
            case Instruction.NullCheck i -> "null-check " + name(i.reference());
            case Instruction.InstanceOf i -> set(i.destination()) + name(i.reference()) + " instance-of " + i.type();
            case Instruction.CheckCast i -> "check-cast " + name(i.reference()) + " to " + i.type();
        };
    }

    /** {@return {@code terminator} as text} */
    public static String text(Terminator terminator) {
        return switch (terminator) {
            case Terminator.Goto t -> "goto b" + t.target();
            case Terminator.Branch t ->
                "if " + name(t.left()) + " " + t.condition() + " " + name(t.right()) + " goto b" + t.whenTrue()
                        + " else b" + t.whenFalse();
            case Terminator.Switch t ->
                "switch " + name(t.selector()) + " " + t.keys() + " goto " + t.targets() + " else b"
                        + t.defaultTarget();
            case Terminator.Return t -> t.value() == null ? "return" : "return " + name(t.value());
            case Terminator.Throw t -> "throw " + name(t.throwable());
        };
    }

    private void type(TypeDefinition type) {
        out.append("type ")
                .append(type.name())
                .append(type.instantiated() ? "" : " (no objects)")
                .append('\n');
        type.allFields()
                .forEach(field -> out.append("    ").append(field(field)).append('\n'));
        type.dispatch()
                .forEach((declared, target) -> out.append("    ")
                        .append(declared)
                        .append(" -> ")
                        .append(target)
                        .append('\n'));
    }

    private void staticField(StaticField field) {
        out.append("static ").append(field(field.field())).append(field.constant() ? " constant" : "");
        out.append(" = ").append(text(field.initial())).append('\n');
    }

    private static String text(HeapObject.Value value) {
        return switch (value) {
            case HeapObject.Primitive primitive -> Long.toString(primitive.bits());
            case HeapObject.Reference(HeapObject target) -> target == null ? "null" : "#" + target.number();
        };
    }

    private void object(HeapObject object) {
        out.append("object #").append(object.number()).append(' ').append(object.type());
        out.append(object.isConstant() ? " constant " : " ");
        out.append(object.values().stream().map(IrPrinter::text).collect(Collectors.joining(", ", "{", "}")));
        out.append('\n');
    }
}
