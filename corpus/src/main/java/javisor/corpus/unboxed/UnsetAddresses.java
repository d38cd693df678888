package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.HostVirtual;

/** An address field nobody set holds address 0. */
public final class UnsetAddresses implements Program {
    private static final class Range {
        HostVirtual start = new HostVirtual(0);
        HostVirtual end = new HostVirtual(0);
        int pages;
    }

    @Override
    public void run() {
        Range range = new Range();
        Out.println(range.start.rawValue());
        Out.println(range.start.equal(range.end));
        range.end = new HostVirtual(Input.of(0x3000L));
        range.pages = (int) (range.end.subtract(range.start) / 4096);
        Out.println(range.pages);
    }
}
