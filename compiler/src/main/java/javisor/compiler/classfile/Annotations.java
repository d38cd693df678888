package javisor.compiler.classfile;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The annotations of {@code javisor.machine.annotation} on one class, method or field, by simple name. */
public final class Annotations {
    private static final String PACKAGE = "Ljavisor/machine/annotation/";

    private final Map<String, Map<String, String>> bySimpleName = new LinkedHashMap<>();

    /** Reads the annotations of {@code element}. */
    Annotations(AttributedElement element) {
        element.findAttribute(Attributes.runtimeInvisibleAnnotations()).ifPresent(attribute -> {
            for (Annotation annotation : attribute.annotations()) {
                read(annotation);
            }
        });
    }

    private void read(Annotation annotation) {
        String descriptor = annotation.className().stringValue();
        if (!descriptor.startsWith(PACKAGE)) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        annotation.elements().forEach(element -> {
            if (element.value() instanceof AnnotationValue.OfString string) {
                values.put(element.name().stringValue(), string.stringValue());
            }
        });
        bySimpleName.put(descriptor.substring(PACKAGE.length(), descriptor.length() - 1), values);
    }

    /** {@return whether the annotation of this simple name is present} */
    public boolean has(String simpleName) {
        return bySimpleName.containsKey(simpleName);
    }

    /** {@return the text the annotation of this simple name holds under {@code element}; null without it} */
    public String text(String simpleName, String element) {
        return bySimpleName.getOrDefault(simpleName, Map.of()).get(element);
    }
}
