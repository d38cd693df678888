package javisor.lab.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javisor.lab.Outcome;
import javisor.lab.guest.DebianArchitecture;
import javisor.lab.guest.DebianGuest;
import javisor.lab.guest.DebianRelease;
import javisor.lab.guest.FullDebianGuest;
import javisor.lab.guest.GrubGuest;

/** The rows and the cells. */
public final class GuestMatrix {
    /** Numbers of processors. */
    public static final List<Integer> CPU_COUNTS = List.of(1, 2, 4);

    /** A line that is only called WARNING may be about how the kernel was built. */
    private static final List<Pattern> KERNEL_FAILURES = List.of(
            Pattern.compile("Kernel panic - .*"), Pattern.compile("BUG: .*"), Pattern.compile("WARNING: CPU: .*"));

    /** The disk's own options let only errors through to the serial port. */
    private static final List<String> SHOW_WARNINGS = List.of("loglevel=5");

    /** The rows. */
    public static final List<Guest> GUESTS = List.of(
            debian("debian", "Debian 12, kernel 6.1, BusyBox", DebianArchitecture.AMD64),
            fullDebian(),
            debian("debian-i386", "Debian 12, 32-bit kernel without PAE, BusyBox", DebianArchitecture.I386),
            memtest(),
            grubShell(),
            ipxe());

    private static final long MEBIBYTE = 1 << 20;

    private GuestMatrix() {}

    /** {@return all cells, row by row} */
    public static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (Guest guest : GUESTS) {
            for (Platform platform : Platform.values()) {
                CPU_COUNTS.forEach(cpus -> cells.add(new Cell(guest, platform, cpus)));
            }
        }
        return cells;
    }

    private static Guest debian(String id, String title, DebianArchitecture architecture) {
        return new Guest(
                id,
                title,
                DebianGuest.TOOLS,
                (output, progress) -> new DebianGuest(
                                DebianRelease.BOOKWORM,
                                architecture,
                                Optional.empty(),
                                SHOW_WARNINGS,
                                DebianGuest.userCache(),
                                progress)
                        .build(output),
                512 * MEBIBYTE,
                cpus -> List.of(
                        Step.serial("GRUB: Debian 12 on \\(hd\\d,msdos1\\), firmware pc"),
                        Step.serial(DebianGuest.MARKER + " .* cpus=" + cpus + " .*\n"),
                        new Step.Picture(),
                        Step.typed("poweroff -f"),
                        new Step.Ends(Outcome.Ending.POWER_OFF)),
                KERNEL_FAILURES,
                Duration.ofMinutes(3),
                Duration.ofMinutes(5));
    }

    private static Guest fullDebian() {
        return new Guest(
                "debian-full",
                "Debian 12, systemd, self-check",
                FullDebianGuest.TOOLS,
                (output, progress) -> new FullDebianGuest(
                                DebianRelease.BOOKWORM, Optional.empty(), List.of(), DebianGuest.userCache(), progress)
                        .build(output),
                1024 * MEBIBYTE,
                cpus -> List.of(
                        Step.serial("GRUB: Debian 12 on \\(hd\\d,msdos1\\), firmware pc"),
                        Step.serial("JAVISOR-SELF-CHECK-END passed=\\d+ failed=0 "),
                        Step.serial(Pattern.quote(FullDebianGuest.LOGIN_PROMPT)),
                        new Step.Picture(),
                        Step.typed("root"),
                        Step.serial("Password: "),
                        Step.typed(FullDebianGuest.PASSWORD),
                        Step.serial("root@javisor-guest:~# "),
                        Step.typed("poweroff"),
                        new Step.Ends(Outcome.Ending.POWER_OFF)),
                List.of(Pattern.compile("Kernel panic - .*"), Pattern.compile("BUG: .*"), Pattern.compile("FAIL .*")),
                Duration.ofMinutes(6),
                Duration.ofMinutes(30));
    }

    private static Guest memtest() {
        return new Guest(
                "memtest86+",
                "memtest86+ 6.10, tests 0 to 9",
                DebianGuest.TOOLS,
                (output, progress) -> GrubGuest.MEMTEST.build(output, DebianGuest.userCache(), progress),
                32 * MEBIBYTE,
                cpus -> List.of(
                        Step.serial("GRUB: memtest86\\+ on "),
                        Step.serial("Memtest86\\+ v6\\.10"),
                        Step.serial("CPU: *" + cpus + "( Cores|S / " + cpus + "C / )"),
                        Step.serial("#0 +\\[Address test"),
                        Step.serial("#9 +\\[Modulo 20"),
                        Step.serial("#10 +\\[Bit fade"),
                        new Step.Picture(),
                        Step.serial("Errors: 0 ")),
                List.of(Pattern.compile("Errors: *[1-9].*"), Pattern.compile("Unexpected interrupt.*")),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15));
    }

    private static Guest grubShell() {
        return new Guest(
                "grub-shell",
                "GRUB 2.06, its shell",
                DebianGuest.TOOLS,
                (output, progress) -> GrubGuest.GRUB_SHELL.build(output, DebianGuest.userCache(), progress),
                64 * MEBIBYTE,
                cpus -> List.of(
                        Step.serial("GRUB: shell on \\(?hd\\d,msdos1\\)?"),
                        Step.serial("grub> "),
                        Step.typed("ls /boot/grub/"),
                        Step.serial("grub\\.cfg"),
                        Step.typed("lsmmap"),
                        Step.serial("base_addr = 0x0, length = 0x[0-9a-f]+, available RAM"),
                        Step.typed("if cpuid -l; then echo word-size ${grub_cpu} of a 64-bit processor; fi"),
                        Step.serial("word-size i386 of a 64-bit processor"),
                        Step.typed("date"),
                        Step.serial("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d"),
                        Step.serial("grub> "),
                        new Step.Picture(),
                        Step.typed("halt"),
                        new Step.Ends(Outcome.Ending.POWER_OFF)),
                List.of(Pattern.compile("error: .*")),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2));
    }

    private static Guest ipxe() {
        return new Guest(
                "ipxe",
                "iPXE 1.0.0, script, boot from disk",
                DebianGuest.TOOLS,
                (output, progress) -> GrubGuest.IPXE.build(output, DebianGuest.userCache(), progress),
                512 * MEBIBYTE,
                cpus -> List.of(
                        Step.serial("GRUB: iPXE on "),
                        Step.screen("iPXE initialising devices\\.\\.\\.ok"),
                        Step.screen("JAVISOR-IPXE long mode"),
                        new Step.Picture(),
                        Step.serial("GRUB: iPXE on ")),
                List.of(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(2));
    }
}
