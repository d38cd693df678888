package javisor.corpus.heap;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Objects and arrays allocated at boot are zeroed and do not overlap. */
public final class Allocation implements Program {
    private static final class Cell {
        long value;
        Cell next;
        byte tag;
    }

    @Override
    public void run() {
        Cell head = null;
        for (int i = 0; i < 50; i++) {
            Cell cell = new Cell();
            Out.print(cell.value == 0 && cell.next == null && cell.tag == 0);
            cell.value = -1L - i;
            cell.tag = (byte) i;
            cell.next = head;
            head = cell;
            byte[] bytes = new byte[Input.of(i)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) 0xEE;
            }
        }
        Out.println();
        long sum = 0;
        int tags = 0;
        for (Cell cell = head; cell != null; cell = cell.next) {
            sum += cell.value;
            tags += cell.tag;
        }
        Out.println(sum);
        Out.println(tags);
    }
}
