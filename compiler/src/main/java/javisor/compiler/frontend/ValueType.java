package javisor.compiler.frontend;

import javisor.compiler.ir.IrType;

/** What the translator knows of the type of a stack entry or local variable; the verifier's types, with unboxed records told apart. */
sealed interface ValueType {

    /** {@return the type of the register that holds such a value; VOID if none does} */
    IrType register();

    /** {@code int} and everything smaller. */
    record Int() implements ValueType {
        @Override
        public IrType register() {
            return IrType.INT;
        }
    }

    /** {@code long}. */
    record Long() implements ValueType {
        @Override
        public IrType register() {
            return IrType.LONG;
        }
    }

    /** The type of {@code null}. */
    record Null() implements ValueType {
        @Override
        public IrType register() {
            return IrType.REFERENCE;
        }
    }

    /** A class, interface or array. */
    record Reference(String name) implements ValueType {
        @Override
        public IrType register() {
            return IrType.REFERENCE;
        }
    }

    /** An unboxed record. */
    record Unboxed(String name) implements ValueType {
        @Override
        public IrType register() {
            return IrType.LONG;
        }
    }

    /** An unboxed record between {@code new} and its constructor: nothing yet. {@code site} is where {@code new} stands. */
    record Pending(String name, int site) implements ValueType {
        @Override
        public IrType register() {
            return IrType.VOID;
        }
    }

    /** No value: the upper half of a long, or a local that is not set. */
    record None() implements ValueType {
        @Override
        public IrType register() {
            return IrType.VOID;
        }
    }

    /** The one {@code int} type. */
    ValueType INT = new Int();

    /** The one {@code long} type. */
    ValueType LONG = new Long();

    /** The one {@code null} type. */
    ValueType NULL = new Null();

    /** No value. */
    ValueType NONE = new None();

    /** {@return whether this takes two entries of locals} */
    default boolean isWide() {
        return this instanceof Long;
    }
}
