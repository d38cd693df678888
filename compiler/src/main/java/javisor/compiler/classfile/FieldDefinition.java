package javisor.compiler.classfile;

import java.lang.classfile.ClassFile;

/**
 * A field as its class file declares it.
 *
 * @param owner internal name of the declaring class
 * @param descriptor its type
 * @param flags access flags
 */
public record FieldDefinition(String owner, String name, String descriptor, int flags, Annotations annotations) {

    /** {@return whether it is static} */
    public boolean isStatic() {
        return (flags & ClassFile.ACC_STATIC) != 0;
    }

    /** {@return whether it is final} */
    public boolean isFinal() {
        return (flags & ClassFile.ACC_FINAL) != 0;
    }

    /** {@return whether it is volatile} */
    public boolean isVolatile() {
        return (flags & ClassFile.ACC_VOLATILE) != 0;
    }

    /** {@return whether it exists on the JVM only} */
    public boolean isHostedOnly() {
        return annotations.has("HostedOnly");
    }

    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name;
    }
}
