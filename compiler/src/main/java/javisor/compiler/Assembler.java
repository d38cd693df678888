package javisor.compiler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javisor.compiler.assembly.AssemblyObjects;
import javisor.compiler.link.ElfFile;
import javisor.compiler.link.Linker;
import javisor.compiler.link.WorkDirectory;

/**
 * Assembles flat binaries: boot sectors, loaders, anything that runs at an address known beforehand. GNU syntax as LLVM's assembler
 * reads it, {@code .code16}, {@code .code32} and {@code .code64} mixed at will. The sections follow each other in the order text,
 * rodata, data, bss, and the last is not part of the bytes.
 */
public final class Assembler {
    private Assembler() {}

    /**
     * Assembles and links {@code source} to run at {@code origin}.
     *
     * @param definitions constants the source may name
     * @throws CompilationException on a syntax error, an undefined symbol or a value that does not fit, each with file and line
     */
    public static AssembledBinary assemble(AssemblySource source, Map<String, Long> definitions, long origin)
            throws CompilationException {
        try (WorkDirectory directory = new WorkDirectory()) {
            Path object = AssemblyObjects.assemble(source, definitions, directory.path());
            ElfFile linked = Linker.link(directory.path(), script(origin), List.of(object));
            return new AssembledBinary(linked.flatten(origin), new TreeMap<>(linked.symbolValues()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot assemble " + source.name(), e);
        }
    }

    private static String script(long origin) {
        return """
                SECTIONS {
                  . = 0x%x;
                  .text . : { *(.text .text.*) *(.rodata .rodata.*) *(.data .data.*) }
                  .bss : { *(.bss .bss.*) *(COMMON) }
                  /DISCARD/ : { *(.note.*) *(.comment) }
                }
                """.formatted(origin);
    }
}
