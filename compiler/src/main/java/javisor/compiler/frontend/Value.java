package javisor.compiler.frontend;

import javisor.compiler.ir.Register;

/**
 * A stack entry or local variable.
 *
 * @param register what holds it; null for a constant no instruction has loaded yet and for a value that is none
 * @param known the constant it is, as the build-time JVM has it: an Integer, or an object; null if it is not known
 * @param nonNull whether it is a reference that cannot be null
 */
record Value(Register register, ValueType type, Object known, boolean nonNull) {

    /** No value. */
    static final Value NONE = new Value(null, ValueType.NONE, null, false);

    /** {@return a value of which nothing is known} */
    static Value of(Register register, ValueType type) {
        return new Value(register, type, null, false);
    }

    /** {@return a constant object, not loaded yet} */
    static Value object(Object known, String type) {
        return new Value(null, new ValueType.Reference(type), known, true);
    }

    /** {@return the same with another type} */
    Value as(ValueType other) {
        return new Value(register, other, known, nonNull);
    }

    /** {@return the same, held by {@code other}} */
    Value in(Register other) {
        return new Value(other, type, known, nonNull);
    }

    /** {@return the same, known not to be null} */
    Value checked() {
        return new Value(register, type, known, true);
    }
}
