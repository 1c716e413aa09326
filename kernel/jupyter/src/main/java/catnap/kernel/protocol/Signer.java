package catnap.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// Signs messages as the connection file says: an HMAC (RFC 2104) of a message's parts, in hexadecimal digits. Any
/// thread.
///
/// `javax.crypto.Mac` gives the same, but reads the JDK's rules for cryptography first, which takes longer
/// than the rest of our start. Digests are free of them.
final class Signer {
    private static final int INNER = 0x36;
    private static final int OUTER = 0x5c;

    private final boolean signs;
    private final MessageDigest inner; // both have read the key, and are copied
    private final MessageDigest outer;

    /// @param scheme as in `hmac-sha256`
    /// @param key may be empty: then nothing is signed
    /// @throws NoSuchAlgorithmException if Jupyter's other side may know the scheme, but we do not
    Signer(String scheme, String key) throws NoSuchAlgorithmException {
        signs = !key.isEmpty();
        String digest = digest(signs ? scheme : "hmac-sha256");
        int block = digest.equals("SHA-384") || digest.equals("SHA-512") ? 128 : 64;
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > block) bytes = MessageDigest.getInstance(digest).digest(bytes);
        byte[] padded = Arrays.copyOf(bytes, block);
        inner = keyed(digest, padded, INNER);
        outer = keyed(digest, padded, OUTER);
    }

    private static String digest(String scheme) throws NoSuchAlgorithmException {
        return switch (scheme.toLowerCase(Locale.ROOT)) {
            case "hmac-md5" -> "MD5";
            case "hmac-sha1" -> "SHA-1";
            case "hmac-sha224" -> "SHA-224";
            case "hmac-sha256" -> "SHA-256";
            case "hmac-sha384" -> "SHA-384";
            case "hmac-sha512" -> "SHA-512";
            default -> throw new NoSuchAlgorithmException(scheme);
        };
    }

    private static MessageDigest keyed(String digest, byte[] key, int pad) throws NoSuchAlgorithmException {
        byte[] padded = key.clone();
        for (int i = 0; i < padded.length; i++) padded[i] ^= (byte) pad;
        var keyed = MessageDigest.getInstance(digest);
        keyed.update(padded);
        return keyed;
    }

    /// Whether messages are signed, and signatures to be checked.
    boolean signs() {
        return signs;
    }

    /// The signature of a message with these parts; empty if nothing is signed.
    String sign(byte[]... parts) {
        if (!signs) return "";
        var message = copy(inner);
        for (byte[] part : parts) message.update(part);
        return HexFormat.of().formatHex(copy(outer).digest(message.digest()));
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's digests can be copied, but this one cannot", e);
        }
    }
}
