package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.compiler.machinecode.ImageAudit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must hold of every image that is built, whatever the Java says. */
final class ImageAuditTest {
    private static final int MOST_PAYLOAD_BYTES = 192 * 1024;

    /** What the assembly pushes before it calls Java, with room to spare. */
    private static final int ASSEMBLY_STACK_BYTES = 512;

    /** The main stack of all processors but the first (ProcessorMemory). */
    private static final int AREA_STACK_BYTES = 3 * 4096;

    private static final String[] ROOTS = {
        "javisor_boot",
        "javisor_processor_boot",
        "javisor_svm_cpuid",
        "javisor_svm_exit",
        "javisor_vmx_cpuid",
        "javisor_vmx_exit",
        "javisor_vmx_entry_failed"
    };

    private static CompiledImage hypervisor;
    private static CompiledImage testOs;

    @BeforeAll
    static void compile() throws CompilationException {
        hypervisor = ImageCompiler.compile(HypervisorImage.request(ModuleClasses.of("hypervisor", "machine")));
        testOs = ImageCompiler.compile(TestOsImage.request(ModuleClasses.of("testos", "machine")));
    }

    @Test
    void noInstructionTouchesTheGuestsFloatingPointState() {
        assertThat(ImageAudit.findings(hypervisor.elf())).isEmpty();
        assertThat(ImageAudit.findings(testOs.elf())).isEmpty();
    }

    @Test
    void theHypervisorsPayloadIsSmall() {
        assertThat(hypervisor.bytes().length).isLessThanOrEqualTo(MOST_PAYLOAD_BYTES);
    }

    @Test
    void theDeepestPathsFitTheirStacks() {
        long stack = hypervisor.symbols().get("javisor_stack_top")
                - hypervisor.symbols().get("javisor_stack_guard")
                - 4096;
        long faultStack = hypervisor.symbols().get("javisor_fault_stack_top")
                - hypervisor.symbols().get("javisor_fault_stack_guard")
                - 4096;
        int fault = hypervisor.stackBytes().get("javisor_exception") + ASSEMBLY_STACK_BYTES;

        assertThat(hypervisor.stackBytes()).containsKeys(ROOTS).containsKey("javisor_exception");
        assertThat((long) fault).isLessThan(faultStack);
        for (String root : ROOTS) {
            long room = root.equals("javisor_boot") ? stack : AREA_STACK_BYTES;
            assertThat((long) hypervisor.stackBytes().get(root) + ASSEMBLY_STACK_BYTES + fault)
                    .as(root)
                    .isLessThan(room);
        }
    }

    @Test
    void twoBuildsAreIdentical() throws CompilationException {
        CompiledImage again = ImageCompiler.compile(HypervisorImage.request(ModuleClasses.of("hypervisor", "machine")));

        assertThat(again.bytes()).isEqualTo(hypervisor.bytes());
        assertThat(again.elf()).isEqualTo(hypervisor.elf());
        assertThat(again.intermediate()).isEqualTo(hypervisor.intermediate());
    }
}
