package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of short extend the sign, arrays of char do not. */
public final class ShortAndCharArrays implements Program {
    @Override
    public void run() {
        short[] shorts = {1, -1, (short) Input.of(0x8000), 32767};
        char[] chars = {'a', (char) Input.of(-1), '\u8000', 'z'};
        for (int i = 0; i < 4; i++) {
            Out.println(shorts[i]);
            Out.println((int) chars[i]);
            shorts[i]++;
            chars[i]++;
            Out.println(shorts[i] + chars[i]);
        }
    }
}
