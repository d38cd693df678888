package javisor.lab.guest;

import java.util.Arrays;
import java.util.Optional;

/** The Debian releases a guest can be built from. */
public enum DebianRelease {
    /** Linux 6.1. */
    BOOKWORM(12, "bookworm"),
    /** Linux 6.12. */
    TRIXIE(13, "trixie");

    private final int number;
    private final String codename;

    DebianRelease(int number, String codename) {
        this.number = number;
        this.codename = codename;
    }

    /** {@return the release's number, such as 12} */
    public int number() {
        return number;
    }

    /** {@return the release's name in a package archive} */
    public String codename() {
        return codename;
    }

    /** {@return the release of that number} */
    public static Optional<DebianRelease> of(int number) {
        return Arrays.stream(values())
                .filter(release -> release.number == number)
                .findFirst();
    }
}
