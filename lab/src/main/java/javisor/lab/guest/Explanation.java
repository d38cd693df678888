package javisor.lab.guest;

import java.util.Optional;

/** Why one fact of the self-check may be, or has to be, another under Javisor than on the bare machine. */
sealed interface Explanation {
    /** {@return kind and name of the fact} */
    String subject();

    /** {@return why} */
    String reason();

    /**
     * Bits of one register; the others must be equal.
     *
     * @param register which of those that the value lists, from 0
     * @param mask the bits
     */
    record Bits(String subject, int register, long mask, BitRule rule, String reason) implements Explanation {}

    /** The value as a whole. */
    record Whole(String subject, ValueRule rule, String reason) implements Explanation {}

    /** What bits have to be under Javisor. */
    enum BitRule {
        /** Zero. */
        HIDDEN,
        /** One. */
        SET,
        /** As bare, but at most 48. */
        ADDRESS_BITS,
        /** As bare, or zero. */
        MAY_BE_HIDDEN,
        /** Anything. */
        FREE;

        boolean allows(long bare, long under, long mask) {
            return switch (this) {
                case HIDDEN -> under == 0;
                case SET -> under == mask;
                case ADDRESS_BITS -> under == Math.min(bare, 48);
                case MAY_BE_HIDDEN -> (under & ~bare) == 0;
                case FREE -> true;
            };
        }
    }

    /** What a value has to be under Javisor; one that is not there is empty. */
    enum ValueRule {
        /** Not there. */
        ABSENT,
        /** As bare, or not there. */
        MAY_BE_ABSENT,
        /** An MSR that faults. */
        UNREADABLE,
        /** Anything. */
        FREE,
        /** KiB, up to 4 MiB less. */
        LESS_MEMORY;

        private static final long WITHHELD_KIBIBYTES = 4096;

        boolean allows(Optional<String> bare, Optional<String> under) {
            return switch (this) {
                case ABSENT -> under.isEmpty();
                case MAY_BE_ABSENT -> under.isEmpty() || under.equals(bare);
                case UNREADABLE -> under.equals(Optional.of("unreadable"));
                case FREE -> true;
                case LESS_MEMORY -> bare.isPresent() && under.isPresent() && isLess(bare.get(), under.get());
            };
        }

        private static boolean isLess(String bare, String under) {
            long less = Long.parseLong(bare) - Long.parseLong(under);
            return less >= 0 && less <= WITHHELD_KIBIBYTES;
        }
    }
}
