package javisor.lab.guest;

/** What the guest's kernel and userland are compiled for; each is named as Debian names it. */
public enum DebianArchitecture {
    /** 64-bit. */
    AMD64("amd64", "linux-image-amd64"),
    /**
     * 32-bit, with Debian's kernel without PAE: its page tables are of two levels with 32-bit entries, paging that neither
     * a 64-bit kernel nor {@code linux-image-686-pae} uses.
     */
    I386("i386", "linux-image-686");

    private final String debianName;
    private final String kernel;

    DebianArchitecture(String debianName, String kernel) {
        this.debianName = debianName;
        this.kernel = kernel;
    }

    /** {@return the architecture's name in a package archive} */
    public String debianName() {
        return debianName;
    }

    /** {@return the metapackage that depends on the release's newest kernel} */
    public String kernel() {
        return kernel;
    }
}
