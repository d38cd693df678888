package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** A ring buffer that overwrites its oldest entries. */
public final class RingBuffers implements Program {
    private final char[] ring = new char[16];
    private int written;

    @Override
    public void run() {
        written = 0;
        String text = "a ring buffer keeps the last characters";
        for (int i = 0; i < text.length(); i++) {
            ring[written++ & ring.length - 1] = text.charAt(Input.of(i));
        }
        for (int i = Math.max(0, written - ring.length); i < written; i++) {
            Out.print(ring[i & ring.length - 1]);
        }
        Out.println();
        Out.println(written);
    }
}
