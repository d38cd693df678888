package javisor.compiler.classfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.check.Refusal;
import javisor.compiler.classfile.ClassDefinition.Origin;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.IrType;
import javisor.compiler.ir.StorageKind;

/** Questions about types: subtypes, members, storage, which records are unboxed (JVMS 5.4.3, 5.4.6). */
public final class Hierarchy {
    private static final String OBJECT = "java/lang/Object";

    private final ClassFiles classFiles;
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<String, List<FieldDefinition>> instanceFields = new HashMap<>();

    private final Map<String, UnboxedRecord> unboxed = new HashMap<>();

    /** Over the classes of {@code classFiles}. */
    public Hierarchy(ClassFiles classFiles) {
        this.classFiles = classFiles;
    }

    /** {@return the class or interface {@code name}} */
    public ClassDefinition find(String name) {
        ClassDefinition definition = classFiles.find(name);
        if (definition == null) {
            throw new Refusal(
                    "needs the class " + name.replace('/', '.') + ", which is not on the class path",
                    "add the directory or jar that holds it to the class path of the image");
        }
        return definition;
    }

    /** {@return every type a value of type {@code name} is an instance of, itself first} */
    public Set<String> supertypes(String name) {
        Set<String> known = supertypes.get(name);
        if (known == null) {
            known = new LinkedHashSet<>();
            known.add(name);
            if (name.startsWith("[")) {
                collectArray(name.substring(1), known);
            } else {
                collect(find(name), known);
            }
            known.add(OBJECT);
            supertypes.put(name, known);
        }
        return known;
    }

    private void collectArray(String element, Set<String> into) {
        if (element.startsWith("[") || element.startsWith("L")) {
            for (String supertype : supertypes(MethodShape.typeName(element))) {
                into.add("[" + MethodShape.fieldDescriptor(supertype));
            }
        }
    }

    private void collect(ClassDefinition definition, Set<String> into) {
        if (definition.superclass() != null) {
            into.addAll(supertypes(definition.superclass()));
        }
        for (String direct : definition.interfaces()) {
            into.addAll(supertypes(direct));
        }
    }

    /** {@return whether every value of type {@code name} is an instance of {@code supertype}} */
    public boolean isSubtype(String name, String supertype) {
        return supertypes(name).contains(supertype);
    }

    /** {@return whether {@code name} is an exception} */
    public boolean isThrowable(String name) {
        return isSubtype(name, "java/lang/Throwable");
    }

    /**
     * {@return the method a reference to {@code owner} means; null if there is none} Classes come first, then the most specific
     * default method, then any other of an interface (JVMS 5.4.3.3).
     */
    public MethodDefinition resolve(String owner, String name, String descriptor) {
        for (String at = owner; at != null; at = find(at).superclass()) {
            MethodDefinition method = find(at).method(name, descriptor);
            if (method != null && !hidden(method)) {
                return method;
            }
        }
        MethodDefinition inherited = defaultMethod(owner, name, descriptor);
        if (inherited != null) {
            return inherited;
        }
        for (String supertype : supertypes(owner)) {
            MethodDefinition method = find(supertype).method(name, descriptor);
            if (method != null && !hidden(method)) {
                return method;
            }
        }
        return null;
    }

    /** {@return the method that runs when {@code declared} is called on an object of exactly {@code type}; null if none does} */
    public MethodDefinition select(String type, MethodDefinition declared) {
        if (declared.isPrivate()) {
            return declared;
        }
        String name = declared.reference().name();
        String descriptor = declared.reference().descriptor();
        ClassDefinition at = type.startsWith("[") ? find(OBJECT) : find(type);
        while (true) {
            MethodDefinition method = at.method(name, descriptor);
            if (method != null
                    && !method.isStatic()
                    && !method.isPrivate()
                    && !method.isAbstract()
                    && !hidden(method)
                    && overrides(method, declared)) {
                return method;
            }
            if (at.superclass() == null) {
                return defaultMethod(type, name, descriptor);
            }
            at = find(at.superclass());
        }
    }

