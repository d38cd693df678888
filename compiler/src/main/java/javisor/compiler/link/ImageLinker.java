package javisor.compiler.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;
import javisor.compiler.assembly.AssemblyObjects;

/**
 * Links an image twice: once with an empty stack-trace table, then, when its addresses are known, with the real one. The table comes
 * last in the read-only data, so the code stands at the same addresses both times.
 */
public final class ImageLinker {
    /** Symbol of the stack-trace table. */
    public static final String TRACE_TABLE = "javisor_trace_table";

    private final Path directory;
    private final long address;
    private final List<Path> objects = new ArrayList<>();

    /**
     * A linker for one image.
     *
     * @param directory where files may be made
     * @param address the image's first byte
     */
    public ImageLinker(Path directory, long address) {
        this.directory = directory;
        this.address = address;
    }

    /** Adds assembly. Its code comes before that of the compiled object, in this order. */
    public void addAssembly(List<AssemblySource> sources, Map<String, Long> definitions)
            throws CompilationException, IOException {
        List<String> problems = new ArrayList<>();
        for (AssemblySource source : sources) {
            try {
                objects.add(AssemblyObjects.assemble(source, definitions, directory));
            } catch (CompilationException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new CompilationException(problems);
        }
    }

    /** Adds the compiled program. */
    public void addObject(byte[] object) throws IOException {
        Path file = directory.resolve("program.o");
        Files.write(file, object);
        objects.add(file);
    }

    /** {@return the ELF file with {@code traceTable} under its symbol} */
    public byte[] link(byte[] traceTable) throws CompilationException, IOException {
        Files.write(directory.resolve("trace.bin"), traceTable);
        AssemblySource source = new AssemblySource("trace.s", """
                .section .rodata.trace, "a"
                .balign 8
                .globl %1$s
                %1$s:
                .incbin "trace.bin"
                """.formatted(TRACE_TABLE));
        List<Path> all = new ArrayList<>(objects);
        all.add(AssemblyObjects.assemble(source, Map.of(), directory));
        return Linker.linkToBytes(directory, script(), all);
    }

    private String script() {
        return """
                ENTRY(_start)
                PHDRS {
                  text PT_LOAD FLAGS(5);
                  rodata PT_LOAD FLAGS(4);
                  data PT_LOAD FLAGS(6);
                }
                SECTIONS {
                  . = 0x%x;
                  .text : { *(.text.start) *(.text .text.*) . = ALIGN(4096); } :text
                  __text_end = .;
                  .rodata : {
                    *(EXCLUDE_FILE(*trace.s.o) .rodata EXCLUDE_FILE(*trace.s.o) .rodata.*)
                    *(.rodata.trace)
                    . = ALIGN(4096);
                  } :rodata
                  __rodata_end = .;
                  .data : { *(.data .data.*) *(.got .got.*) } :data
                  . = ALIGN(4096);
                  __data_end = .;
                  .bss : { *(.bss .bss.*) *(COMMON) } :data
                  . = ALIGN(4096);
                  __image_end = .;
                  /DISCARD/ : { *(.note.*) *(.comment) *(.eh_frame) }
                }
                """.formatted(address);
    }
}
