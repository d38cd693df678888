package javisor.cli;

import java.util.Locale;

/** Under which BIOS number the guest finds the disk it is started from. */
enum BootDrive {
    /** As the BIOS numbers it, behind the stick. */
    KEEP,
    /** As the first disk, the stick taking its number. */
    SWAP;

    String settingsValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
