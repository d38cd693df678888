package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javisor.compiler.CompilationException;
import javisor.compiler.CompiledImage;
import javisor.compiler.ImageCompiler;
import javisor.compiler.machinecode.Disassembler;
import javisor.compiler.machinecode.MachineInstruction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The listings in {@code docs/exit-path.md} are the image's: every instruction from the exit to the guest's next one, for CPUID with leaf 0.
 * When the code changes, the failure prints the listing to put there.
 */
final class ExitPathDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/exit-path.md");
    private static final Pattern BRANCH = Pattern.compile("j\\w+ (-?\\d+)");
    private static final Pattern PLACE = Pattern.compile("-?\\d+\\(%rip\\)");
    private static final int MOST = 200;
    private static final int LONGEST_INSTRUCTION = 15;

    private static CompiledImage hypervisor;
    private static String document;

    @BeforeAll
    static void compile() throws CompilationException, IOException {
        hypervisor = ImageCompiler.compile(HypervisorImage.request(ModuleClasses.of("hypervisor", "machine")));
        document = Files.readString(DOCUMENT);
    }

    @Test
    void ofVtX() {
        isInTheDocument(path("javisor_vmx_exit_path", List.of(false, true, false, true), "vmresume"));
    }

    @Test
    void ofAmdV() {
        isInTheDocument(path("javisor_svm_exit_path", List.of(false, true, false, true), "vmrun"));
    }

    private static void isInTheDocument(List<String> instructions) {
        String listing = String.join("\n", instructions);
        assertThat(document.replace("    ", ""))
                .as("%d instructions", instructions.size())
                .contains(listing);
        assertThat(document).contains(instructions.size() + " instructions");
    }

    /** Follows the code from a symbol to an instruction, taking conditional branches or not as {@code decisions} say. */
    private static List<String> path(String symbol, List<Boolean> decisions, String last) {
        List<String> path = new ArrayList<>();
        List<Long> returns = new ArrayList<>();
        Iterator<Boolean> decision = decisions.iterator();
        long at = hypervisor.symbols().get(symbol);
        while (path.size() < MOST) {
            MachineInstruction instruction = instruction(at);
            path.add(PLACE.matcher(instruction.text()).replaceAll("(%rip)"));
            long next = at + instruction.length();
            Matcher branch = BRANCH.matcher(instruction.text());
            if (instruction.text().startsWith(last)) {
                return path;
            } else if (instruction.callTarget() != 0) {
                path.set(path.size() - 1, "callq");
                returns.add(next);
                at = instruction.callTarget();
            } else if (instruction.isReturn()) {
                at = returns.removeLast();
            } else if (branch.matches()) {
                boolean taken = instruction.text().startsWith("jmp") || decision.next();
                path.set(path.size() - 1, instruction.text().replaceAll(" .*", taken ? " (taken)" : " (not taken)"));
                at = taken ? next + Long.parseLong(branch.group(1)) : next;
            } else {
                at = next;
            }
        }
        throw new AssertionError("no " + last + " within " + MOST + " instructions:\n" + String.join("\n", path));
    }

    private static MachineInstruction instruction(long address) {
        int offset = Math.toIntExact(address - hypervisor.symbols().get("_start"));
        byte[] code = new byte[LONGEST_INSTRUCTION];
        System.arraycopy(hypervisor.bytes(), offset, code, 0, code.length);
        return Disassembler.disassemble(code, address).getFirst();
    }
}
