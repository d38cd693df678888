package javisor.corpus.arithmetic;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;
import javisor.machine.annotation.NoAllocation;

/** Chars count as numbers from 0 to 65535. */
public final class CharArithmetic implements Program {
    @Override
    @NoAllocation(reason = "tests the code that is made for the exit path")
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
