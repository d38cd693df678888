package javisor.compiler.classfile;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A class of its own for each lambda and method reference of a class that captures nothing: one instance, in a static field, whose
 * method calls the body. The build-time JVM loads the same classes, so that the image heap meets them as ordinary objects.
 */
public final class LambdaClasses {
    /** What separates the host's name from the number of the lambda. */
    static final String INFIX = "$$Lambda$";

    /** The static field that holds the instance; its type is the functional interface. */
    public static final String INSTANCE = "INSTANCE";

    private record Site(InvokeDynamicInstruction instruction, int line) {}

    private final ClassModel host;
    private final Map<String, Site> sites = new LinkedHashMap<>();

    /** The lambdas of {@code host}. */
    public LambdaClasses(ClassModel host) {
        this.host = host;
        for (MethodModel method : host.methods()) {
            method.code().ifPresent(this::collect);
        }
    }

    private void collect(CodeModel code) {
        int line = 0;
        for (CodeElement element : code) {
            if (element instanceof LineNumber number) {
                line = number.line();
            } else if (element instanceof InvokeDynamicInstruction site && isSupported(site)) {
                sites.put(nameOf(host, sites.size()), new Site(site, line));
            }
        }
    }

    /** {@return the class that stands for the {@code index}th supported site of {@code host}} */
    public static String nameOf(ClassModel host, int index) {
        return host.thisClass().asInternalName() + INFIX + index;
    }

    /** {@return whether {@code instruction} makes a lambda that captures nothing} */
    public static boolean isSupported(Instruction instruction) {
        return instruction instanceof InvokeDynamicInstruction site
                && isLambda(site)
                && site.typeSymbol().parameterCount() == 0;
    }

    /** {@return whether {@code site} makes a lambda, capturing or not} */
    public static boolean isLambda(InvokeDynamicInstruction site) {
        DirectMethodHandleDesc bootstrap = site.bootstrapMethod();
        return bootstrap.owner().descriptorString().equals("Ljava/lang/invoke/LambdaMetafactory;")
                && bootstrap.methodName().equals("metafactory");
    }

    /** {@return the class file of the lambda class {@code name}; null if there is no such lambda} */
    byte[] bytes(String name) {
        Site numbered = sites.get(name);
        if (numbered == null) {
            return null;
        }
        InvokeDynamicInstruction site = numbered.instruction();
        ClassDesc self = ClassDesc.ofInternalName(name);
        ClassDesc functionalInterface = site.typeSymbol().returnType();
        MethodTypeDesc erased = (MethodTypeDesc) site.bootstrapArgs().get(0);
        DirectMethodHandleDesc body =
                (DirectMethodHandleDesc) site.bootstrapArgs().get(1);
        MethodTypeDesc actual = (MethodTypeDesc) site.bootstrapArgs().get(2);
        return ClassFile.of()
                .build(
                        self,
                        builder -> builder.withFlags(
                                        ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC | ClassFile.ACC_SUPER)
                                .withInterfaceSymbols(functionalInterface)
                                .with(SourceFileAttribute.of(sourceFile()))
                                .withField(INSTANCE, functionalInterface, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
                                .withMethodBody(
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        0,
                                        code -> code.aload(0)
                                                .invokespecial(
                                                        ConstantDescs.CD_Object,
                                                        ConstantDescs.INIT_NAME,
                                                        ConstantDescs.MTD_void)
                                                .return_())
                                .withMethodBody(
                                        ConstantDescs.CLASS_INIT_NAME,
                                        ConstantDescs.MTD_void,
                                        ClassFile.ACC_STATIC,
                                        code -> code.new_(self)
                                                .dup()
                                                .invokespecial(self, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                                                .putstatic(self, INSTANCE, functionalInterface)
                                                .return_())
                                .withMethodBody(
                                        site.name().stringValue(),
                                        erased,
                                        ClassFile.ACC_PUBLIC,
                                        code -> forward(code.lineNumber(numbered.line()), erased, actual, body)));
    }

    private String sourceFile() {
        return host.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("unknown");
    }

    private static void forward(
            CodeBuilder code, MethodTypeDesc erased, MethodTypeDesc actual, DirectMethodHandleDesc body) {
        if (body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            code.new_(body.owner()).dup();
        }
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(body.lookupDescriptor());
        int receivers = erased.parameterCount() - type.parameterCount();
        for (int i = 0; i < erased.parameterCount(); i++) {
            ClassDesc given = erased.parameterType(i);
            code.loadLocal(TypeKind.from(given), code.parameterSlot(i));
            if (!given.isPrimitive() && !given.equals(actual.parameterType(i))) {
                code.checkcast(actual.parameterType(i));
            } else if (i >= receivers) {
                widen(code, given, type.parameterType(i - receivers));
            }
        }
        ClassDesc owner = body.owner();
        String name = body.methodName();
        switch (body.kind()) {
            case STATIC, INTERFACE_STATIC -> code.invokestatic(owner, name, type, body.isOwnerInterface());
            case CONSTRUCTOR -> code.invokespecial(owner, ConstantDescs.INIT_NAME, type);
            case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(owner, name, type);
            default -> code.invokevirtual(owner, name, type);
        }
        ClassDesc result = body.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR ? owner : type.returnType();
        if (erased.returnType().equals(ConstantDescs.CD_void) && !result.equals(ConstantDescs.CD_void)) {
            pop(code, result);
        } else {
            widen(code, result, erased.returnType());
        }
        code.return_(TypeKind.from(erased.returnType()));
    }

    /** A method reference may take and return wider types than the method it names (JLS 15.13.2). */
    private static void widen(CodeBuilder code, ClassDesc from, ClassDesc to) {
        if (TypeKind.from(from).asLoadable() == TypeKind.INT && TypeKind.from(to) == TypeKind.LONG) {
            code.i2l();
        }
    }

    private static void pop(CodeBuilder code, ClassDesc type) {
        if (TypeKind.from(type).slotSize() == 2) {
            code.pop2();
        } else {
            code.pop();
        }
    }
}
