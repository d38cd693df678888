package javisor.stick;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javisor.compiler.AssemblySource;
import javisor.compiler.ImageRequest;
import javisor.firmware.Firmware;

/** What the compiler is asked for to get the test operating system's image. */
public final class TestOsImage {
    private static final List<String> ROOTS = List.of(
            "javisor.testos.TestOs", "javisor.testos.StartedProcessor", "javisor.testos.conformance.Conformance");

    private TestOsImage() {}

    /**
     * {@return the request}
     *
     * @param classPath directories or jars with the modules testos and machine
     */
    public static ImageRequest request(List<Path> classPath) {
        List<AssemblySource> assembly = new ArrayList<>(Firmware.testOsAssembly());
        assembly.addAll(Firmware.testProcessorAssembly());
        assembly.addAll(Firmware.conformanceAssembly());
        return new ImageRequest(classPath, ROOTS, assembly, Firmware.testOsDefinitions(), Firmware.LINK_ADDRESS);
    }
}
