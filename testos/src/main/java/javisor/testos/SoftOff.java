package javisor.testos;

import javisor.machine.acpi.AcpiTable;

/**
 * Finds the sleep type of S5 in the definition block (ACPI 6.5, 7.4.2.6): the object {@code _S5_} is a package whose first two elements
 * are the values for PM1a_CNT and PM1b_CNT. The AML around it is not interpreted; the name is looked for.
 */
final class SoftOff {
    private static final int NAME_OP = 0x08;
    private static final int ROOT_PREFIX = '\\';
    private static final int PACKAGE_OP = 0x12;
    private static final int BYTE_PREFIX = 0x0A;
    private static final int WORD_PREFIX = 0x0B;
    private static final int ZERO_OP = 0x00;
    private static final int ONE_OP = 0x01;
    private static final int LONGEST_PACKAGE_START = 4 + 1 + 4 + 1 + 2 * 3;

    private SoftOff() {}

    /** {@return SLP_TYPa in bits 0 to 2 and SLP_TYPb in bits 8 to 10; -1 if the table has no S5} */
    static int sleepTypes(AcpiTable definitionBlock) {
        int end = definitionBlock.bytes() - LONGEST_PACKAGE_START;
        for (int i = AcpiTable.HEADER_BYTES + 2; i < end; i++) {
            if (isName(definitionBlock, i) && definitionBlock.byteAt(i + 4) == PACKAGE_OP) {
                return packageValues(definitionBlock, i + 5);
            }
        }
        return -1;
    }

    private static boolean isName(AcpiTable table, int at) {
        boolean named = table.byteAt(at) == '_'
                && table.byteAt(at + 1) == 'S'
                && table.byteAt(at + 2) == '5'
                && table.byteAt(at + 3) == '_';
        int before = table.byteAt(at - 1);
        return named && (before == NAME_OP || before == ROOT_PREFIX && table.byteAt(at - 2) == NAME_OP);
    }

    /** The package's length takes one byte more for each unit of its top two bits; then comes the number of elements. */
    private static int packageValues(AcpiTable table, int length) {
        int element = length + 1 + (table.byteAt(length) >>> 6) + 1;
        int first = value(table, element);
        int second = value(table, element + encodedBytes(table, element));
        return first < 0 ? -1 : first | Math.max(second, 0) << 8;
    }

    private static int value(AcpiTable table, int at) {
        return switch (table.byteAt(at)) {
            case ZERO_OP -> 0;
            case ONE_OP -> 1;
            case BYTE_PREFIX, WORD_PREFIX -> table.byteAt(at + 1) & 7;
            default -> -1;
        };
    }

    private static int encodedBytes(AcpiTable table, int at) {
        return switch (table.byteAt(at)) {
            case BYTE_PREFIX -> 2;
            case WORD_PREFIX -> 3;
            default -> 1;
        };
    }
}
