package javisor.compiler.ir;

/**
 * A field by the class that declares it.
 *
 * @param owner internal name of the declaring class
 * @param name field name
 * @param kind how its value is stored in memory
 */
public record FieldReference(String owner, String name, StorageKind kind) {}
