package javisor.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javisor.compiler.AssembledBinary;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;

/**
 * The assembly and what it is made into: boot sector and loader as flat binaries, and the sources that become part of an image.
 * GNU (AT&T) syntax as LLVM's assembler reads it.
 */
public final class Firmware {
    /** Where images are linked: the start of the top 2 GiB, as the kernel code model wants. */
    public static final long LINK_ADDRESS = 0xFFFF_FFFF_8000_0000L;

    private static final List<String> LOADER_PARTS = List.of(
            "loader",
            "console",
            "disk",
            "operating-system",
            "firmware-answers",
            "payload",
            "a20",
            "memory-map",
            "long-mode");
    private static final List<String> HYPERVISOR_PARTS = List.of(
            "start",
            "stack",
            "fault-stack",
            "exceptions",
            "relocate",
            "processor-start",
            "guarded-instructions",
            "svm-run",
            "vmx-run",
            "bios-stub");
    private static final List<String> TEST_OS_PARTS = List.of("start", "stack");
    private static final String EXCEPTION_FRAME = "javisor.hypervisor.panic.ExceptionFrame";
    private static final String SIGNALS = "javisor.hypervisor.processor.Signals";
    private static final String START_PARAMETERS = "javisor.hypervisor.processor.StartParameters";

    private Firmware() {}

    /** {@return the boot sector, 512 bytes; the fields at its end and the partition table are still empty} */
    public static AssembledBinary bootSector() throws CompilationException {
        return Assembler.assemble(source("boot/boot-sector"), definitions(), LowMemory.BOOT_SECTOR);
    }

    /**
     * {@return the loader}
     *
     * @throws IllegalStateException if it is too large for its place
     */
    public static AssembledBinary loader() throws CompilationException {
        StringBuilder text = new StringBuilder();
        for (String part : LOADER_PARTS) {
            AssemblySource source = source("loader/" + part);
            text.append("# 1 \"").append(source.name()).append("\"\n").append(source.text());
        }
        AssembledBinary loader =
                Assembler.assemble(new AssemblySource("loader.S", text.toString()), definitions(), LowMemory.LOADER);
        if (loader.bytes().length > LowMemory.LOADER_BYTES) {
            throw new IllegalStateException("the loader has " + loader.bytes().length + " bytes, of "
                    + LowMemory.LOADER_BYTES + " it may have");
        }
        return loader;
    }

    /** {@return the assembly that is part of the hypervisor's image} */
    public static List<AssemblySource> hypervisorAssembly() {
        return HYPERVISOR_PARTS.stream().map(part -> source("image/" + part)).toList();
    }

    /**
     * {@return the constants that assembly needs}
     *
     * @param classPath where the hypervisor's classes are
     */
    public static Map<String, Long> hypervisorDefinitions(List<Path> classPath) {
        Map<String, Long> definitions = definitions();
        definitions.putAll(ClassConstants.of(classPath, EXCEPTION_FRAME, "FRAME_"));
        definitions.putAll(ClassConstants.of(classPath, SIGNALS, "SIGNAL_"));
        definitions.putAll(ClassConstants.of(classPath, START_PARAMETERS, "START_"));
        return definitions;
    }

    /** {@return the assembly that is part of the test operating system's image} */
    public static List<AssemblySource> testOsAssembly() {
        return TEST_OS_PARTS.stream().map(part -> source("image/" + part)).toList();
    }

    /** {@return the assembly with which it starts its other processors} */
    public static List<AssemblySource> testProcessorAssembly() {
        return List.of(source("image/test-processors"));
    }

    /** {@return the assembly that its conformance suite adds} */
    public static List<AssemblySource> conformanceAssembly() {
        return List.of(source("image/conformance"));
    }

    /** {@return the constants that assembly needs} */
    public static Map<String, Long> testOsDefinitions() {
        return definitions();
    }

    private static Map<String, Long> definitions() {
        Map<String, Long> definitions = new TreeMap<>();
        definitions.putAll(ClassConstants.of(BootInfo.class, "BI_"));
        definitions.putAll(ClassConstants.of(LowMemory.class, "LOW_"));
        definitions.putAll(ClassConstants.of(BiosDataArea.class, "BDA_"));
        definitions.putAll(ClassConstants.of(PayloadHeader.class, "HEADER_"));
        definitions.putAll(ClassConstants.of(BootSectorKind.class, "KIND_"));
        definitions.putAll(ClassConstants.of(BootSectorLayout.class, "FIELD_"));
        definitions.put("WINDOW", HostPhysical.WINDOW);
        definitions.put("LINK_ADDRESS", LINK_ADDRESS);
        return definitions;
    }

    private static AssemblySource source(String name) {
        String file = name + ".S";
        try (InputStream stream = Firmware.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the firmware module has no file " + file);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new AssemblySource(file.substring(file.lastIndexOf('/') + 1), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
