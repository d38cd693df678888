package javisor.hypervisor.svm;

/**
 * An event for the guest, the format of EVENTINJ and EXITINTINFO (AMD APM vol. 2, 15.20 and 15.7.2).
 *
 * <p>#VMEXIT clears EVENTINJ.V, so an event is delivered once. When an exit strikes while the processor was delivering an event,
 * EXITINTINFO says which: it has to be delivered again, except software interrupts, INT3 and INTO, whose instruction RIP still
 * points at and which therefore happen again by themselves.
 */
final class EventInjection {
    private static final long VALID = 1L << 31;
    private static final long ERROR_CODE_VALID = 1L << 11;
    private static final int TYPE_SHIFT = 8;
    private static final int TYPE_MASK = 7;
    private static final long EXCEPTION = 3L << TYPE_SHIFT;
    private static final int SOFTWARE_INTERRUPT = 4;

    private static final int DB = 1;
    private static final int BP = 3;
    private static final int OF = 4;
    private static final int UD = 6;
    private static final int GP = 13;

    /** NMI. */
    static final long NON_MASKABLE = VALID | 2L << TYPE_SHIFT | 2;

    /** #DB. */
    static final long DEBUG = VALID | EXCEPTION | DB;

    /** #UD. */
    static final long INVALID_OPCODE = VALID | EXCEPTION | UD;

    /** #GP(0). */
    static final long GENERAL_PROTECTION = VALID | EXCEPTION | ERROR_CODE_VALID | GP;

    private EventInjection() {}

    /** {@return what to put into EVENTINJ after an exit with {@code exitInterruptInfo}; 0 for nothing} */
    static long again(long exitInterruptInfo) {
        if ((exitInterruptInfo & VALID) == 0) {
            return 0;
        }
        int type = (int) (exitInterruptInfo >>> TYPE_SHIFT) & TYPE_MASK;
        int vector = (int) exitInterruptInfo & 0xFF;
        boolean instruction =
                type == SOFTWARE_INTERRUPT || type == EXCEPTION >>> TYPE_SHIFT && (vector == BP || vector == OF);
        return instruction ? 0 : exitInterruptInfo;
    }
}
