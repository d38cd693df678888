package javisor.compiler.ir;

import java.util.List;
import java.util.Map;

/**
 * A type of the closed world.
 *
 * @param name JVM internal name ({@code a/B}, {@code [I}, {@code [La/B;})
 * @param superclass internal name of the superclass, null for Object and interfaces
 * @param supertypes every type a value of this type is an instance of, itself included, arrays' covariance resolved
 * @param allFields instance fields, the superclass's first, in layout order (not yet sorted by size)
 * @param elementKind for arrays how elements are stored, otherwise null
 * @param elementType for arrays of references the element type's internal name, otherwise null
 * @param dispatch for each method that is called virtually and that this type answers: the method as declared where the call names
 *     it, to the implementation that runs. Empty for abstract types and interfaces
 * @param instantiated whether objects of exactly this type exist or are made
 */
public record TypeDefinition(
        String name,
        String superclass,
        List<String> supertypes,
        List<FieldReference> allFields,
        StorageKind elementKind,
        String elementType,
        Map<MethodReference, MethodReference> dispatch,
        boolean instantiated) {}
