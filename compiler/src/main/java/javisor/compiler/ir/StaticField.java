package javisor.compiler.ir;

/**
 * A static field of the closed world.
 *
 * @param initial what the static initialiser left in it
 * @param constant whether it is final, so that the back end may fold it
 */
public record StaticField(FieldReference field, HeapObject.Value initial, boolean constant) {}
