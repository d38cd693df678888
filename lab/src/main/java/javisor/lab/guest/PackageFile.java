package javisor.lab.guest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javisor.lab.ExternalTool;
import javisor.lab.MissingPartException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A Debian package on disk, opened with dpkg-deb.
 *
 * @param file the package
 */
record PackageFile(Path file) {
    private static final ExternalTool DPKG_DEB = new ExternalTool("dpkg-deb", "dpkg");
    static final List<ExternalTool> TOOLS = List.of(DPKG_DEB);

    /** {@return the only file of the package whose path is wanted} */
    byte[] file(Predicate<String> wanted) throws IOException {
        Map<String, byte[]> found = files(wanted);
        if (found.size() != 1) {
            throw damaged();
        }
        return found.values().iterator().next();
    }

    /** {@return the files of the package whose paths are wanted} Paths have no slash in front. */
    Map<String, byte[]> files(Predicate<String> wanted) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        Process process = DPKG_DEB.start(Path.of("/"), Map.of(), List.of("--fsys-tarfile", file.toString()), false);
        try (InputStream stream = process.getInputStream();
                TarArchiveInputStream archive = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                String path = entry.getName().replaceFirst("^\\./", "");
                if (entry.isFile() && wanted.test(path)) {
                    ByteArrayOutputStream contents = new ByteArrayOutputStream((int) entry.getSize());
                    archive.transferTo(contents);
                    found.put(path, path.endsWith(".xz") ? decompress(contents.toByteArray()) : contents.toByteArray());
                }
            }
        } catch (IOException failure) {
            throw damaged();
        } finally {
            process.destroy();
        }
        return found;
    }

    private static byte[] decompress(byte[] compressed) throws IOException {
        try (XZInputStream stream = new XZInputStream(new ByteArrayInputStream(compressed))) {
            return stream.readAllBytes();
        }
    }

    private MissingPartException damaged() {
        return new MissingPartException(file + " is damaged or lacks a file it should have: remove it and try again");
    }
}
