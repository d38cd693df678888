package javisor.hypervisor.memory;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblySymbol;
import javisor.machine.hosted.Hosted;

/** Where the parts of the running image stand, at the address it is linked at: text, read-only data, data and zeros. */
public final class ImageLayout {
    private ImageLayout() {}

    /** {@return the first byte} */
    @AssemblySymbol(symbol = "_start")
    public static HostVirtual start() {
        return new HostVirtual(Hosted.platform().execute("address of _start", 0));
    }

    /** {@return the end of the code} */
    @AssemblySymbol(symbol = "__text_end")
    public static HostVirtual textEnd() {
        return new HostVirtual(Hosted.platform().execute("address of __text_end", 0));
    }

    /** {@return the end of the read-only data} */
    @AssemblySymbol(symbol = "__rodata_end")
    public static HostVirtual readOnlyEnd() {
        return new HostVirtual(Hosted.platform().execute("address of __rodata_end", 0));
    }

    /** {@return the end of it all} */
    @AssemblySymbol(symbol = "__image_end")
    public static HostVirtual end() {
        return new HostVirtual(Hosted.platform().execute("address of __image_end", 0));
    }
}
