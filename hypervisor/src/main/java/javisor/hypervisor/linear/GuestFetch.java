package javisor.hypervisor.linear;

import javisor.machine.address.HostVirtual;

/** Stand-in. */
public final class GuestFetch {
    private GuestFetch() {}

    /** Stand-in. */
    public static int fetch(
            GuestMemory memory, long cr0, long cr3, long cr4, long efer, long linear, HostVirtual buffer, int bytes) {
        return 0;
    }
}
