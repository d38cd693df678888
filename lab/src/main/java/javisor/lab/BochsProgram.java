package javisor.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The Bochs that Javisor builds for itself, because it is three times as fast as the one that Debian 12 packages, and
 * nearer to the manuals: a newer release, without window and debugger. It is kept under a name made of its version and
 * its options.
 */
public final class BochsProgram {
    /** The release. */
    public static final String VERSION = "3.0";

    /** Options of its configure script. Looking up instruction pointers for statistics deadlocks it in its log. */
    public static final List<String> OPTIONS = List.of(
            "--with-nogui",
            "--disable-docbook",
            "--disable-plugins",
            "--disable-show-ips",
            "--enable-all-optimizations",
            "--enable-x86-64",
            "--enable-cpu-level=6",
            "--enable-smp",
            "--enable-vmx=2",
            "--enable-svm",
            "--enable-avx",
            "--enable-evex",
            "--enable-cet",
            "--enable-pci",
            "--enable-usb",
            "--enable-usb-ohci",
            "--enable-usb-ehci",
            "--enable-usb-xhci",
            "--enable-clgd54xx",
            "--enable-e1000",
            "--enable-memtype",
            "--enable-a20-pin",
            "--enable-repeat-speedups",
            "--enable-monitor-mwait",
            "--enable-protection-keys");

    /** Options of the compiler; symbols for debugging Bochs itself would only make the build slower. */
    public static final String COMPILER_OPTIONS = "-O2";

    private BochsProgram() {}

    /** {@return where it is kept, built or not} */
    public static Path location() {
        byte[] everything = (String.join(" ", OPTIONS) + "\n" + COMPILER_OPTIONS).getBytes(StandardCharsets.US_ASCII);
        String key = HexFormat.of().formatHex(Sha256.of(everything), 0, 8);
        return UserCache.directory("bochs").resolve("bochs-" + VERSION + "-" + key);
    }

    /** {@return the program, if it has been built} */
    public static Optional<Path> built() {
        return Optional.of(location()).filter(Files::isExecutable);
    }
}
