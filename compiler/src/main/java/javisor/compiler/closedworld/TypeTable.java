package javisor.compiler.closedworld;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.classfile.Hierarchy;
import javisor.compiler.classfile.MethodDefinition;
import javisor.compiler.classfile.MethodShape;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.TypeDefinition;

/** Describes to the back end every type that it needs: those there are objects of, those tested for, and their supertypes. */
public final class TypeTable {
    private final Hierarchy hierarchy;
    private final ClosedWorld world;

    /** For the types of {@code world}, which is complete. */
    public TypeTable(Hierarchy hierarchy, ClosedWorld world) {
        this.hierarchy = hierarchy;
        this.world = world;
    }

    /** {@return the definitions, in the order the types were reached} */
    public List<TypeDefinition> definitions() {
        Set<String> names = new LinkedHashSet<>();
        Set<String> start = new LinkedHashSet<>(world.instantiated());
        start.addAll(world.named());
        for (String type : start) {
            names.addAll(hierarchy.supertypes(type));
        }
        return names.stream().map(this::define).toList();
    }

    private TypeDefinition define(String name) {
        boolean instantiated = world.instantiated().contains(name);
        List<String> supertypes = List.copyOf(hierarchy.supertypes(name));
        Map<MethodReference, MethodReference> dispatch = instantiated ? dispatch(name) : Map.of();
        if (name.startsWith("[")) {
            String element = name.substring(1);
            StorageKind kind = hierarchy.kind(element);
            String elementType = kind == StorageKind.REFERENCE ? MethodShape.typeName(element) : null;
            return new TypeDefinition(
                    name, "java/lang/Object", supertypes, List.of(), kind, elementType, dispatch, instantiated);
        }
        List<FieldReference> fields = new ArrayList<>();
        hierarchy.instanceFields(name).forEach(field -> fields.add(hierarchy.reference(field)));
        return new TypeDefinition(
                name, hierarchy.find(name).superclass(), supertypes, fields, null, null, dispatch, instantiated);
    }

    private Map<MethodReference, MethodReference> dispatch(String name) {
        Map<MethodReference, MethodReference> dispatch = new LinkedHashMap<>();
        for (MethodDefinition declared : world.virtualCalls()) {
            if (hierarchy.isSubtype(name, declared.owner().name())) {
                MethodDefinition target = hierarchy.select(name, declared);
                if (target != null && !target.isAbstract()) {
                    dispatch.put(declared.reference(), target.reference());
                }
            }
        }
        return dispatch;
    }
}
