package javisor.compiler.frontend;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.Annotations;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.ClassDefinition.Origin;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.LibraryRules;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.classfile.Substitutions;
import javisor.compiler.classfile.UnboxedRecord;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.Register;

/** Calls: direct where only one method can run, virtual otherwise, and those that are no calls on metal. */
final class CallTranslator {
    private final Translation translation;
    private final CodeBuilder builder;
    private final World world;
    private final Hierarchy hierarchy;
    private final KnownCalls knownCalls;

    CallTranslator(Translation translation, OperatorTranslator operators) {
        this.translation = translation;
        this.builder = translation.builder();
        this.world = translation.world();
        this.hierarchy = world.hierarchy();
        this.knownCalls = new KnownCalls(translation, operators);
    }

    /** Translates a call; one that is refused is reported, and translation goes on with a result nobody set. */
    void call(InvokeInstruction instruction) {
        int depth = translation.frame().stack().size();
        MethodShape shape = MethodShape.of(
                Substitutions.canonicalDescriptor(instruction.type().stringValue()));
        int operands = shape.parameters().size() + (instruction.opcode() == Opcode.INVOKESTATIC ? 0 : 1);
        try {
            translate(instruction, shape);
        } catch (Refusal refusal) {
            world.problem(refusal.getMessage(), refusal.remedy(), translation.position());
            if (shape.result().matches("[FD]") || instruction.name().equalsString("<init>")) {
                throw new AlreadyReported();
            }
            List<Value> stack = translation.frame().stack();
            while (stack.size() > depth - operands) {
                stack.removeLast();
            }
            translation.pushResult(shape.result());
        }
    }

    private void translate(InvokeInstruction instruction, MethodShape shape) {
        String owner = Substitutions.canonicalName(instruction.owner().asInternalName());
        String name = instruction.name().stringValue();
        if (knownCalls.translate(owner, name, shape)) {
            return;
        }
        MethodDefinition method = resolve(owner, name, shape, instruction);
        List<Value> arguments = popArguments(shape.parameters().size());
        if (method.isStatic()) {
            callStatic(method, shape, arguments);
            return;
        }
        Value receiver = translation.frame().pop();
        if (receiver.type() instanceof ValueType.Pending(String type, int site)) {
            construct(method, shape, arguments, type, site);
        } else if (receiver.type() instanceof ValueType.Unboxed(String type)) {
            callUnboxed(method, shape, arguments, receiver, type);
        } else {
            callInstance(method, shape, arguments, receiver, instruction.opcode() == Opcode.INVOKESPECIAL);
        }
    }

    private MethodDefinition resolve(String owner, String name, MethodShape shape, InvokeInstruction instruction) {
        String holder = owner.startsWith("[") ? "java/lang/Object" : owner;
        String descriptor = Substitutions.canonicalDescriptor(instruction.type().stringValue());
        MethodDefinition method = hierarchy.resolve(Substitutions.functionsOf(holder), name, descriptor);
        if (method == null) {
            method = hierarchy.resolve(holder, name, descriptor);
        }
        if (method == null) {
            throw unavailable(holder, name);
        }
        ClassDefinition declaring = method.owner();
        refuseHostedOnly(method);
        if (declaring.origin() == Origin.LIBRARY
                && !LibraryRules.isIntrinsic(method.reference())
                && !(declaring.isInterface() && method.isAbstract())
                && !LibraryRules.isCompiled(
                        method, !declaring.isInterface() && hierarchy.isThrowable(declaring.name()))) {
            throw unavailable(declaring.name(), name);
        }
        if (method.isNative() && !isReplaced(method)) {
            throw new Refusal(
                    "calls the native method " + describe(method),
                    "there is no native code to link: declare it @AssemblyFunction and write it in the firmware's assembly");
        }
        return method;
    }

    private static boolean isReplaced(MethodDefinition method) {
        Annotations annotations = method.annotations();
        return annotations.has("Intrinsic")
                || annotations.has("AssemblyFunction")
                || annotations.has("AssemblySymbol")
                || LibraryRules.isIntrinsic(method.reference());
    }

    private static Refusal unavailable(String owner, String name) {
        String shown = name.equals("<init>") ? "a constructor of " + owner : owner + "." + name;
        return new Refusal(
                "calls " + shown.replace('/', '.') + ", which does not exist on metal",
                LibraryRules.remedy(owner, name));
    }

    private static void refuseHostedOnly(MethodDefinition method) {
        String reason = method.annotations().has("HostedOnly")
                ? method.annotations().text("HostedOnly", "reason")
                : method.owner().annotations().text("HostedOnly", "reason");
        if (reason != null && !isReplaced(method)) {
            throw new Refusal(
                    "calls " + describe(method) + ", which is @HostedOnly: " + reason,
                    "keep this for the build machine and tests, or move what both need out of it");
        }
    }

    static String describe(MethodDefinition method) {
        return method.owner() + "." + method.reference().name();
    }

