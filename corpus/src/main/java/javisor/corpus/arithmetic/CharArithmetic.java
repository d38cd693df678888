package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Chars count as numbers from 0 to 65535. */
public final class CharArithmetic implements Program {
    @Override
    public void run() {
        char c = 'a';
        for (int i = 0; i < 26; i++) {
            Out.print((char) (c + Input.of(i)));
        }
        Out.println();
        char top = (char) Input.of(0xFFFF);
        top++;
        Out.println((int) top);
        top--;
        Out.println((int) top);
        Out.println('z' - c);
        Out.println((int) Character.MAX_VALUE);
        c += 2;
        Out.println(c);
        Out.println(c > 'b' ? 'y' : 'n');
        Out.println('7' - '0');
    }
}