    private MethodDefinition defaultMethod(String type, String name, String descriptor) {
        MethodDefinition best = null;
        for (String supertype : supertypes(type)) {
            if (supertype.startsWith("[") || !find(supertype).isInterface()) {
                continue;
            }
            MethodDefinition method = find(supertype).method(name, descriptor);
            boolean candidate = method != null && !method.isAbstract() && !method.isStatic() && !method.isPrivate();
            if (candidate && (best == null || isSubtype(supertype, best.owner().name()))) {
                best = method;
            }
        }
        return best;
    }

    private static boolean overrides(MethodDefinition method, MethodDefinition declared) {
        return !declared.isPackagePrivate() || packageOf(method.owner()).equals(packageOf(declared.owner()));
    }

    private static String packageOf(ClassDefinition definition) {
        return definition.name().substring(0, definition.name().lastIndexOf('/') + 1);
    }

    /** The JDK's exceptions count as having constructors only. */
    private boolean hidden(MethodDefinition method) {
        ClassDefinition owner = method.owner();
        return owner.origin() == Origin.LIBRARY
                && !owner.isInterface()
                && !method.isConstructor()
                && isThrowable(owner.name());
    }

    /** {@return the field a reference to {@code owner} means; null if there is none} */
    public FieldDefinition resolveField(String owner, String name) {
        for (String supertype : supertypes(owner)) {
            FieldDefinition field = find(supertype).field(name);
            if (field != null) {
                return field;
            }
        }
        return null;
    }

    /** {@return the instance fields of {@code type}, the superclass's first, without those that exist on the JVM only} */
    public List<FieldDefinition> instanceFields(String type) {
        List<FieldDefinition> known = instanceFields.get(type);
        if (known == null) {
            known = new ArrayList<>();
            ClassDefinition definition = find(type);
            if (definition.superclass() != null) {
                known.addAll(instanceFields(definition.superclass()));
            }
            if (definition.origin() != Origin.LIBRARY) {
                for (FieldDefinition field : definition.fields()) {
                    if (!field.isStatic() && !field.isHostedOnly()) {
                        known.add(field);
                    }
                }
            }
            instanceFields.put(type, known);
        }
        return known;
    }

    /** {@return {@code type} as an unboxed record; null if it is none} */
    public UnboxedRecord unboxed(String type) {
        if (!unboxed.containsKey(type)) {
            unboxed.put(type, type.startsWith("[") ? null : findUnboxed(type));
        }
        return unboxed.get(type);
    }

    private UnboxedRecord findUnboxed(String type) {
        ClassDefinition definition = classFiles.find(type);
        if (definition == null || !definition.annotations().has("Unboxed")) {
            return null;
        }
        List<String> components = definition.recordComponents();
        FieldDefinition component = components.size() == 1 ? definition.field(components.getFirst()) : null;
        if (component == null
                || !(component.descriptor().equals("J")
                        || unboxed(MethodShape.typeName(component.descriptor())) != null)) {
            throw new Refusal(
                    "uses " + definition + ", which is @Unboxed but not a record of one long or unboxed record",
                    "give the record exactly one component, of type long or of another @Unboxed record");
        }
        return new UnboxedRecord(definition, component);
    }

    /** {@return how a field of this descriptor is stored} */
    public StorageKind kind(String descriptor) {
        return switch (descriptor.charAt(0)) {
            case 'Z' -> StorageKind.BOOLEAN;
            case 'B' -> StorageKind.BYTE;
            case 'S' -> StorageKind.SHORT;
            case 'C' -> StorageKind.CHAR;
            case 'I' -> StorageKind.INT;
            case 'J' -> StorageKind.LONG;
            case 'F', 'D' -> throw floatingPoint();
            default -> unboxed(MethodShape.typeName(descriptor)) == null ? StorageKind.REFERENCE : StorageKind.LONG;
        };
    }

    /** {@return the register type for a descriptor, {@code V} included} */
    public IrType irType(String descriptor) {
        return descriptor.equals("V") ? IrType.VOID : kind(descriptor).registerType();
    }

    /** {@return the IR's name for {@code field}} */
    public FieldReference reference(FieldDefinition field) {
        return new FieldReference(field.owner(), field.name(), kind(field.descriptor()));
    }

    /** {@return the refusal of float and double} */
    public static Refusal floatingPoint() {
        return new Refusal(
                "uses floating point; resident code must leave the guest's floating-point registers alone",
                "compute with int or long, scaled if there are fractions");
    }
}
