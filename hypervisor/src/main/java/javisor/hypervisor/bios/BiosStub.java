package javisor.hypervisor.bios;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/** The real-mode code that stands in the guest's interrupt vectors, as the image carries it; the assembly defines the symbols. */
final class BiosStub {
    private BiosStub() {}

    /** {@return where it starts} */
    @AssemblySymbol(symbol = "javisor_bios_stub")
    static HostVirtual start() {
        return symbol("javisor_bios_stub");
    }

    /** {@return where it ends} */
    @AssemblySymbol(symbol = "javisor_bios_stub_end")
    static HostVirtual end() {
        return symbol("javisor_bios_stub_end");
    }

    /** {@return the entry of INT 15h} */
    @AssemblySymbol(symbol = "javisor_int15_entry")
    static HostVirtual int15Entry() {
        return symbol("javisor_int15_entry");
    }

    /** {@return the instruction that calls Javisor, VMMCALL as it is assembled} */
    @AssemblySymbol(symbol = "javisor_int15_hypercall")
    static HostVirtual int15Hypercall() {
        return symbol("javisor_int15_hypercall");
    }

    /** {@return the continuation that goes on in the BIOS} */
    @AssemblySymbol(symbol = "javisor_int15_chain")
    static HostVirtual int15Chain() {
        return symbol("javisor_int15_chain");
    }

    /** {@return the continuation that returns with CF clear} */
    @AssemblySymbol(symbol = "javisor_int15_return_ok")
    static HostVirtual int15ReturnOk() {
        return symbol("javisor_int15_return_ok");
    }

    /** {@return the continuation that returns with CF set} */
    @AssemblySymbol(symbol = "javisor_int15_return_carry")
    static HostVirtual int15ReturnCarry() {
        return symbol("javisor_int15_return_carry");
    }

    /** {@return the continuation that copies ECX bytes from the buffer to ES:DI and returns with CF clear} */
    @AssemblySymbol(symbol = "javisor_int15_copy")
    static HostVirtual int15Copy() {
        return symbol("javisor_int15_copy");
    }

    /** {@return the buffer, 24 bytes} */
    @AssemblySymbol(symbol = "javisor_int15_buffer")
    static HostVirtual int15Buffer() {
        return symbol("javisor_int15_buffer");
    }

    /** {@return the far pointer to the BIOS's INT 15h} */
    @AssemblySymbol(symbol = "javisor_int15_old")
    static HostVirtual int15Old() {
        return symbol("javisor_int15_old");
    }

    /** {@return the entry of INT 13h that exchanges two drives} */
    @AssemblySymbol(symbol = "javisor_int13_entry")
    static HostVirtual int13Entry() {
        return symbol("javisor_int13_entry");
    }

    /** {@return the far pointer to the BIOS's INT 13h} */
    @AssemblySymbol(symbol = "javisor_int13_old")
    static HostVirtual int13Old() {
        return symbol("javisor_int13_old");
    }

    /** {@return the numbers of the two drives, a byte each} */
    @AssemblySymbol(symbol = "javisor_int13_drives")
    static HostVirtual int13Drives() {
        return symbol("javisor_int13_drives");
    }

    private static HostVirtual symbol(String name) {
        return new HostVirtual(Hosted.platform().execute("address of " + name, 0));
    }
}
