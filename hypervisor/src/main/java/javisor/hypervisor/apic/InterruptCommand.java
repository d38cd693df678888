package javisor.hypervisor.apic;

import javisor.machine.annotation.Unboxed;

/**
 * A value of the interrupt command register, both halves, and which processors it reaches (Intel SDM vol. 3, 11.6.1 and 11.6.2, in
 * x2APIC mode 11.12.9 and 11.12.10; AMD APM vol. 2, 16.5 and 16.6). In xAPIC mode the destination are bits 63:56, in x2APIC mode, MSR
 * 830h, bits 63:32.
 *
 * <p>INIT and start-up commands know no destination but the named one and all but the sender: with the shorthands self and all
 * including self they are invalid (Intel SDM vol. 3, table 11-3; AMD APM vol. 2, 16.5) and reach no one here.
 *
 * @param bits the register
 */
@Unboxed
public record InterruptCommand(long bits) {
    /** Delivery mode: INIT. */
    public static final int INIT = 5;

    /** Delivery mode: start-up. */
    public static final int START_UP = 6;

    /** Shorthand: the sender alone. */
    public static final int SELF = 1;

    /** Shorthand: all, the sender too. */
    public static final int ALL = 2;

    /** Shorthand: all but the sender. */
    public static final int ALL_BUT_SELF = 3;

    /** The destination in x2APIC mode that is all processors; what {@link #destination} makes of FFh in xAPIC mode. */
    public static final int BROADCAST = -1;

    private static final int XAPIC_BROADCAST = 0xFF;
    private static final int XAPIC_DESTINATION = 56;
    private static final int X2APIC_DESTINATION = 32;
    private static final int LOGICAL = 1 << 11;
    private static final int LEVEL = 1 << 14;
    private static final int TRIGGER = 1 << 15;
    private static final int XAPIC_LOGICAL_ID = 24;
    private static final int FLAT = 0xF;
    private static final int DELIVERY_STATUS = 1 << 12;
    private static final int RESERVED_IN_X2APIC = 0xFFF3_2000;

    /** {@return the command of the two 32-bit registers of xAPIC mode} */
    public static InterruptCommand of(int high, int low) {
        return new InterruptCommand((long) high << 32 | low & 0xFFFF_FFFFL);
    }

    /** {@return the vector} */
    public int vector() {
        return (int) bits & 0xFF;
    }

    /** {@return the delivery mode} */
    public int deliveryMode() {
        return (int) bits >>> 8 & 7;
    }

    /** {@return whether the destination is a logical one} */
    public boolean logical() {
        return (bits & LOGICAL) != 0;
    }

    /** {@return whether the level is asserted} */
    public boolean asserted() {
        return (bits & LEVEL) != 0;
    }

    /** {@return whether the trigger mode is level} */
    public boolean levelTriggered() {
        return (bits & TRIGGER) != 0;
    }

    /** {@return the destination shorthand} */
    public int shorthand() {
        return (int) bits >>> 18 & 3;
    }

    /**
     * {@return whether WRMSR refuses this in x2APIC mode, for a reserved bit (Intel SDM vol. 3, 11.12.9; AMD APM vol. 2, 16.11)} Bit 12, the
     * delivery status of xAPIC mode, is reserved too, but Intel's processors ignore it.
     *
     * @param amd whether an AMD processor is asked
     */
    public boolean refusedInX2apicMode(boolean amd) {
        return ((int) bits & (amd ? RESERVED_IN_X2APIC | DELIVERY_STATUS : RESERVED_IN_X2APIC)) != 0;
    }

    /** {@return whether this is INIT or start-up in any form: what concerns whole processors} */
    public boolean isProcessorControl() {
        return deliveryMode() == INIT || deliveryMode() == START_UP;
    }

    /** {@return whether this is an INIT} */
    public boolean isInit() {
        return deliveryMode() == INIT && !isInitDeassert();
    }

    /** {@return whether this is an INIT level de-assert, which no processor since the Pentium 4 acts on} */
    public boolean isInitDeassert() {
        return deliveryMode() == INIT && levelTriggered() && !asserted();
    }

    /** {@return whether this is a start-up, to go on at the vector's page} */
    public boolean isStartUp() {
        return deliveryMode() == START_UP;
    }

    /**
     * {@return the destination, {@link #BROADCAST} for all}
     *
     * @param x2apic whether the sender is in x2APIC mode
     */
    public int destination(boolean x2apic) {
        if (x2apic) {
            return (int) (bits >>> X2APIC_DESTINATION);
        }
        int destination = (int) (bits >>> XAPIC_DESTINATION);
        return destination == XAPIC_BROADCAST ? BROADCAST : destination;
    }

    /**
     * {@return whether this reaches the processor that sends it}
     *
     * @param x2apic whether it is in x2APIC mode
     * @param id its APIC ID, as it stands in the ICR: 8 bits, in x2APIC mode 32
     * @param logicalId its logical destination register, in xAPIC mode the logical ID in bits 31:24
     * @param format its destination format register; nothing in x2APIC mode
     */
    public boolean reachesSender(boolean x2apic, int id, int logicalId, int format) {
        return switch (shorthand()) {
            case SELF, ALL -> !isProcessorControl();
            case ALL_BUT_SELF -> false;
            default -> names(destination(x2apic), x2apic, id, logicalId, format);
        };
    }

    /**
     * {@return whether this reaches a processor other than the sender}
     *
     * @param senderX2apic whether the sender is in x2APIC mode
     * @param x2apic whether the target is
     * @param id the target's APIC ID
     * @param logicalId its logical destination register
     * @param format its destination format register
     */
    public boolean reachesOther(boolean senderX2apic, boolean x2apic, int id, int logicalId, int format) {
        return switch (shorthand()) {
            case SELF -> false;
            case ALL -> !isProcessorControl();
            case ALL_BUT_SELF -> true;
            default -> names(destination(senderX2apic), x2apic, id, logicalId, format);
        };
    }

    private boolean names(int destination, boolean x2apic, int id, int logicalId, int format) {
        if (destination == BROADCAST) {
            return true;
        }
        if (!logical()) {
            return destination == id;
        }
        return x2apic ? namesCluster(destination, logicalId, 16) : namesXapic(destination, logicalId, format);
    }

    private static boolean namesXapic(int destination, int logicalId, int format) {
        int own = logicalId >>> XAPIC_LOGICAL_ID;
        return format >>> 28 == FLAT ? (destination & own) != 0 : namesCluster(destination, own, 4);
    }

    /** A cluster's number above {@code members} bits, one for each of its members. */
    private static boolean namesCluster(int destination, int logicalId, int members) {
        int both = destination & logicalId & (1 << members) - 1;
        return destination >>> members == logicalId >>> members && both != 0;
    }
}
