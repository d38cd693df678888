package javisor.machine.console;

import javisor.machine.address.HostPhysical;
import javisor.machine.address.HostVirtual;
import javisor.machine.instruction.Ports;

/**
 * The VGA's text screen as the BIOS left it: characters at B8000h, start of the page and place of the cursor in the CRT controller
 * (IBM VGA Technical Reference, "CRT Controller"), geometry in the BIOS data area (0040:0049, 4Ah, 84h). In any other mode it is not
 * touched. The cursor is given back to the BIOS, so that what the guest prints follows below.
 */
public final class TextScreen implements CharacterSink {
    private static final int BUFFER = 0xB8000;
    private static final int BUFFER_CELLS = 0x4000;
    private static final int BIOS_DATA_AREA = 0x400;
    private static final int VIDEO_MODE = 0x49;
    private static final int COLUMNS = 0x4A;
    private static final int CURSOR_PAGE_0 = 0x50;
    private static final int LAST_ROW = 0x84;

    private static final int CRT_CONTROLLER = 0x3D4;
    private static final int START_HIGH = 0x0C;
    private static final int CURSOR_HIGH = 0x0E;
    private static final int GRAPHICS_CONTROLLER = 0x3CE;
    private static final int MISCELLANEOUS = 0x06;
    private static final int GRAPHICS_MODE = 0x01;

    private static final int LIGHT_GREY_ON_BLACK = 0x07;

    private boolean usable;
    private int columns;
    private int rows;
    private int start;
    private int row;
    private int column;

    /** A screen not written to before {@link #open}. */
    public TextScreen() {}

    /**
     * Takes the screen over where it stands.
     *
     * @return whether it is in an 80-column colour text mode
     */
    public boolean open() {
        HostVirtual bios = new HostPhysical(BIOS_DATA_AREA).toVirtual();
        int mode = bios.readByte(VIDEO_MODE) & 0x7F;
        columns = bios.readShort(COLUMNS) & 0xFFFF;
        usable = (mode == 2 || mode == 3) && columns == 80 && !graphics();
        if (!usable) {
            return false;
        }
        int lastRow = bios.readByte(LAST_ROW) & 0xFF;
        rows = lastRow >= 24 && lastRow < 60 ? lastRow + 1 : 25;
        start = register(START_HIGH);
        if (start + rows * columns > BUFFER_CELLS) {
            start = 0;
        }
        int cursor = register(CURSOR_HIGH) - start;
        if (cursor < 0 || cursor >= rows * columns) {
            cursor = (rows - 1) * columns;
        }
        row = cursor / columns;
        column = cursor % columns;
        return true;
    }

    @Override
    public void put(int character) {
        if (!usable) {
            return;
        }
        if (character == '\n') {
            newLine();
        } else {
            if (column == columns) {
                newLine();
            }
            cell(row * columns + column, character);
            column++;
        }
        showCursor();
    }

    private void newLine() {
        column = 0;
        if (row + 1 < rows) {
            row++;
            return;
        }
        HostVirtual page = page();
        int kept = (rows - 1) * columns;
        for (int i = 0; i < kept; i++) {
            page.writeShortVolatile(i * 2L, page.readShortVolatile((i + columns) * 2L));
        }
        for (int i = kept; i < kept + columns; i++) {
            cell(i, ' ');
        }
    }

    private void cell(int index, int character) {
        page().writeShortVolatile(index * 2L, (short) (LIGHT_GREY_ON_BLACK << 8 | character & 0xFF));
    }

    private HostVirtual page() {
        return new HostPhysical(BUFFER).toVirtual().add(start * 2L);
    }

    private void showCursor() {
        int shown = Math.min(column, columns - 1);
        int cursor = start + row * columns + shown;
        Ports.out8(CRT_CONTROLLER, CURSOR_HIGH);
        Ports.out8(CRT_CONTROLLER + 1, cursor >>> 8);
        Ports.out8(CRT_CONTROLLER, CURSOR_HIGH + 1);
        Ports.out8(CRT_CONTROLLER + 1, cursor & 0xFF);
        new HostPhysical(BIOS_DATA_AREA).toVirtual().writeShort(CURSOR_PAGE_0, (short) (row << 8 | shown));
    }

    private static int register(int high) {
        Ports.out8(CRT_CONTROLLER, high);
        int value = Ports.in8(CRT_CONTROLLER + 1) << 8;
        Ports.out8(CRT_CONTROLLER, high + 1);
        return value | Ports.in8(CRT_CONTROLLER + 1);
    }

    private static boolean graphics() {
        Ports.out8(GRAPHICS_CONTROLLER, MISCELLANEOUS);
        return (Ports.in8(GRAPHICS_CONTROLLER + 1) & GRAPHICS_MODE) != 0;
    }
}
