package javisor.stick;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javisor.compiler.AssembledBinary;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.firmware.Firmware;

/** Disks for tests: a stick whose payload is the assembly {@code probe.S}, and a disk whose boot sector is {@code os.S}. */
final class TestDisks {
    static final long PROBE_MEMORY = 0x10000;
    static final StickSettings SETTINGS = StickSettings.NONE.with("vendor", "JavisorJavis");

    private static byte[] probe;
    private static byte[] probeStick;
    private static byte[] osDisk;

    private TestDisks() {}

    /** {@return the payload; assembled once, since that takes longer than a boot} */
    static synchronized byte[] probe() throws CompilationException {
        if (probe == null) {
            probe = assembleProbe();
        }
        return probe.clone();
    }

    private static byte[] assembleProbe() throws CompilationException {
        Map<String, Long> definitions = Firmware.testOsDefinitions();
        StringBuilder text = new StringBuilder();
        for (AssemblySource source : Firmware.testOsAssembly()) {
            text.append(source.text());
        }
        text.append(resource("probe.S"));
        AssembledBinary image =
                Assembler.assemble(new AssemblySource("probe.S", text.toString()), definitions, Firmware.LINK_ADDRESS);
        return image.bytes();
    }

    static synchronized byte[] probeStick() throws CompilationException {
        if (probeStick == null) {
            probeStick = buildProbeStick();
        }
        return probeStick.clone();
    }

    private static byte[] buildProbeStick() throws CompilationException {
        return StickImage.build(DiskKind.STICK, probe(), PROBE_MEMORY, SETTINGS);
    }

    static synchronized byte[] osDisk() throws CompilationException {
        if (osDisk == null) {
            osDisk = assembleOsDisk();
        }
        return osDisk.clone();
    }

    private static byte[] assembleOsDisk() throws CompilationException {
        byte[] sectors = Assembler.assemble(new AssemblySource("os.S", resource("os.S")), Map.of(), 0x7C00)
                .bytes();
        return Arrays.copyOf(sectors, 1 << 20);
    }

    static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String resource(String name) {
        try (InputStream stream = TestDisks.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
