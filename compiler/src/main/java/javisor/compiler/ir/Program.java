package javisor.compiler.ir;

import java.util.List;

/**
 * The closed world: everything the front end hands to the back end, in deterministic order.
 *
 * @param functions every reachable method with a body; one of them is the panic handler
 * @param types every type that is instantiated, cast to, or a supertype of such
 * @param staticFields every reachable static field
 * @param heap the image heap
 * @param exitPathRoots the methods annotated NoAllocation, already checked; the back end bounds their stack
 */
public record Program(
        List<Function> functions,
        List<TypeDefinition> types,
        List<StaticField> staticFields,
        List<HeapObject> heap,
        List<MethodReference> exitPathRoots) {}
