package javisor.compiler.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javisor.compiler.classfile.ClassDefinition.Origin;

/** Finds class files and keeps them parsed: on the class path, among the substitutions, in the JDK. */
public final class ClassFiles implements AutoCloseable {
    private final List<Path> classPath;
    private final Map<Path, ZipFile> jars = new HashMap<>();
    private final Map<String, ClassDefinition> parsed = new HashMap<>();

    /** The class files on {@code classPath}, the first of a name counting. */
    public ClassFiles(List<Path> classPath) {
        this.classPath = List.copyOf(classPath);
        try {
            for (Path entry : classPath) {
                if (Files.isRegularFile(entry)) {
                    jars.put(entry, new ZipFile(entry.toFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the class of this internal name; null if it is nowhere} */
    public ClassDefinition find(String name) {
        if (!parsed.containsKey(name)) {
            parsed.put(name, read(name));
        }
        return parsed.get(name);
    }

    private ClassDefinition read(String name) {
        String substitute = Substitutions.isFunctions(name) ? name : Substitutions.substituteOf(name);
        if (substitute != null) {
            return parse(ownResource(substitute), Origin.SUBSTITUTION);
        }
        byte[] bytes = programBytes(name);
        if (bytes != null) {
            return parse(bytes, Origin.PROGRAM);
        }
        byte[] library = libraryBytes(name);
        return library == null ? null : parse(library, Origin.LIBRARY);
    }

    private static ClassDefinition parse(byte[] bytes, Origin origin) {
        return new ClassDefinition(ClassFile.of().parse(bytes), origin);
    }

    /** {@return the class file of this internal name on the class path, or the synthesised class of one of its lambdas; null without} */
    public byte[] programBytes(String name) {
        byte[] bytes = classPathBytes(name);
        if (bytes != null) {
            return bytes;
        }
        int lambda = name.indexOf(LambdaClasses.INFIX);
        if (lambda < 0) {
            return null;
        }
        byte[] host = classPathBytes(name.substring(0, lambda));
        return host == null ? null : new LambdaClasses(ClassFile.of().parse(host)).bytes(name);
    }

    private byte[] classPathBytes(String name) {
        String file = name + ".class";
        try {
            for (Path entry : classPath) {
                byte[] bytes =
                        jars.containsKey(entry) ? jarBytes(jars.get(entry), file) : fileBytes(entry.resolve(file));
                if (bytes != null) {
                    return bytes;
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    private static byte[] fileBytes(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    private static byte[] jarBytes(ZipFile jar, String file) throws IOException {
        ZipEntry entry = jar.getEntry(file);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static byte[] libraryBytes(String name) {
        return bytes(ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class"));
    }

    private static byte[] ownResource(String name) {
        return bytes(ClassFiles.class.getResourceAsStream("/" + name + ".class"));
    }

    private static byte[] bytes(InputStream stream) {
        if (stream == null) {
            return null;
        }
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the jars. */
    @Override
    public void close() {
        try {
            for (ZipFile jar : jars.values()) {
                jar.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
