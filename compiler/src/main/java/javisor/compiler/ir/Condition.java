package javisor.compiler.ir;

/** Comparisons of two integers or two references. The {@code U} ones are unsigned. */
public enum Condition {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    ULT,
    ULE,
    UGT,
    UGE
}
