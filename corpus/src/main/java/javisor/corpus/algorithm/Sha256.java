package javisor.corpus.algorithm;

import javisor.corpus.Out;
import javisor.corpus.Program;

/** SHA-256 (FIPS 180-4). */
public final class Sha256 implements Program {
    private static final int[] K = roots(64, true);
    private static final int[] START = roots(8, false);

    private final int[] state = new int[8];
    private final int[] schedule = new int[64];

    /** The first 32 bits of the fractions of the square or cube roots of the first primes, by bisection in integers. */
    private static int[] roots(int count, boolean cube) {
        int[] result = new int[count];
        int prime = 1;
        for (int i = 0; i < count; i++) {
            do {
                prime++;
            } while (!isPrime(prime));
            java.math.BigInteger scaled = java.math.BigInteger.valueOf(prime).shiftLeft(cube ? 96 : 64);
            java.math.BigInteger low = java.math.BigInteger.ZERO;
            for (int bit = 40; bit >= 0; bit--) {
                java.math.BigInteger candidate = low.setBit(bit);
                if (candidate.pow(cube ? 3 : 2).compareTo(scaled) <= 0) {
                    low = candidate;
                }
            }
            result[i] = low.intValue();
        }
        return result;
    }

    private static boolean isPrime(int number) {
        for (int i = 2; i * i <= number; i++) {
            if (number % i == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void run() {
        digest("");
        digest("abc");
        digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq");
    }

    private void digest(String text) {
        for (int i = 0; i < 8; i++) {
            state[i] = START[i];
        }
        byte[] message = new byte[(text.length() + 8) / 64 * 64 + 64];
        for (int i = 0; i < text.length(); i++) {
            message[i] = (byte) text.charAt(i);
        }
        message[text.length()] = (byte) 0x80;
        message[message.length - 2] = (byte) (text.length() >>> 5);
        message[message.length - 1] = (byte) (text.length() << 3);
        for (int block = 0; block < message.length; block += 64) {
            compress(message, block);
        }
        for (int word : state) {
            Out.hex(word & 0xFFFF_FFFFL);
        }
    }

    private void compress(byte[] message, int at) {
        for (int i = 0; i < 16; i++) {
            int from = at + 4 * i;
            schedule[i] = message[from] << 24
                    | (message[from + 1] & 0xFF) << 16
                    | (message[from + 2] & 0xFF) << 8
                    | message[from + 3] & 0xFF;
        }
        for (int i = 16; i < 64; i++) {
            int x = schedule[i - 15];
            int y = schedule[i - 2];
            int s0 = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ x >>> 3;
            int s1 = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ y >>> 10;
            schedule[i] = schedule[i - 16] + s0 + schedule[i - 7] + s1;
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < 64; i++) {
            int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int first = h + s1 + (e & f ^ ~e & g) + K[i] + schedule[i];
            int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int second = s0 + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
