package javisor.lab.guest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Lines that Linux may log under Javisor and not on the bare machine. */
public enum KernelLogPolicy {
    /** The brand string names Javisor. */
    BRAND("smpboot: CPU0: .* Javisor \\("),

    /** The memory that Javisor withholds is a range of its own where no reserved one follows it. */
    WITHHELD_MEMORY("BIOS-e820: .* reserved$"),

    /** The stick is a disk on USB, which may be found first. */
    STICK(
            "usb \\d+-\\d+: (new \\S+ USB device|New USB device|Product:|Manufacturer:|SerialNumber:)",
            "usb-storage \\d+-\\d+:[\\d.]+: USB Mass Storage device detected",
            "scsi host\\d+: usb-storage",
            "usbcore: registered new interface driver (usb-storage|uas)",
            "scsi [\\d:]+: Direct-Access .* PQ: 0",
            "sd [\\d:]+: \\[sd[a-z]] (\\d+ 512-byte logical blocks|Write Protect|Mode Sense|Write cache|Attached SCSI disk)",
            "sd [\\d:]+: Attached scsi generic",
            "  ?sd[a-z]: sd[a-z]1$"),

    /** In an emulator that shares its computer, a clock measured against another may be off by any amount. */
    EMULATED_CLOCK(
            "tsc: (.*calibration|Unable to calibrate against PIT)",
            "calibrate_delay_direct\\(\\)",
            "long platform interrupts",
            "APIC (calibration not consistent|delta adjusted)",
            "hrtimer: interrupt took"),

    /** Processors are named on one line as they come, which is cut where another processor logs something meanwhile. */
    PROCESSORS("\\.{4} node +#\\d+, CPUs:( +#\\d+)+$", "] +#\\d+( +#\\d+)*$");

    private final List<Pattern> patterns;

    KernelLogPolicy(String... patterns) {
        this.patterns = Arrays.stream(patterns).map(Pattern::compile).toList();
    }

    /**
     * {@return the lines that only the log {@code under} Javisor has, and that no policy explains} How often a line is there does not count:
     * udev tries some drivers once for each processor, and some of them twice.
     */
    public static List<String> differences(KernelLog bare, KernelLog under) {
        return under.unknownTo(bare).stream()
                .filter(line -> Arrays.stream(values()).noneMatch(policy -> policy.explains(line)))
                .toList();
    }

    private boolean explains(String line) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(line).find());
    }
}
