package javisor.compiler.frontend;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.classfile.Substitutions;
import javisor.compiler.frontend.Bytecode.Step;
import javisor.compiler.ir.Function;
import javisor.compiler.ir.Function.Inlining;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.SourcePosition;
import javisor.compiler.ir.Terminator;

/** Translates one method, block by block from its entry; what nothing jumps to is never looked at. */
public final class MethodTranslator {
    private final MethodDefinition method;
    private final World world;
    private final Translation translation;
    private final CodeBuilder builder;
    private final Bytecode bytecode;
    private final FlowTranslator flow;
    private final BranchTranslator branches;
    private final OperatorTranslator operators;
    private final ArrayTranslator arrays;
    private final FieldTranslator fields;
    private final ObjectTranslator objects;
    private final CallTranslator calls;
    private final DynamicTranslator dynamics;
    private final BitSet translated = new BitSet();

    /** For {@code method}, which has a body. */
    public MethodTranslator(MethodDefinition method, World world) {
        this.method = method;
        this.world = world;
        this.translation = new Translation(method, world);
        this.builder = translation.builder();
        this.bytecode = translation.bytecode();
        this.flow = new FlowTranslator(translation);
        this.branches = new BranchTranslator(translation, flow);
        this.operators = new OperatorTranslator(translation);
        this.arrays = new ArrayTranslator(translation);
        this.fields = new FieldTranslator(translation);
        this.objects = new ObjectTranslator(translation);
        this.calls = new CallTranslator(translation, operators);
        this.dynamics = new DynamicTranslator(translation, objects);
    }

