package javisor.compiler.ir;

/**
 * Integer operators with Java's semantics: wrapping, shift counts masked, division by zero a panic, MIN / -1 = MIN.
 */
public enum BinaryOperator {
    ADD,
    SUB,
    MUL,
    DIV,
    REM,
    UDIV,
    UREM,
    AND,
    OR,
    XOR,
    /** The right operand is an INT. */
    SHL,
    /** Arithmetic; the right operand is an INT. */
    SHR,
    /** Logical; the right operand is an INT. */
    USHR
}
