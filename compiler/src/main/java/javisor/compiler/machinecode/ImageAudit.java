package javisor.compiler.machinecode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javisor.compiler.link.ElfFile;

/**
 * Looks for what must not be in an image: instructions that touch x87, MMX or vector registers, whose content is the guest's, bytes
 * that are no instruction, and symbols nobody defines.
 */
public final class ImageAudit {
    private static final Pattern FORBIDDEN =
            Pattern.compile(".*%([xyz]?mm\\d|st\\b|k[0-7]\\b).*|(f(ld|st|add|mul|init)|emms).*");

    private ImageAudit() {}

    /** {@return what is wrong with {@code elf}, one text each; empty if nothing} */
    public static List<String> findings(byte[] elf) {
        ElfFile file = new ElfFile(elf);
        List<String> findings = new ArrayList<>();
        for (ElfFile.Symbol symbol : file.symbols()) {
            if (symbol.isUndefined()) {
                findings.add("undefined symbol " + symbol.name());
            }
        }
        ImageCode code = new ImageCode(file);
        for (long function : code.functions()) {
            for (MachineInstruction instruction : code.instructions(function)) {
                if (instruction.text().equals("(bad)")
                        || FORBIDDEN.matcher(instruction.text()).matches()) {
                    findings.add(code.name(function) + " at 0x" + Long.toHexString(instruction.address()) + ": "
                            + instruction.text());
                }
            }
        }
        return findings;
    }
}
