package javisor.compiler.ir;

/**
 * A method by name.
 *
 * @param owner internal name of the declaring class, such as {@code java/lang/Object}
 * @param name method name
 * @param descriptor JVM descriptor
 */
public record MethodReference(String owner, String name, String descriptor) {
    @Override
    public String toString() {
        return owner.replace('/', '.') + "." + name + descriptor;
    }
}
