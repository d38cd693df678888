package javisor.lab;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that names cached things and that fetched ones are checked by. */
public final class Sha256 {
    private Sha256() {}

    /** {@return the digest of all the parts, one behind the other} */
    public static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
