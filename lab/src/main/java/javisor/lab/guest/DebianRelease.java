package javisor.lab.guest;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The Debian releases a guest can be built from. */
public enum DebianRelease {
    /** Linux 6.1. */
    BOOKWORM(12, "bookworm", Set.of(DebianArchitecture.AMD64, DebianArchitecture.I386)),
    /** Linux 6.12, which has no 32-bit kernel any more. */
    TRIXIE(13, "trixie", Set.of(DebianArchitecture.AMD64));

    private final int number;
    private final String codename;
    private final Set<DebianArchitecture> kernels;

    DebianRelease(int number, String codename, Set<DebianArchitecture> kernels) {
        this.number = number;
        this.codename = codename;
        this.kernels = kernels;
    }

    /** {@return the release's number, such as 12} */
    public int number() {
        return number;
    }

    /** {@return the release's name in a package archive} */
    public String codename() {
        return codename;
    }

    /** {@return whether the release has a kernel for the architecture} */
    public boolean hasKernelFor(DebianArchitecture architecture) {
        return kernels.contains(architecture);
    }

    /** {@return the release of that number} */
    public static Optional<DebianRelease> of(int number) {
        return Arrays.stream(values())
                .filter(release -> release.number == number)
                .findFirst();
    }
}
