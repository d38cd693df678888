package javisor.compiler.ir;

/**
 * The types of virtual registers. {@code boolean}, {@code byte}, {@code short} and {@code char} live in registers as sign- or
 * zero-extended {@link #INT}; an unboxed record is a {@link #LONG}.
 */
public enum IrType {
    /** No value. */
    VOID,
    /** 32 bits. */
    INT,
    /** 64 bits. */
    LONG,
    /** A reference to a heap object, or null. */
    REFERENCE
}
