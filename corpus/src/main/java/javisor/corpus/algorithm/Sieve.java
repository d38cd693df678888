package javisor.corpus.algorithm;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** The sieve of Eratosthenes. */
public final class Sieve implements Program {
    @Override
    public void run() {
        boolean[] composite = new boolean[Input.of(300)];
        int count = 0;
        for (int i = 2; i < composite.length; i++) {
            if (composite[i]) {
                continue;
            }
            count++;
            if (i > 250) {
                Out.println(i);
            }
            for (int j = i * i; j < composite.length; j += i) {
                composite[j] = true;
            }
        }
        Out.println(count);
    }
}
