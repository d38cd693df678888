package javisor.compiler.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.TypeDefinition;
import org.junit.jupiter.api.Test;

class SubtypeBitsTest {

    @Test
    void aTypeHasTheBitsOfItsTestedSupertypesAndNoOthers() {
        List<String> tested = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tested.add("T" + (char) ('a' + i));
        }
        SubtypeBits bits = new SubtypeBits(tested);
        TypeDefinition type = type("Tb", List.of("Tb", "Tr", "untested"));

        byte[] bitmap = bits.bitmap(type);

        assertThat(bitmap).hasSize(3);
        assertThat(tested.stream().filter(t -> (bitmap[bits.byteIndex(t)] & bits.mask(t)) != 0))
                .containsExactly("Tb", "Tr");
    }

    @Test
    void onlyInstantiatedTypesCountAsSubtypes() {
        TypeDefinition made = type("Made", List.of("Made", "I"));
        TypeDefinition never = new TypeDefinition("I", null, List.of("I"), List.of(), null, null, Map.of(), false);

        assertThat(SubtypeBits.instantiatedSubtypes(List.of(made, never), "I")).containsExactly("Made");
    }

    private static TypeDefinition type(String name, List<String> supertypes) {
        return new TypeDefinition(name, "java/lang/Object", supertypes, List.of(), null, null, Map.of(), true);
    }
}
