package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.Unboxed;

/** Unboxed records of the program, one around another. */
public final class OwnUnboxedTypes implements Program {
    @Unboxed
    record Handle(long bits) {
        static final int KIND_SHIFT = 56;

        static Handle of(int kind, long value) {
            return new Handle((long) kind << KIND_SHIFT | value);
        }

        int kind() {
            return (int) (bits >>> KIND_SHIFT);
        }

        long value() {
            return bits & (1L << KIND_SHIFT) - 1;
        }

        Handle next() {
            return of(kind(), value() + 1);
        }
    }

    @Unboxed
    record Wrapped(Handle handle) {
        int kind() {
            return handle.kind() * 2;
        }
    }

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        Handle handle = Handle.of(Input.of(0x81), 41);
        Out.hex(handle.bits());
        Out.println(handle.next().value());
        Out.println(handle.kind());
        Wrapped wrapped = new Wrapped(handle.next());
        Out.println(wrapped.kind());
        Out.println(wrapped.handle().next().value());
    }
}
