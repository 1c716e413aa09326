package catnap.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignerTest {
    private static final byte[][] PARTS = {bytes("{\"header\": 1}"), bytes("{}"), {}, bytes("häder")};

    @ParameterizedTest
    @ValueSource(strings = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
    void itSignsAsTheJdkDoesWhateverTheKeysLength(String digest) throws Exception {
        for (int length : new int[] {1, 36, 63, 64, 65, 127, 128, 129, 1000}) {
            String key = "k".repeat(length);
            var mac = Mac.getInstance("Hmac" + digest);
            mac.init(new SecretKeySpec(bytes(key), "RAW"));
            for (byte[] part : PARTS) mac.update(part);
            String expected = HexFormat.of().formatHex(mac.doFinal());

            var signer = new Signer("hmac-" + digest, key);

            assertThat(signer.sign(PARTS)).isEqualTo(expected);
            assertThat(signer.sign(PARTS)).as("once more").isEqualTo(expected);
        }
    }

    @Test
    void withoutAKeyNothingIsSigned() throws Exception {
        var signer = new Signer("hmac-sha256", "");

        assertThat(signer.signs()).isFalse();
        assertThat(signer.sign(PARTS)).isEmpty();
    }

    @Test
    void aSchemeThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> new Signer("hmac-rot13", "key")).isInstanceOf(NoSuchAlgorithmException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
