package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javisor.lab.guest.DebianGuest;
import javisor.lab.guest.KernelLog;

/**
 * {@code javisor run} with a Debian guest until its userland runs, as a user would start it, and what came of it.
 *
 * @param exitCode the command's
 * @param output all it printed on standard output
 * @param guest the guest's lines
 */
record LinuxRun(int exitCode, String output, List<String> guest) {

    /** Builds a guest's disk with options after {@code guest debian -o FILE} and {@return it}. */
    static Path disk(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("guest", "debian", "-o", file.toString()));
        arguments.addAll(List.of(options));
        Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        return file;
    }

    /** Runs a guest with options; the disk must be the same afterwards. */
    static LinuxRun of(Path disk, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("run", "--disk", disk.toString(), "--expect", DebianGuest.MARKER));
        arguments.addAll(List.of(options));
        String before = digest(disk);
        Invocation invocation = Invocation.of(arguments.toArray(String[]::new));
        assertThat(invocation.exitCode())
                .as(invocation.out() + invocation.err())
                .isZero();
        assertThat(digest(disk)).as("digest of the disk").isEqualTo(before);
        return new LinuxRun(
                invocation.exitCode(),
                invocation.out(),
                invocation
                        .out()
                        .lines()
                        .filter(line -> line.startsWith("guest   | "))
                        .map(line -> line.substring("guest   | ".length()))
                        .toList());
    }

    /** {@return the line in which the guest says what machine it is on} */
    String ready() {
        return guest.stream()
                .filter(line -> line.startsWith(DebianGuest.MARKER))
                .findFirst()
                .orElseThrow(() -> new AssertionError(output));
    }

    /** {@return what the guest says about one thing: the text after {@code name=}, without quotes} */
    String fact(String name) {
        Matcher fact = Pattern.compile(" " + name + "=(\"([^\"]*)\"|\\S+)").matcher(ready());
        assertThat(fact.find()).as(name + " in " + ready()).isTrue();
        return fact.group(2) == null ? fact.group(1) : fact.group(2);
    }

    /** {@return what GRUB says} */
    String grub() {
        return guest.stream()
                .filter(line -> line.contains("GRUB: "))
                .findFirst()
                .map(line -> line.substring(line.indexOf("GRUB: ")))
                .orElseThrow(() -> new AssertionError(output));
    }

    /** {@return the kernel's log} */
    KernelLog kernelLog() {
        return KernelLog.in(guest);
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream stream =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(stream.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
