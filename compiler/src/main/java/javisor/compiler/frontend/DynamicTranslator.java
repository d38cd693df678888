package javisor.compiler.frontend;

import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.List;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition;
import javisor.compiler.classfile.FieldDefinition;
import javisor.compiler.classfile.LambdaClasses;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.classfile.Substitutions;
import javisor.compiler.ir.Condition;
import javisor.compiler.ir.Instruction;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.Register;
import javisor.compiler.ir.Terminator;

/** {@code invokedynamic}: lambdas that capture nothing are constants, pattern switches are chains of tests, the rest is refused. */
final class DynamicTranslator {
    private final Translation translation;
    private final CodeBuilder builder;
    private final ObjectTranslator objects;
    private final RecordEquality equality;
    private final StringConcatenation concatenation;

    DynamicTranslator(Translation translation, ObjectTranslator objects) {
        this.translation = translation;
        this.builder = translation.builder();
        this.objects = objects;
        this.equality = new RecordEquality(translation, objects);
        this.concatenation = new StringConcatenation(translation);
    }

    void invoke(InvokeDynamicInstruction site, int offset) {
        String bootstrap = bootstrap(site);
        switch (bootstrap) {
            case "java/lang/invoke/LambdaMetafactory.metafactory" -> lambda(site, offset);
            case "java/lang/runtime/SwitchBootstraps.typeSwitch", "java/lang/runtime/SwitchBootstraps.enumSwitch" ->
                patternSwitch(site, offset);
            case "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
                    "java/lang/invoke/StringConcatFactory.makeConcat" -> concatenation.translate(site);
            case "java/lang/runtime/ObjectMethods.bootstrap" -> recordMethod(site);
            default ->
                throw new Refusal(
                        "needs the bootstrap method " + bootstrap.replace('/', '.'),
                        "write it without the language feature that javac translates to this bootstrap");
        }
    }

    private void recordMethod(InvokeDynamicInstruction site) {
        String name = site.name().stringValue();
        if (!name.equals("equals")) {
            throw new Refusal(
                    "is the " + name + " javac generates for a record",
                    "print or combine the components, or write " + name + " yourself");
        }
        equality.translate(site);
    }

    private static String bootstrap(InvokeDynamicInstruction site) {
        String owner = site.bootstrapMethod().owner().descriptorString();
        return MethodShape.typeName(owner) + "." + site.bootstrapMethod().methodName();
    }

    private void lambda(InvokeDynamicInstruction site, int offset) {
        World world = translation.world();
        if (!LambdaClasses.isSupported(site)) {
            throw new Refusal(
                    "makes a lambda that captures variables, which would allocate",
                    "write a class with fields for what it captures, and make its object when the image is built or at boot");
        }
        String name = LambdaClasses.nameOf(
                translation.method().owner().model(), translation.bytecode().lambda(offset));
        ClassDefinition definition = world.hierarchy().find(name);
        FieldDefinition instance = definition.field(LambdaClasses.INSTANCE);
        if (world.classes().initialise(name) == null) {
            throw new AlreadyReported();
        }
        translation.frame().push(Value.object(world.classes().read(instance), name));
    }

    /** Pops the number to restart from and the selector, pushes the number of the first label from there on that matches. */
    private void patternSwitch(InvokeDynamicInstruction site, int offset) {
        Register restart = translation.use(translation.frame().pop());
        Value selector = translation.frame().pop();
        if (selector.type() instanceof ValueType.Unboxed(String name)) {
            throw Translation.unboxedMisuse(name, "is the selector of a pattern switch");
        }
        Register reference = translation.use(selector);
        Register result = builder.shared(IrType.INT, "label", "label" + offset);
        CodeBuilder.OpenBlock done = builder.newBlock(offset);
        CodeBuilder.OpenBlock isNull = builder.newBlock(offset);
        CodeBuilder.OpenBlock first = builder.newBlock(offset);
        builder.end(
                new Terminator.Branch(Condition.EQ, reference, null, isNull.id(), first.id(), translation.position()));
        builder.enter(isNull);
        finish(result, -1, done);
        builder.enter(first);
        List<ConstantDesc> labels = site.bootstrapArgs();
        String selectorType = MethodShape.typeName(Substitutions.canonicalDescriptor(
                site.typeSymbol().parameterType(0).descriptorString()));
        for (int i = 0; i < labels.size(); i++) {
            testLabel(labels.get(i), i, restart, reference, selectorType, result, done);
        }
        finish(result, labels.size(), done);
        builder.enter(done);
        translation.frame().push(Value.of(result, ValueType.INT));
    }

    private void testLabel(
            ConstantDesc label,
            int number,
            Register restart,
            Register reference,
            String selectorType,
            Register result,
            CodeBuilder.OpenBlock done) {
        int offset = builder.currentOffset();
        CodeBuilder.OpenBlock test = builder.newBlock(offset);
        CodeBuilder.OpenBlock match = builder.newBlock(offset);
        CodeBuilder.OpenBlock next = builder.newBlock(offset);
        Register own = builder.constant(IrType.INT, number);
        builder.end(new Terminator.Branch(Condition.LE, restart, own, test.id(), next.id(), translation.position()));
        builder.enter(test);
        switch (label) {
            case ClassDesc type -> {
                Register matches = builder.temporary(IrType.INT);
                objects.emitTest(
                        matches,
                        reference,
                        MethodShape.typeName(Substitutions.canonicalDescriptor(type.descriptorString())));
                branch(Condition.NE, matches, null, match, next);
            }
            case String constant -> branch(Condition.EQ, reference, enumConstant(selectorType, constant), match, next);
            default ->
                throw new Refusal(
                        "switches over patterns with the label " + label,
                        "use type patterns and enum constants only, or a chain of if");
        }
        builder.enter(match);
        finish(result, number, done);
        builder.enter(next);
    }

    private void branch(
            Condition condition,
            Register left,
            Register right,
            CodeBuilder.OpenBlock whenTrue,
            CodeBuilder.OpenBlock whenFalse) {
        builder.end(
                new Terminator.Branch(condition, left, right, whenTrue.id(), whenFalse.id(), translation.position()));
    }

    private Register enumConstant(String type, String constant) {
        World world = translation.world();
        FieldDefinition field = world.hierarchy().resolveField(type, constant);
        if (field == null
                || !world.hierarchy().find(type).isEnum()
                || world.classes().initialise(type) == null) {
            throw new Refusal(
                    "switches over patterns with the label \"" + constant + "\"",
                    "use type patterns and enum constants only, or a chain of if");
        }
        return translation.use(Value.object(world.classes().read(field), type));
    }

    private void finish(Register result, int number, CodeBuilder.OpenBlock done) {
        builder.emit(new Instruction.Constant(result, number, translation.position()));
        builder.end(new Terminator.Goto(done.id(), translation.position()));
    }
}
