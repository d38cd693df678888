package javisor.compiler.classfile;

/**
 * A record annotated {@code @Unboxed}, which is its one component.
 *
 * @param component that component's field: a {@code long} or another unboxed record
 */
public record UnboxedRecord(ClassDefinition definition, FieldDefinition component) {}
