package javisor.stick;

import java.nio.file.Path;
import java.util.List;
import javisor.compiler.ImageRequest;
import javisor.firmware.Firmware;

/**
 * What the compiler is asked for to get the hypervisor's image. Its classes are named, not referred to: they run on the bare machine
 * only, and whoever builds the image says where they are.
 */
public final class HypervisorImage {
    private static final List<String> ROOTS = List.of(
            "javisor.hypervisor.HypervisorBoot",
            "javisor.hypervisor.panic.Panic",
            "javisor.hypervisor.processor.ProcessorBoot",
            "javisor.hypervisor.svm.SvmExit",
            "javisor.hypervisor.vmx.VmxExit",
            "javisor.hypervisor.vmx.EntryFailure");

    private HypervisorImage() {}

    /**
     * {@return the request}
     *
     * @param classPath directories or jars with the modules hypervisor and machine
     */
    public static ImageRequest request(List<Path> classPath) {
        return new ImageRequest(
                classPath,
                ROOTS,
                Firmware.hypervisorAssembly(),
                Firmware.hypervisorDefinitions(classPath),
                Firmware.LINK_ADDRESS);
    }
}
