package javisor.compiler.layout;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javisor.compiler.ir.TypeDefinition;

/**
 * Subtype tests by bitmap: every type that something is tested against has a bit, and every type descriptor holds the bits of all
 * its supertypes. A test is one load and one mask, whatever the hierarchy.
 */
public final class SubtypeBits {
    private final Map<String, Integer> bits = new HashMap<>();

    /** Numbers the {@code tested} types. */
    public SubtypeBits(Collection<String> tested) {
        for (String type : new TreeSet<>(tested)) {
            bits.put(type, bits.size());
        }
    }

    /** {@return the byte of the bitmap that holds the bit of {@code type}} */
    public int byteIndex(String type) {
        return bit(type) / Byte.SIZE;
    }

    /** {@return the mask of {@code type} within its byte} */
    public int mask(String type) {
        return 1 << bit(type) % Byte.SIZE;
    }

    private int bit(String type) {
        Integer bit = bits.get(type);
        if (bit == null) {
            throw new IllegalArgumentException("nothing is tested against " + type);
        }
        return bit;
    }

    /** {@return the bitmap of {@code type}} */
    public byte[] bitmap(TypeDefinition type) {
        byte[] bitmap = new byte[bytes()];
        for (String supertype : type.supertypes()) {
            if (bits.containsKey(supertype)) {
                bitmap[byteIndex(supertype)] |= (byte) mask(supertype);
            }
        }
        return bitmap;
    }

    /** {@return the length of every bitmap} */
    public int bytes() {
        return (bits.size() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** {@return the names of {@code types} that are a subtype of {@code type} and of which there are objects} */
    public static List<String> instantiatedSubtypes(List<TypeDefinition> types, String type) {
        return types.stream()
                .filter(t -> t.instantiated() && t.supertypes().contains(type))
                .map(TypeDefinition::name)
                .toList();
    }
}
