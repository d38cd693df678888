package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;

class InitramfsTest {
    private static final byte[] SHELL = "shell".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INIT = "#!/bin/busybox sh\n".getBytes(StandardCharsets.US_ASCII);

    private static final List<KernelModule> MODULES =
            List.of(new KernelModule("first", SHELL), new KernelModule("second", INIT));

    @Test
    void holdsTheFirstProcessTheShellAndTheConsole() throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        Map<String, CpioArchiveEntry> entries = new LinkedHashMap<>();
        try (var archive = new CpioArchiveInputStream(
                new GZIPInputStream(new ByteArrayInputStream(Initramfs.of(SHELL, INIT, MODULES))))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                entries.put(entry.getName(), entry);
                contents.put(entry.getName(), new String(archive.readAllBytes(), StandardCharsets.US_ASCII));
            }
        }
        assertThat(contents).containsEntry("bin/busybox", "shell").containsEntry("init", "#!/bin/busybox sh\n");
        assertThat(contents).containsEntry("modules/00-first.ko", "shell").containsKey("modules/01-second.ko");
        assertThat(entries.get("init").getMode()).isEqualTo(0100755);
        assertThat(entries.get("dev/console").isCharacterDevice()).isTrue();
        assertThat(entries.get("dev/console").getRemoteDeviceMaj()).isEqualTo(5);
        assertThat(entries.get("dev/console").getRemoteDeviceMin()).isEqualTo(1);
    }

    @Test
    void isTheSameForTheSameInputs() throws IOException {
        assertThat(Initramfs.of(SHELL, INIT, MODULES)).isEqualTo(Initramfs.of(SHELL, INIT, MODULES));
    }
}
