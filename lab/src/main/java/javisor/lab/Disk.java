package javisor.lab;

import java.nio.file.Path;

/**
 * A disk of a machine.
 *
 * @param image the raw image
 * @param attachment how the machine sees it
 * @param writable whether what the machine writes reaches the image; otherwise it goes to an overlay that is thrown away
 */
public record Disk(Path image, Attachment attachment, boolean writable) {

    /** How a disk is connected. Sticks come before other disks in the boot order, so the BIOS calls the first one 80h. */
    public enum Attachment {
        /** A USB stick. Bochs cannot boot from USB and gets an IDE disk instead. */
        USB_STICK,
        /** A disk on the machine's AHCI controller. Bochs gets an IDE disk instead. */
        SATA,
        /** An NVMe disk; QEMU only. */
        NVME
    }
}
