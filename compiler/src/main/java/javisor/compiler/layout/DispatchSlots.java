package javisor.compiler.layout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.TypeDefinition;

/**
 * Gives every virtually called method a slot, the same in the table of every type that answers it, so that a call through an
 * interface costs what a call through a class costs. No two methods share a slot, so that what a call in machine code may run, and with
 * it the bound on the stack, is known from its slot. The methods with the most types come first, which keeps tables short.
 */
public final class DispatchSlots {
    private final Map<MethodReference, Integer> slots = new HashMap<>();
    private final Map<MethodReference, Set<MethodReference>> implementations = new LinkedHashMap<>();

    /**
     * Numbers the methods of {@code types}.
     *
     * @param needed the methods that calls name; others get no slot
     */
    public DispatchSlots(List<TypeDefinition> types, Collection<MethodReference> needed) {
        Map<MethodReference, List<TypeDefinition>> answerers = new LinkedHashMap<>();
        for (TypeDefinition type : types) {
            type.dispatch().forEach((method, implementation) -> {
                if (type.instantiated() && needed.contains(method)) {
                    answerers.computeIfAbsent(method, m -> new ArrayList<>()).add(type);
                    implementations
                            .computeIfAbsent(method, m -> new LinkedHashSet<>())
                            .add(implementation);
                }
            });
        }
        List<MethodReference> order = new ArrayList<>();
        answerers.keySet().stream()
                .filter(method -> implementations.get(method).size() > 1)
                .forEach(order::add);
        order.sort((a, b) -> {
            int bySize =
                    Integer.compare(answerers.get(b).size(), answerers.get(a).size());
            return bySize != 0 ? bySize : a.toString().compareTo(b.toString());
        });
        order.forEach(method -> slots.put(method, slots.size()));
    }

    /** {@return what a call of {@code method} may run: empty if no object answers it, one element if no table is needed} */
    public Set<MethodReference> implementations(MethodReference method) {
        return implementations.getOrDefault(method, Set.of());
    }

    /** {@return the slot of {@code method}, which has more than one implementation} */
    public int slot(MethodReference method) {
        Integer slot = slots.get(method);
        if (slot == null) {
            throw new IllegalArgumentException(method + " needs no slot");
        }
        return slot;
    }

    /** {@return the dispatch table of {@code type}; null where a slot stays unused} */
    public List<MethodReference> table(TypeDefinition type) {
        List<MethodReference> table = new ArrayList<>();
        type.dispatch().forEach((method, implementation) -> {
            Integer slot = slots.get(method);
            if (slot != null && type.instantiated()) {
                while (table.size() <= slot) {
                    table.add(null);
                }
                table.set(slot, implementation);
            }
        });
        return table;
    }
}
