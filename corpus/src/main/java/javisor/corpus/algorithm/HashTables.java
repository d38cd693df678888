package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** A hash table with open addressing. */
public final class HashTables implements Program {
    private final long[] keys = new long[64];
    private final int[] values = new int[64];
    private int size;

    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
    public void run() {
        for (int i = 1; i <= 40; i++) {
            put(Input.of((long) i) * i * 977, i);
        }
        put(977, -1);
        Out.println(size);
        for (int i = 1; i < 60; i += 6) {
            Out.println(get((long) i * i * 977));
        }
    }

    private int slot(long key) {
        int slot = (int) (key * 0x9E37_79B9_7F4A_7C15L >>> 58);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & 63;
        }
        return slot;
    }

    private void put(long key, int value) {
        int slot = slot(key);
        if (keys[slot] == 0) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private int get(long key) {
        int slot = slot(key);
        return keys[slot] == key ? values[slot] : -100;
    }
}
