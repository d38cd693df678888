package javisor.compiler.classfile;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.MethodReference;

/** A class or interface as its class file declares it, substitutions resolved. */
public final class ClassDefinition {

    /** Where a class comes from, which decides what of it may be used. */
    public enum Origin {
        /** The class path. */
        PROGRAM,
        /** A substitution for a class of the JDK: all of it may be used. */
        SUBSTITUTION,
        /** The JDK itself: only what {@link LibraryRules} allows. */
        LIBRARY
    }

    private final ClassModel model;
    private final Origin origin;
    private final String name;
    private final Annotations annotations;
    private final Map<String, MethodDefinition> methods = new LinkedHashMap<>();
    private final Map<String, FieldDefinition> fields = new LinkedHashMap<>();

    ClassDefinition(ClassModel model, Origin origin) {
        this.model = model;
        this.origin = origin;
        this.name = Substitutions.canonicalName(model.thisClass().asInternalName());
        this.annotations = new Annotations(model);
        for (MethodModel method : model.methods()) {
            MethodReference reference = new MethodReference(
                    name,
                    method.methodName().stringValue(),
                    Substitutions.canonicalDescriptor(method.methodType().stringValue()));
            methods.put(
                    reference.name() + reference.descriptor(),
                    new MethodDefinition(this, reference, method, new Annotations(method)));
        }
        for (FieldModel field : model.fields()) {
            String fieldName = field.fieldName().stringValue();
            String descriptor =
                    Substitutions.canonicalDescriptor(field.fieldType().stringValue());
            fields.put(
                    fieldName,
                    new FieldDefinition(
                            name, fieldName, descriptor, field.flags().flagsMask(), new Annotations(field)));
        }
    }

    /** {@return internal name} */
    public String name() {
        return name;
    }

    /** {@return where it comes from} */
    public Origin origin() {
        return origin;
    }

    /** {@return internal name of the superclass; null for Object and interfaces} */
    public String superclass() {
        if (isInterface() || name.equals("java/lang/Object")) {
            return null;
        }
        return Substitutions.canonicalName(model.superclass().orElseThrow().asInternalName());
    }

    /** {@return internal names of the interfaces it names; none for classes of the JDK, whose interfaces nothing here uses} */
    public List<String> interfaces() {
        if (origin == Origin.LIBRARY && !isInterface()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        model.interfaces().forEach(entry -> names.add(Substitutions.canonicalName(entry.asInternalName())));
        return names;
    }

    /** {@return the method it declares itself; null if there is none} */
    public MethodDefinition method(String methodName, String descriptor) {
        return methods.get(methodName + descriptor);
    }

    /** {@return the methods it declares itself, in the order of the class file} */
    public List<MethodDefinition> methods() {
        return List.copyOf(methods.values());
    }

    /** {@return the field it declares itself; null if there is none} */
    public FieldDefinition field(String fieldName) {
        return fields.get(fieldName);
    }

    /** {@return the fields it declares itself, in the order of the class file} */
    public List<FieldDefinition> fields() {
        return List.copyOf(fields.values());
    }

    /** {@return the names of the record components; empty for anything but a record} */
    public List<String> recordComponents() {
        return model.findAttribute(Attributes.record())
                .map(attribute -> attribute.components().stream()
                        .map(component -> component.name().stringValue())
                        .toList())
                .orElse(List.of());
    }

    /** {@return the annotations of the class} */
    public Annotations annotations() {
        return annotations;
    }

    /** {@return source file name without directory} */
    public String sourceFile() {
        return model.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse("unknown");
    }

    /** {@return whether it is an interface} */
    public boolean isInterface() {
        return has(ClassFile.ACC_INTERFACE);
    }

    /** {@return whether it is abstract} */
    public boolean isAbstract() {
        return has(ClassFile.ACC_ABSTRACT);
    }

    /** {@return whether it has no subclasses} */
    public boolean isFinal() {
        return has(ClassFile.ACC_FINAL);
    }

    /** {@return whether it is an enum, not the body of one of its constants} */
    public boolean isEnum() {
        return has(ClassFile.ACC_ENUM) && "java/lang/Enum".equals(superclass());
    }

    /** {@return the parsed class file} */
    public ClassModel model() {
        return model;
    }

    private boolean has(int flag) {
        return (model.flags().flagsMask() & flag) != 0;
    }

    @Override
    public String toString() {
        return name.replace('/', '.');
    }
}
