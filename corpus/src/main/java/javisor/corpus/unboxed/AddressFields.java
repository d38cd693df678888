package javisor.corpus.unboxed;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.address.GuestPhysical;

/** Addresses in fields, statics, parameters and results. */
public final class AddressFields implements Program {
    private static GuestPhysical last = new GuestPhysical(7);
    private GuestPhysical base = new GuestPhysical(0x1000);
    private final GuestPhysical end;

    /** Sets the field that has no initialiser. */
    public AddressFields() {
        end = new GuestPhysical(0x9000);
    }

    @Override
    public void run() {
        Out.hex(last.rawValue());
        last = middle(base, end);
        Out.hex(last.rawValue());
        base = base.add(Input.of(0x10L));
        Out.hex(base.rawValue());
        GuestPhysical lower = base.belowThan(end) ? base : end;
        Out.hex(lower.rawValue());
        for (GuestPhysical at = base; at.belowThan(end); at = at.add(0x2000)) {
            Out.hex(at.rawValue());
        }
        base = new GuestPhysical(0x1000);
        last = new GuestPhysical(7);
    }

    private static GuestPhysical middle(GuestPhysical low, GuestPhysical high) {
        return low.add(high.subtract(low) / 2);
    }
}
