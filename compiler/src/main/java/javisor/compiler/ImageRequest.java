package javisor.compiler;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to compile into one image.
 *
 * @param classPath directories and jars with the program's classes, those of the machine module included
 * @param rootClasses binary names of the classes whose {@code @EntryPoint} methods are the roots
 * @param assembly assembly sources (GNU syntax, as LLVM's assembler reads it) that become part of the image
 * @param definitions constants the assembly may name, such as structure offsets
 * @param linkAddress host-virtual address of the image's first byte, in the top 2 GiB; assembly puts {@code _start} there
 */
public record ImageRequest(
        List<Path> classPath,
        List<String> rootClasses,
        List<AssemblySource> assembly,
        Map<String, Long> definitions,
        long linkAddress) {}
