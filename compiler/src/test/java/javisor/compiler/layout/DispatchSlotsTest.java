package javisor.compiler.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javisor.compiler.ir.MethodReference;
import javisor.compiler.ir.TypeDefinition;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DispatchSlotsTest {

    @Test
    void aMethodWithOneImplementationNeedsNoSlot() {
        TypeDefinition type = type("A", Map.of(method("I", "run"), method("A", "run")));

        DispatchSlots slots = new DispatchSlots(List.of(type), List.of(method("I", "run")));

        assertThat(slots.implementations(method("I", "run"))).containsExactly(method("A", "run"));
        assertThat(slots.table(type)).isEmpty();
    }

    @Test
    void noTwoMethodsShareASlot() {
        List<TypeDefinition> types = List.of(
                type("A", Map.of(method("I", "run"), method("A", "run"))),
                type("B", Map.of(method("I", "run"), method("B", "run"))),
                type("C", Map.of(method("J", "stop"), method("C", "stop"))),
                type("D", Map.of(method("J", "stop"), method("D", "stop"))));

        DispatchSlots slots = new DispatchSlots(types, List.of(method("I", "run"), method("J", "stop")));

        assertThat(slots.slot(method("I", "run"))).isZero();
        assertThat(slots.slot(method("J", "stop"))).isEqualTo(1);
        assertThat(slots.table(types.getLast())).containsExactly(null, method("D", "stop"));
    }

    @Test
    void aMethodNobodyCallsGetsNoSlot() {
        List<TypeDefinition> types = List.of(
                type("A", Map.of(method("I", "run"), method("A", "run"))),
                type("B", Map.of(method("I", "run"), method("B", "run"))));

        assertThat(new DispatchSlots(types, List.of()).table(types.getFirst())).isEmpty();
    }

    @Property
    void everyTypeAnswersEachMethodInTheMethodsSlot(
            @ForAll @Size(min = 1, max = 8) List<@Size(max = 8) Set<@IntRange(max = 9) Integer>> answers) {
        List<TypeDefinition> types = new ArrayList<>();
        Set<MethodReference> called = new LinkedHashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            Map<MethodReference, MethodReference> dispatch = new LinkedHashMap<>();
            for (int answer : answers.get(i)) {
                dispatch.put(method("I", "m" + answer), method("T" + i, "m" + answer));
            }
            called.addAll(dispatch.keySet());
            types.add(type("T" + i, dispatch));
        }

        DispatchSlots slots = new DispatchSlots(types, called);

        for (TypeDefinition type : types) {
            type.dispatch().forEach((method, implementation) -> {
                if (slots.implementations(method).size() > 1) {
                    assertThat(slots.table(type).get(slots.slot(method))).isEqualTo(implementation);
                }
            });
        }
    }

    private static MethodReference method(String owner, String name) {
        return new MethodReference(owner, name, "()V");
    }

    private static TypeDefinition type(String name, Map<MethodReference, MethodReference> dispatch) {
        return new TypeDefinition(
                name, "java/lang/Object", List.of(name, "java/lang/Object"), List.of(), null, null, dispatch, true);
    }
}
