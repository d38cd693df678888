package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostPhysical;
import javisor.machine.annotation.NoAllocation;

/** Arithmetic on addresses, which compile to bare registers. */
public final class Addresses implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        HostPhysical start = new HostPhysical(Input.of(0x12_3456L));
        Out.hex(start.rawValue());
        Out.hex(start.add(0x1000).rawValue());
        Out.hex(start.subtract(0x456).rawValue());
        Out.hex(start.alignDown(4096).rawValue());
        Out.hex(start.alignUp(4096).rawValue());
        Out.println(start.alignUp(1 << 21).subtract(start));
        Out.println(start.isAligned(2));
        Out.println(start.alignUp(16).isAligned(16));
        HostPhysical high = new HostPhysical(Input.of(-4096L));
        Out.println(start.belowThan(high));
        Out.println(start.aboveOrEqual(high));
        Out.println(high.equal(new HostPhysical(-4096L)));
        Out.hex(start.toVirtual().rawValue());
    }
}
