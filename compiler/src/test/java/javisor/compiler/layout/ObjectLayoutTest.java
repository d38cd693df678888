package javisor.compiler.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javisor.compiler.ir.FieldReference;
import javisor.compiler.ir.StorageKind;
import javisor.compiler.ir.TypeDefinition;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ObjectLayoutTest {

    @Test
    void theLargestFieldsOfAClassComeFirst() {
        FieldReference flag = field("A", "flag", StorageKind.BOOLEAN);
        FieldReference count = field("A", "count", StorageKind.INT);
        FieldReference next = field("A", "next", StorageKind.REFERENCE);
        ObjectLayout layout = new ObjectLayout(List.of(type("A", List.of(flag, count, next))));

        assertThat(layout.offset(next)).isEqualTo(8);
        assertThat(layout.offset(count)).isEqualTo(16);
        assertThat(layout.offset(flag)).isEqualTo(20);
        assertThat(layout.size("A")).isEqualTo(24);
    }

    @Test
    void aSubclassKeepsTheSuperclassesOffsets() {
        FieldReference small = field("A", "small", StorageKind.BYTE);
        FieldReference large = field("B", "large", StorageKind.LONG);
        ObjectLayout layout = new ObjectLayout(List.of(type("A", List.of(small)), type("B", List.of(small, large))));

        assertThat(layout.offset(small)).isEqualTo(8);
        assertThat(layout.offset(large)).isEqualTo(16);
        assertThat(layout.size("A")).isEqualTo(16);
    }

    @Test
    void arraySizesAreMultiplesOfTheAlignment() {
        assertThat(ObjectLayout.arraySize(StorageKind.BYTE, 0)).isEqualTo(16);
        assertThat(ObjectLayout.arraySize(StorageKind.BYTE, 1)).isEqualTo(24);
        assertThat(ObjectLayout.arraySize(StorageKind.LONG, 3)).isEqualTo(40);
    }

    @Property
    void fieldsAreAlignedAndDoNotOverlap(@ForAll @Size(max = 12) List<StorageKind> kinds) {
        List<FieldReference> fields = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            fields.add(field(i < kinds.size() / 2 ? "A" : "B", "f" + i, kinds.get(i)));
        }
        ObjectLayout layout = new ObjectLayout(List.of(type("B", fields)));

        int end = ObjectLayout.FIRST_FIELD_OFFSET;
        for (FieldReference field : layout.fieldsInMemory("B")) {
            assertThat(layout.offset(field)).isGreaterThanOrEqualTo(end);
            assertThat(layout.offset(field) % field.kind().bytes()).isZero();
            end = layout.offset(field) + field.kind().bytes();
        }
        assertThat(layout.size("B")).isGreaterThanOrEqualTo(end);
        assertThat(layout.fieldsInMemory("B")).containsExactlyInAnyOrderElementsOf(fields);
    }

    private static FieldReference field(String owner, String name, StorageKind kind) {
        return new FieldReference(owner, name, kind);
    }

    private static TypeDefinition type(String name, List<FieldReference> fields) {
        return new TypeDefinition(name, "java/lang/Object", List.of(name), fields, null, null, Map.of(), true);
    }
}
