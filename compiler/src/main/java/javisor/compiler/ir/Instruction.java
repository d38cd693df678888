package javisor.compiler.ir;

import java.util.List;

/**
 * One step of a block. Operands are registers; {@code destination} of a call is null where the result is void or unused. Types are
 * named by JVM internal name ({@code java/lang/String}, {@code [I}, {@code [Ljava/lang/String;}).
 */
public sealed interface Instruction {

    /** {@return where in the Java source this comes from} */
    SourcePosition position();

    /** destination = value; the register's type tells the width. */
    record Constant(Register destination, long value, SourcePosition position) implements Instruction {}

    /** destination = null. */
    record NullConstant(Register destination, SourcePosition position) implements Instruction {}

    /** destination = the address of an object of the image heap. */
    record ObjectConstant(Register destination, HeapObject object, SourcePosition position) implements Instruction {}

    /** destination = source. */
    record Move(Register destination, Register source, SourcePosition position) implements Instruction {}

    /** destination = left op right. */
    record Binary(Register destination, BinaryOperator operator, Register left, Register right, SourcePosition position)
            implements Instruction {}

    /** destination = (left condition right) ? 1 : 0. */
    record Compare(Register destination, Condition condition, Register left, Register right, SourcePosition position)
            implements Instruction {}

    /** destination = -1, 0 or 1, signed, as the JVM's lcmp; with {@code unsigned} as Long.compareUnsigned. */
    record ThreeWayCompare(
            Register destination, Register left, Register right, boolean unsigned, SourcePosition position)
            implements Instruction {}

    /** destination = conversion of source. */
    record Convert(Register destination, Conversion conversion, Register source, SourcePosition position)
            implements Instruction {}

    /** destination = object.field, null-checked. */
    record LoadField(Register destination, Register object, FieldReference field, SourcePosition position)
            implements Instruction {}

    /** object.field = value, null-checked. */
    record StoreField(Register object, FieldReference field, Register value, SourcePosition position)
            implements Instruction {}

    /** destination = static field. */
    record LoadStatic(Register destination, FieldReference field, SourcePosition position) implements Instruction {}

    /** static field = value. */
    record StoreStatic(FieldReference field, Register value, SourcePosition position) implements Instruction {}

    /** destination = array[index], null- and bounds-checked. */
    record LoadElement(Register destination, Register array, Register index, StorageKind kind, SourcePosition position)
            implements Instruction {}

    /** array[index] = value, null- and bounds-checked, and for references checked against the array's element type. */
    record StoreElement(Register array, Register index, Register value, StorageKind kind, SourcePosition position)
            implements Instruction {}

    /** destination = array.length, null-checked. */
    record ArrayLength(Register destination, Register array, SourcePosition position) implements Instruction {}

    /** destination = a zeroed object; for a Throwable the class's one preallocated instance. */
    record New(Register destination, String type, SourcePosition position) implements Instruction {}

    /** destination = a zeroed array of type {@code arrayType}; a negative length is a panic. */
    record NewArray(Register destination, String arrayType, Register length, SourcePosition position)
            implements Instruction {}

    /** Direct call of a function of the program: static, private, constructor, final or devirtualised. */
    record CallDirect(Register destination, MethodReference method, List<Register> arguments, SourcePosition position)
            implements Instruction {}

    /** Call through the receiver's (the first argument's) dispatch table, null-checked. */
    record CallVirtual(Register destination, MethodReference method, List<Register> arguments, SourcePosition position)
            implements Instruction {}

    /** A call the back end replaces by instructions: an {@code @Intrinsic} method or a known method of java.lang. */
    record CallIntrinsic(
            Register destination, MethodReference method, List<Register> arguments, SourcePosition position)
            implements Instruction {}

    /** Call of a symbol the firmware assembly defines. */
    record CallSymbol(Register destination, String symbol, List<Register> arguments, SourcePosition position)
            implements Instruction {}

    /** destination (LONG) = the address of a symbol the firmware assembly defines. */
    record SymbolAddress(Register destination, String symbol, SourcePosition position) implements Instruction {}

    /** A panic with NullPointerException if the reference is null. */
    record NullCheck(Register reference, SourcePosition position) implements Instruction {}

    /** destination = reference is non-null and of the type ? 1 : 0. */
    record InstanceOf(Register destination, Register reference, String type, SourcePosition position)
            implements Instruction {}

    /** A panic with ClassCastException unless the reference is null or of the type. */
    record CheckCast(Register reference, String type, SourcePosition position) implements Instruction {}
}