    private List<Value> popArguments(int count) {
        List<Value> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            arguments.addFirst(translation.frame().pop());
        }
        return arguments;
    }

    private List<Register> registers(MethodDefinition method, MethodShape shape, List<Value> arguments) {
        List<Register> registers = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            registers.add(translation.assign(
                    arguments.get(i), shape.parameters().get(i), "an argument of " + describe(method)));
        }
        return registers;
    }

    private void callStatic(MethodDefinition method, MethodShape shape, List<Value> arguments) {
        List<Register> registers = registers(method, shape, arguments);
        Annotations annotations = method.annotations();
        if (annotations.has("AssemblyFunction")) {
            exposeArrays(arguments);
            String symbol = annotations.text("AssemblyFunction", "symbol");
            Register result = translation.pushResult(shape.result());
            builder.emit(new Instruction.CallSymbol(result, symbol, registers, translation.position()));
        } else if (annotations.has("AssemblySymbol")) {
            String symbol = annotations.text("AssemblySymbol", "symbol");
            Register result = translation.pushResult(shape.result());
            builder.emit(new Instruction.SymbolAddress(result, symbol, translation.position()));
        } else {
            if (method.owner().origin() == Origin.PROGRAM) {
                world.classes().initialise(method.owner().name());
            }
            emitCall(method, shape, arguments, registers);
        }
    }

    /** What assembly or an instruction gets hold of, it may change. */
    private void exposeArrays(List<Value> arguments) {
        for (Value argument : arguments) {
            if (argument.type() instanceof ValueType.Reference(String name) && name.startsWith("[")) {
                world.storesToElements(name);
            }
        }
    }

    private void emitCall(MethodDefinition method, MethodShape shape, List<Value> arguments, List<Register> registers) {
        Register result = translation.pushResult(shape.result());
        if (method.annotations().has("Intrinsic") || LibraryRules.isIntrinsic(method.reference())) {
            exposeArrays(arguments);
            builder.emit(new Instruction.CallIntrinsic(result, method.reference(), registers, translation.position()));
        } else {
            world.calls(method, translation.position());
            builder.emit(new Instruction.CallDirect(result, method.reference(), registers, translation.position()));
        }
    }

    private void construct(
            MethodDefinition constructor, MethodShape shape, List<Value> arguments, String type, int site) {
        if (constructor.owner().name().equals("java/lang/Record")) {
            return;
        }
        Value made;
        ValueType unboxed = new ValueType.Unboxed(type);
        List<Register> registers = registers(constructor, shape, arguments);
        if (UnboxedShape.isIdentity(constructor)) {
            made = Value.of(registers.getFirst(), unboxed);
        } else {
            world.calls(constructor, translation.position());
            made = Value.of(builder.temporary(unboxed.register()), unboxed);
            builder.emit(new Instruction.CallDirect(
                    made.register(), constructor.reference(), registers, translation.position()));
        }
        if (site < 0) {
            Register self = translation.localRegister(0, unboxed);
            builder.emit(new Instruction.Move(self, made.register(), translation.position()));
            made = made.in(self);
        }
        translation.frame().complete(site, made);
    }

    private void callUnboxed(
            MethodDefinition method, MethodShape shape, List<Value> arguments, Value receiver, String type) {
        UnboxedRecord unboxed = hierarchy.unboxed(type);
        String name = method.reference().name();
        if (!method.owner().name().equals(type) || UnboxedShape.isGenerated(method)) {
            throw Translation.unboxedMisuse(type, "is asked for " + name);
        }
        if (UnboxedShape.isAccessor(method, unboxed)) {
            translation.frame().push(receiver.as(translation.typeOf(shape.result())));
            return;
        }
        List<Register> registers = new ArrayList<>();
        registers.add(translation.use(receiver));
        registers.addAll(registers(method, shape, arguments));
        emitCall(method, shape, arguments, registers);
    }

    private void callInstance(
            MethodDefinition method, MethodShape shape, List<Value> arguments, Value receiver, boolean special) {
        if (method.isConstructor()
                && method.owner().origin() == Origin.SUBSTITUTION
                && shape.parameters().isEmpty()
                && !method.owner().name().equals("java/lang/Throwable")) {
            return;
        }
        MethodDefinition target = special || method.isFinal() ? method : null;
        if (target == null && receiver.known() != null) {
            target = hierarchy.select(world.heap().typeOf(receiver.known()), method);
        } else if (target == null
                && receiver.type() instanceof ValueType.Reference(String name)
                && !name.startsWith("[")
                && hierarchy.find(name).isFinal()) {
            target = hierarchy.select(name, method);
        }
        if (target != null && target.isAbstract()) {
            throw new Refusal("calls the abstract method " + describe(target), "call a method that has a body");
        }
        List<Register> registers = new ArrayList<>();
        registers.add(translation.use(target == null ? receiver : translation.nonNull(receiver)));
        registers.addAll(registers(method, shape, arguments));
        if (target != null) {
            emitCall(target, shape, arguments, registers);
        } else {
            world.callsVirtually(method, translation.position());
            Register result = translation.pushResult(shape.result());
            builder.emit(new Instruction.CallVirtual(result, method.reference(), registers, translation.position()));
        }
    }
}
