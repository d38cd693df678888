package javisor.compiler.classfile;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import javisor.compiler.ir.MethodReference;

/**
 * A method as its class file declares it.
 *
 * @param owner the declaring class
 * @param reference its name, substitutions resolved
 */
public record MethodDefinition(
        ClassDefinition owner, MethodReference reference, MethodModel model, Annotations annotations) {

    /** {@return its bytecode, null for abstract and native methods} */
    public CodeAttribute code() {
        return (CodeAttribute) model.code().orElse(null);
    }

    /** {@return whether it is static} */
    public boolean isStatic() {
        return has(ClassFile.ACC_STATIC);
    }

    /** {@return whether it has no body because a subtype supplies it} */
    public boolean isAbstract() {
        return has(ClassFile.ACC_ABSTRACT);
    }

    /** {@return whether it is native} */
    public boolean isNative() {
        return has(ClassFile.ACC_NATIVE);
    }

    /** {@return whether it is synchronized} */
    public boolean isSynchronized() {
        return has(ClassFile.ACC_SYNCHRONIZED);
    }

    /** {@return whether it is private} */
    public boolean isPrivate() {
        return has(ClassFile.ACC_PRIVATE);
    }

    /** {@return whether only classes of its package can override it} */
    public boolean isPackagePrivate() {
        return !has(ClassFile.ACC_PRIVATE | ClassFile.ACC_PROTECTED | ClassFile.ACC_PUBLIC);
    }

    /** {@return whether it is a constructor} */
    public boolean isConstructor() {
        return reference.name().equals("<init>");
    }

    /** {@return whether no subtype can override it} */
    public boolean isFinal() {
        return has(ClassFile.ACC_FINAL | ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC)
                || owner.isFinal()
                || isConstructor();
    }

    private boolean has(int flags) {
        return (model.flags().flagsMask() & flags) != 0;
    }
}