    /** {@return the function, or null if problems were reported in place of it} */
    public Function translate() {
        builder.at(position(bytecode.steps().getFirst()));
        try {
            if (method.isSynchronized()) {
                throw synchronizedRefusal();
            }
            Function function = run();
            refuseHandlers();
            return function;
        } catch (Refusal refusal) {
            world.problem(refusal.getMessage(), refusal.remedy(), translation.position());
        } catch (AlreadyReported _) {
            return null;
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "translating " + method.reference() + " (" + translation.position() + ")", e);
        }
        return null;
    }

    private Function run() {
        builder.enter(builder.newBlock(0));
        List<Register> parameters = bindParameters();
        if (bytecode.frame(0) != null) {
            flow.jump(0);
        } else {
            translateFrom(0);
        }
        for (int offset = flow.enterNext(); offset >= 0; offset = flow.enterNext()) {
            translateFrom(offset);
        }
        String result = MethodShape.of(method.reference().descriptor()).result();
        return new Function(
                method.reference(),
                method.annotations().text("EntryPoint", "symbol"),
                parameters,
                translation.makesUnboxed() ? IrType.LONG : world.hierarchy().irType(result),
                builder.registers(),
                builder.blocks(),
                inlining(),
                method.annotations().has("PanicHandler"),
                position(bytecode.steps().getFirst()));
    }

    private Inlining inlining() {
        if (method.annotations().has("Inline")) {
            return Inlining.ALWAYS;
        }
        return method.annotations().has("NoInline") ? Inlining.NEVER : Inlining.DEFAULT;
    }

    private List<Register> bindParameters() {
        List<Register> parameters = new ArrayList<>();
        FrameState frame = translation.frame();
        int slot = 0;
        if (translation.makesUnboxed()) {
            String owner = method.owner().name();
            frame.setLocal(slot++, new Value(null, new ValueType.Pending(owner, -1), null, true));
        } else if (!method.isStatic()) {
            slot = bind(slot, MethodShape.fieldDescriptor(method.owner().name()), parameters);
            if (bytecode.receiverStays()) {
                frame.setLocal(0, frame.local(0).checked());
            }
        }
        for (String parameter : MethodShape.of(method.reference().descriptor()).parameters()) {
            slot = bind(slot, parameter, parameters);
        }
        return parameters;
    }

    private int bind(int slot, String descriptor, List<Register> parameters) {
        ValueType type = translation.typeOf(descriptor);
        Register register = translation.localRegister(slot, type);
        parameters.add(register);
        translation.frame().setLocal(slot, Value.of(register, type));
        return slot + (type.isWide() ? 2 : 1);
    }

    private SourcePosition position(Step step) {
        return new SourcePosition(method.owner().sourceFile(), step.line());
    }

    private void translateFrom(int offset) {
        List<Step> steps = bytecode.steps();
        for (int i = bytecode.index(offset); !builder.ended(); i++) {
            Step step = steps.get(i);
            if (step.offset() != offset && bytecode.frame(step.offset()) != null) {
                flow.jump(step.offset());
                return;
            }
            builder.at(position(step));
            translated.set(step.offset());
            if (i + 1 < steps.size() && branches.isFusible(step.instruction(), steps.get(i + 1))) {
                Step branch = steps.get(++i);
                branches.compareAndBranch(step.instruction(), (BranchInstruction) branch.instruction(), end(branch));
            } else {
                translate(step);
            }
        }
    }

    private static int end(Step step) {
        return step.offset() + step.instruction().sizeInBytes();
    }

    private void translate(Step step) {
        FrameState frame = translation.frame();
        switch (step.instruction()) {
            case ConstantInstruction constant -> constant(constant);
            case LoadInstruction load -> frame.push(frame.local(load.slot()));
            case StoreInstruction store -> translation.store(store.slot(), frame.pop());
            case IncrementInstruction increment -> operators.increment(increment.slot(), increment.constant());
            case StackInstruction stack -> operators.stack(stack.opcode());
            case OperatorInstruction operator when operator.opcode() == Opcode.ARRAYLENGTH -> arrays.length();
            case OperatorInstruction operator -> operators.operator(operator.opcode());
            case ConvertInstruction convert -> operators.convert(convert.opcode());
            case ArrayLoadInstruction load -> arrays.loadElement(load.typeKind());
            case ArrayStoreInstruction store -> arrays.storeElement(store.typeKind());
            case NewPrimitiveArrayInstruction array ->
                arrays.newArray(array.typeKind().upperBound().descriptorString());
            case NewReferenceArrayInstruction array ->
                arrays.newArray(MethodShape.fieldDescriptor(
                        Substitutions.canonicalName(array.componentType().asInternalName())));
            case NewMultiArrayInstruction array ->
                arrays.newNested(Substitutions.canonicalName(array.arrayType().asInternalName()), array.dimensions());
            case FieldInstruction field -> fields.field(field);
            case InvokeInstruction call -> calls.call(call);
            case InvokeDynamicInstruction site -> dynamics.invoke(site, step.offset());
            case NewObjectInstruction creation ->
                objects.create(Substitutions.canonicalName(creation.className().asInternalName()), step.offset());
            case TypeCheckInstruction check ->
                objects.check(
                        check.opcode(), Substitutions.canonicalName(check.type().asInternalName()));
            case BranchInstruction branch -> branches.branch(branch, end(step));
            case TableSwitchInstruction table ->
                branches.switchOver(table.cases(), bytecode.offset(table.defaultTarget()));
            case LookupSwitchInstruction table ->
                branches.switchOver(table.cases(), bytecode.offset(table.defaultTarget()));
            case ReturnInstruction _ -> finish();
            case ThrowInstruction _ ->
                builder.end(new Terminator.Throw(translation.use(frame.pop()), translation.position()));
            case MonitorInstruction _ -> throw synchronizedRefusal();
            case NopInstruction _ -> {}
            case DiscontinuedInstruction _ -> throw new Refusal("uses jsr or ret", "compile it with a current javac");
            default -> throw new IllegalStateException("unexpected " + step.instruction());
        }
    }

    private static Refusal synchronizedRefusal() {
        return new Refusal(
                "synchronises, but there are no monitors on metal",
                "remove synchronized; give each processor its own state, or use an atomic intrinsic");
    }

    private void finish() {
        Register value = null;
        if (translation.makesUnboxed()) {
            value = translation.use(translation.frame().local(0));
        } else {
            String result = MethodShape.of(method.reference().descriptor()).result();
            if (!result.equals("V")) {
                value = translation.assign(
                        translation.frame().pop(), result, "the result of " + CallTranslator.describe(method));
            }
        }
        builder.end(new Terminator.Return(value, translation.position()));
    }

    private void constant(ConstantInstruction instruction) {
        FrameState frame = translation.frame();
        if (instruction.opcode() == Opcode.ACONST_NULL) {
            Register register = builder.temporary(IrType.REFERENCE);
            builder.emit(new Instruction.NullConstant(register, translation.position()));
            frame.push(Value.of(register, ValueType.NULL));
            return;
        }
        switch (instruction.constantValue()) {
            case Integer number ->
                frame.push(new Value(builder.constant(IrType.INT, number), ValueType.INT, number, false));
            case Long number -> frame.push(Value.of(builder.constant(IrType.LONG, number), ValueType.LONG));
            case String text -> frame.push(Value.object(text.intern(), "java/lang/String"));
            case Float _, Double _ -> throw Hierarchy.floatingPoint();
            default ->
                throw new Refusal(
                        "uses a class or method object as a constant (" + instruction.constantValue() + ")",
                        "there is no reflection: use instanceof, an enum, or a method that subtypes override");
        }
    }

    private void refuseHandlers() {
        for (ExceptionCatch handler : bytecode.handlers()) {
            int from = bytecode.offset(handler.tryStart());
            int reached = translated.nextSetBit(from);
            if (reached < 0 || reached >= bytecode.offset(handler.tryEnd())) {
                continue;
            }
            int index = bytecode.index(bytecode.offset(handler.handler()));
            if (!isMatchException(index)) {
                String caught = handler.catchType()
                        .map(type -> "catches " + type.asInternalName().replace('/', '.'))
                        .orElse("has a finally block or try-with-resources");
                world.problem(
                        caught + ", but on metal every exception is a panic",
                        "test for the condition beforehand and return a value that says what happened",
                        position(bytecode.steps().get(index)));
            }
        }
    }

    /** javac guards accessor calls of record patterns: whatever they throw becomes a MatchException, here a panic of its own. */
    private boolean isMatchException(int index) {
        List<Step> steps = bytecode.steps();
        return steps.subList(index, Math.min(index + 2, steps.size())).stream()
                .map(Step::instruction)
                .anyMatch(instruction -> instruction instanceof NewObjectInstruction creation
                        && creation.className().asInternalName().equals("java/lang/MatchException"));
    }
}
