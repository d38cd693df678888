package javisor.corpus.array;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of objects start with nulls and keep identities. */
public final class ReferenceArrays implements Program {
    static final class Item {
        final int number;

        Item(int number) {
            this.number = number;
        }
    }

    @Override
    public void run() {
        Item[] items = new Item[4];
        Out.println(items[2] == null);
        for (int i = 0; i < items.length; i++) {
            items[i] = new Item(i * 10);
        }
        Item kept = items[1];
        items[1] = items[3];
        items[3] = null;
        for (Item item : items) {
            Out.println(item == null ? -1 : item.number);
        }
        Out.println(items[1] != kept);
        Out.println(kept.number);
    }
}
