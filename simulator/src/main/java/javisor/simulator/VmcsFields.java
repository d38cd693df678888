package javisor.simulator;

/**
 * Which fields a processor's VMCS has, and how wide they are (Intel SDM vol. 3, 25.11.2 and appendix B): most of the optional ones exist
 * exactly if the control that uses them may be 1.
 */
final class VmcsFields {
    private static final int WIDTH_SHIFT = 13;
    private static final int TYPE_SHIFT = 10;
    private static final int READ_ONLY = 1;

    private final VmxModel model;

    VmcsFields(VmxModel model) {
        this.model = model;
    }

    /** {@return whether {@code encoding} names a field that the processor has} The high half of a 64-bit field counts. */
    boolean exists(long encoding) {
        if (encoding >>> 15 != 0 || (encoding & 1) != 0 && width(encoding) != 1) {
            return false;
        }
        int field = (int) encoding & ~1;
        return switch (width(encoding)) {
            case 0 -> word(field);
            case 1 -> quadword(field);
            case 2 -> doubleword(field);
            default -> natural(field);
        };
    }

    /** {@return whether {@code encoding} names exit information} */
    static boolean readOnly(long encoding) {
        return (encoding >>> TYPE_SHIFT & 3) == READ_ONLY;
    }

    /** {@return the bits of {@code value} that fit into the field} */
    static long truncate(long encoding, long value) {
        return switch (width(encoding)) {
            case 0 -> value & 0xFFFF;
            case 2 -> value & 0xFFFF_FFFFL;
            default -> value;
        };
    }

    private static int width(long encoding) {
        return (int) (encoding >>> WIDTH_SHIFT) & 3;
    }

    private boolean word(int field) {
        return switch (field) {
            case 0x0000 -> secondary(5);
            case 0x0002 -> pin(7);
            case 0x0004 -> secondary(18);
            case 0x0810 -> secondary(9);
            case 0x0812 -> secondary(17);
            default -> within(field, 0x0800, 0x080E) || within(field, 0x0C00, 0x0C0C);
        };
    }

    private boolean quadword(int field) {
        return switch (field) {
            case 0x2004 -> primary(28);
            case 0x200E -> secondary(17);
            case 0x2012 -> primary(21);
            case 0x2014 -> secondary(0);
            case 0x2016 -> pin(7);
            case 0x2018 -> secondary(13);
            case 0x201A, 0x2400, 0x280A, 0x280C, 0x280E, 0x2810 -> secondary(1);
            case 0x201C, 0x201E, 0x2020, 0x2022 -> secondary(9);
            case 0x2024 -> (model.register(VmxModel.FUNCTIONS) & 1) != 0;
            case 0x2026, 0x2028 -> secondary(14);
            case 0x202A -> secondary(18);
            case 0x202C -> secondary(20);
            case 0x202E -> secondary(15);
            case 0x2030 -> secondary(23);
            case 0x2032 -> secondary(25);
            case 0x2034 -> primary(17);
            case 0x2036 -> secondary(28);
            case 0x203E -> secondary(27);
            case 0x2804 -> entry(14) || exit(18);
            case 0x2806 -> entry(15) || exit(20);
            case 0x2808 -> entry(13);
            case 0x2812 -> entry(16);
            case 0x2814 -> entry(18);
            case 0x2818 -> entry(22);
            case 0x2C00 -> exit(19);
            case 0x2C02 -> exit(21);
            case 0x2C04 -> exit(12);
            case 0x2C06 -> exit(29);
            default -> within(field, 0x2000, 0x200C) || field == 0x2010 || within(field, 0x2800, 0x2802);
        };
    }

    private boolean doubleword(int field) {
        return switch (field) {
            case 0x401C -> primary(21);
            case 0x401E -> primary(31);
            case 0x4020, 0x4022 -> secondary(10);
            case 0x482A, 0x4C00 -> true;
            case 0x482E -> pin(6);
            default -> within(field, 0x4000, 0x401A) || within(field, 0x4400, 0x440E) || within(field, 0x4800, 0x4828);
        };
    }

    private boolean natural(int field) {
        return switch (field) {
            case 0x6828, 0x682A, 0x682C -> entry(20);
            case 0x6C18, 0x6C1A, 0x6C1C -> exit(28);
            default ->
                within(field, 0x6000, 0x600E)
                        || within(field, 0x6400, 0x640A)
                        || within(field, 0x6800, 0x6826)
                        || within(field, 0x6C00, 0x6C16);
        };
    }

    private static boolean within(int field, int first, int last) {
        return field >= first && field <= last;
    }

    private boolean pin(int bit) {
        return mayBeOne(VmxModel.PIN_BASED, bit);
    }

    private boolean primary(int bit) {
        return mayBeOne(VmxModel.PROCESSOR_BASED, bit);
    }

    private boolean secondary(int bit) {
        return primary(31) && mayBeOne(VmxModel.SECONDARY, bit);
    }

    private boolean exit(int bit) {
        return mayBeOne(VmxModel.EXIT, bit);
    }

    private boolean entry(int bit) {
        return mayBeOne(VmxModel.ENTRY, bit);
    }

    private boolean mayBeOne(int capability, int bit) {
        return (model.register(capability) >>> 32 + bit & 1) != 0;
    }
}
