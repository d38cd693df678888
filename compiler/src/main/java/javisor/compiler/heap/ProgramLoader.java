package javisor.compiler.heap;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import javisor.compiler.classfile.ClassFiles;
import javisor.compiler.classfile.LambdaClasses;

/**
 * Loads the program's classes for the static initialisers, assertions off. A lambda that captures nothing becomes a read of its
 * class's instance, and private static methods become visible in their package, so that lambda classes can call them.
 */
final class ProgramLoader extends ClassLoader {
    private final ClassFiles classFiles;

    ProgramLoader(ClassFiles classFiles) {
        super("program", ClassLoader.getPlatformClassLoader());
        this.classFiles = classFiles;
        setDefaultAssertionStatus(false);
    }

    /** The program's own classes first: the JVM's modules, which may hold classes of the same name, are none of its business. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = classFiles.programBytes(name.replace('.', '/'));
            if (bytes != null) {
                byte[] prepared = prepare(bytes);
                return defineClass(name, prepared, 0, prepared.length);
            }
            if (name.startsWith("javisor.")) {
                throw new ClassNotFoundException(name + " is not on the class path of the program");
            }
            return super.loadClass(name, resolve);
        }
    }

    private byte[] prepare(byte[] bytes) {
        ClassModel host = ClassFile.of().parse(bytes);
        if (isAlone(host) && host.methods().stream().noneMatch(ProgramLoader::makesLambdas)) {
            return bytes;
        }
        int[] index = {0};
        ClassHierarchyResolver resolver = ClassHierarchyResolver.ofResourceParsing(this::open)
                .orElse(ClassHierarchyResolver.defaultResolver())
                .cached();
        return ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver))
                .transformClass(host, (builder, element) -> {
                    if (element instanceof MethodModel method) {
                        builder.transformMethod(method, (methodBuilder, part) -> {
                            switch (part) {
                                case AccessFlags flags -> methodBuilder.withFlags(widened(flags.flagsMask(), host));
                                case CodeModel code
                                when makesLambdas(code) ->
                                    methodBuilder.transformCode(code, (codeBuilder, instruction) -> {
                                        if (instruction instanceof InvokeDynamicInstruction site
                                                && LambdaClasses.isSupported(site)) {
                                            codeBuilder.getstatic(
                                                    ClassDesc.ofInternalName(LambdaClasses.nameOf(host, index[0]++)),
                                                    LambdaClasses.INSTANCE,
                                                    site.typeSymbol().returnType());
                                        } else {
                                            codeBuilder.with(instruction);
                                        }
                                    });
                                default -> methodBuilder.with(part);
                            }
                        });
                    } else {
                        builder.with(element);
                    }
                });
    }

    /** {@return whether {@code host} has no nest, so that only its own lambdas may call its private methods} */
    private static boolean isAlone(ClassModel host) {
        return host.findAttribute(Attributes.nestHost()).isEmpty()
                && host.findAttribute(Attributes.nestMembers()).isEmpty();
    }

    private static boolean makesLambdas(MethodModel method) {
        return method.code().map(ProgramLoader::makesLambdas).orElse(false);
    }

    private static boolean makesLambdas(CodeModel code) {
        return code.elementStream()
                .anyMatch(element -> element instanceof Instruction site && LambdaClasses.isSupported(site));
    }

    private static int widened(int flags, ClassModel host) {
        int privateStatic = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;
        if ((flags & privateStatic) != privateStatic) {
            return flags;
        }
        int visible = host.flags().has(AccessFlag.INTERFACE) ? ClassFile.ACC_PUBLIC : 0;
        return flags & ~ClassFile.ACC_PRIVATE | visible;
    }

    private InputStream open(ClassDesc type) {
        String descriptor = type.descriptorString();
        byte[] bytes = classFiles.programBytes(descriptor.substring(1, descriptor.length() - 1));
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }
}
