package javisor.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at a disk image before a machine is started on it, so that the user is not left with a BIOS's complaint. */
final class GuestDisk {
    private static final int SECTOR = 512;

    private GuestDisk() {}

    /** {@return the image} Throws the error that says why nothing can be started from it. */
    static Path check(Path image, boolean toBeWritten) {
        if (Files.notExists(image)) {
            throw new UnusableException("there is no file " + image);
        }
        if (!Files.isRegularFile(image) && !image.startsWith("/dev")) {
            throw new UnusableException(image + " is no disk image but something else");
        }
        if (!Files.isReadable(image)) {
            throw new UnusableException(image + " is not readable by you; try: chmod a+r " + image);
        }
        if (toBeWritten && !Files.isWritable(image)) {
            throw new UnusableException(image + " is not writable by you; leave out --write or: chmod u+w " + image);
        }
        byte[] sector = firstSector(image);
        if (sector.length < SECTOR) {
            throw new UnusableException(image + " is shorter than one sector of " + SECTOR + " bytes");
        }
        if ((sector[SECTOR - 2] & 0xFF) != 0x55 || (sector[SECTOR - 1] & 0xFF) != 0xAA) {
            throw new UnusableException(
                    image + " has no boot signature (55h AAh at the end of its first sector), no BIOS would start it");
        }
        return image;
    }

    private static byte[] firstSector(Path image) {
        try (InputStream bytes = Files.newInputStream(image)) {
            return bytes.readNBytes(SECTOR);
        } catch (IOException failure) {
            throw new UnusableException(image + " cannot be read: " + failure.getMessage());
        }
    }
}
