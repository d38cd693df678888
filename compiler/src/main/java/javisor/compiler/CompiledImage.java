package javisor.compiler;

import java.util.Map;

/**
 * A finished image.
 *
 * @param bytes what is loaded, from the link address on
 * @param memoryBytes length in memory, the zero-initialised part included, a multiple of 4096
 * @param elf the same as an ELF file with symbols and DWARF, for debuggers
 * @param symbols every global symbol's address; {@code __text_end}, {@code __rodata_end}, {@code __data_end} and
 *     {@code __image_end} bound the parts, each page-aligned
 * @param intermediate the IR as text
 * @param llvm the LLVM module as text, after optimisation
 * @param stackBytes the deepest stack below each exit-path root and each entry point, by symbol, in bytes, the panic path included
 * @param stageSeconds how long each stage took, in order
 */
public record CompiledImage(
        byte[] bytes,
        long memoryBytes,
        byte[] elf,
        Map<String, Long> symbols,
        String intermediate,
        String llvm,
        Map<String, Integer> stackBytes,
        Map<String, Double> stageSeconds) {}
