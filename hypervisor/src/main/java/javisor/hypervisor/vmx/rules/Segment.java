package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.GuestSegment;

/** A guest segment register in the VMCS, by number, and the format of its access rights (Intel SDM vol. 3, 25.4.1, table 25-2). */
final class Segment {
    /** Numbers in the order of the fields. */
    static final int ES = 0;

    static final int CS = 1;
    static final int SS = 2;
    static final int FS = 4;
    static final int GS = 5;
    static final int LDTR = 6;
    static final int TR = 7;

    private static final String[] NAMES = {"ES", "CS", "SS", "DS", "FS", "GS", "LDTR", "TR"};

    private static final long UNUSABLE = 1L << 16;
    private static final long RESERVED = 0xFFFE_0F00L;
    private static final int TABLE_INDICATOR = 1 << 2;

    private Segment() {}

    /** {@return the rule {@code text} for each of the eight registers, whose name replaces the hash sign} Runs when the image is built. */
    static String[] rules(String text) {
        String[] rules = new String[NAMES.length];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = "27.3.1.2: " + text.replace("#", NAMES[i]);
        }
        return rules;
    }

    static int selector(int register) {
        return new GuestSegment(register).selector();
    }

    static long base(int register) {
        return new GuestSegment(register).base();
    }

    static long limit(int register) {
        return new GuestSegment(register).limit();
    }

    static long rights(int register) {
        return Integer.toUnsignedLong(new GuestSegment(register).accessRights());
    }

    static boolean usable(long rights) {
        return (rights & UNUSABLE) == 0;
    }

    static int type(long rights) {
        return (int) rights & 0xF;
    }

    static boolean codeOrData(long rights) {
        return (rights >>> 4 & 1) != 0;
    }

    static int privilege(long rights) {
        return (int) (rights >>> 5) & 3;
    }

    static boolean present(long rights) {
        return (rights >>> 7 & 1) != 0;
    }

    static boolean long64(long rights) {
        return (rights >>> 13 & 1) != 0;
    }

    static boolean big(long rights) {
        return (rights >>> 14 & 1) != 0;
    }

    /** {@return whether the reserved bits 11:8 and 31:17 are 0} */
    static boolean wellFormed(long rights) {
        return (rights & RESERVED) == 0;
    }

    /** {@return whether {@code limit} can come from a descriptor with this granularity} */
    static boolean granular(long rights, long limit) {
        boolean pages = (rights >>> 15 & 1) != 0;
        return pages ? (limit & 0xFFF) == 0xFFF : limit >>> 20 == 0;
    }

    static int requestedPrivilege(int selector) {
        return selector & 3;
    }

    static boolean local(int selector) {
        return (selector & TABLE_INDICATOR) != 0;
    }
}
