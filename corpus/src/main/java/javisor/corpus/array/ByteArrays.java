package javisor.corpus.array;

import javisor.corpus.Input;
import javisor.corpus.Out;
import javisor.corpus.Program;

/** Arrays of byte extend the sign of what they hold. */
public final class ByteArrays implements Program {
    @Override
    public void run() {
        byte[] array = new byte[300];
        for (int i = 0; i < array.length; i++) {
            array[i] = (byte) Input.of(i);
        }
        Out.println(array[127]);
        Out.println(array[128]);
        Out.println(array[255]);
        Out.println(array[256]);
        Out.println(array[200] & 0xFF);
        int sum = 0;
        for (byte element : array) {
            sum += element;
        }
        Out.println(sum);
        array[3] += 127;
        Out.println(array[3]);
    }
}
