package javisor.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Turns the integer constants of a class into definitions for the assembler, so that a structure's layout is written down once, in
 * Java. The class file is read, not loaded: the hypervisor's classes are no dependency of the firmware.
 */
public final class ClassConstants {
    private ClassConstants() {}

    /** {@return the {@code int} and {@code long} constants of {@code type}, each name with {@code prefix} before it} */
    public static Map<String, Long> of(Class<?> type, String prefix) {
        String file = type.getSimpleName() + ".class";
        try (InputStream stream = type.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException(type.getName() + " has no class file of its own");
            }
            return read(stream.readAllBytes(), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * {@return the constants of the class with the binary name {@code className} in the first directory or jar of {@code classPath}
     * that has it}
     */
    public static Map<String, Long> of(List<Path> classPath, String className, String prefix) {
        String file = className.replace('.', '/') + ".class";
        try {
            for (Path entry : classPath) {
                if (Files.isRegularFile(entry.resolve(file))) {
                    return read(Files.readAllBytes(entry.resolve(file)), prefix);
                }
                if (Files.isRegularFile(entry)) {
                    try (ZipFile jar = new ZipFile(entry.toFile())) {
                        ZipEntry found = jar.getEntry(file);
                        if (found != null) {
                            return read(jar.getInputStream(found).readAllBytes(), prefix);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        throw new IllegalArgumentException(
                "no class " + className + " in " + classPath + "; the assembly needs its constants");
    }

    private static Map<String, Long> read(byte[] bytes, String prefix) {
        ClassModel model = ClassFile.of().parse(bytes);
        Map<String, Long> constants = new TreeMap<>();
        for (FieldModel field : model.fields()) {
            field.findAttribute(Attributes.constantValue()).ifPresent(value -> {
                Object constant = value.constant().constantValue();
                if (constant instanceof Integer || constant instanceof Long) {
                    constants.put(prefix + field.fieldName().stringValue(), ((Number) constant).longValue());
                }
            });
        }
        return constants;
    }
}
