package javisor.hypervisor.linear;

/**
 * What an access by linear address does and by what right, as a set of bits. The first two are those of a page fault's error code
 * (Intel SDM vol. 3, 4.6 and 4.7).
 */
public final class Access {
    /** A read of a system structure: supervisor's, whatever the privilege level is. */
    public static final int SYSTEM_READ = 0;

    /** A write. */
    public static final int WRITE = 1 << 1;

    /** By user-mode code. */
    public static final int USER = 1 << 2;

    /** By supervisor-mode code with EFLAGS.AC set, which SMAP lets through to user pages. */
    public static final int USER_PAGES_TOO = 1 << 8;

    /** The bits an error code shows. */
    static final int IN_ERROR_CODE = WRITE | USER;

    private Access() {}
}
