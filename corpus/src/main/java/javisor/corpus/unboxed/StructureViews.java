package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.NoAllocation;
import javisor.machine.annotation.Unboxed;

/** A structure in memory seen through an unboxed record. */
public final class StructureViews implements Program {
    @Unboxed
    record Header(HostVirtual base) {
        static final int SIZE = 16;

        int kind() {
            return base.readShort(0) & 0xFFFF;
        }

        void kind(int kind) {
            base.writeShort(0, (short) kind);
        }

        long length() {
            return base.readInt(4) & 0xFFFF_FFFFL;
        }

        void length(long length) {
            base.writeInt(4, (int) length);
        }

        Header next() {
            return new Header(base.add(SIZE));
        }
    }

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        Header header = new Header(Input.memory().add(256));
        Header at = header;
        for (int i = 0; i < 5; i++) {
            at.kind(0xFFF0 + i);
            at.length(Input.of(0xF000_0000L) + i);
            at = at.next();
        }
        at = header;
        for (int i = 0; i < 5; i++) {
            Out.println(at.kind());
            Out.println(at.length());
            at = at.next();
        }
    }
}
