package cn.bangfu.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PersonalDataCipherTest {

    private static final byte[] FIRST = key(1);
    private static final byte[] SECOND = key(2);
    private static final byte[] LOOKUP = key(9);

    private final PersonalDataCipher cipher = new PersonalDataCipher(Map.of(1, FIRST), 1, LOOKUP);

    private static byte[] key(int fill) {
        var key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void opensWhatItSealed() {
        assertThat(cipher.open(cipher.seal("150699194705084562"))).isEqualTo("150699194705084562");
        assertThat(cipher.seal("同")).isNotEqualTo(cipher.seal("同"));
    }

    @Test
    void oldValuesStayReadableAfterAKeyChange() {
        var old = cipher.seal("旧");
        var rotated = new PersonalDataCipher(Map.of(1, FIRST, 2, SECOND), 2, LOOKUP);
        assertThat(rotated.open(old)).isEqualTo("旧");
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(rotated.seal("新")));
    }

    @Test
    void noticesAnAlteredValue() {
        var sealed = cipher.seal("100.00");
        sealed[sealed.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(sealed));
    }

    @Test
    void aHouseholdsKeyOpensOnlyItsOwnValues() {
        var one = cipher.newSealedKey();
        var other = cipher.newSealedKey();
        var sealed = cipher.seal("因病", one);
        assertThat(cipher.open(sealed, one)).isEqualTo("因病");
        assertThatIllegalStateException().isThrownBy(() -> cipher.open(sealed, other));
    }

    @Test
    void aPhoneNeverMatchesAnAccount() {
        assertThat(cipher.lookupHash("phone", "1")).isEqualTo(cipher.lookupHash("phone", "1"));
        assertThat(cipher.lookupHash("phone", "1")).isNotEqualTo(cipher.lookupHash("account", "1"));
    }

    @Test
    void hashesAsAnybodyElseDoes() throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        for (var length : new int[] {32, 64, 65}) {
            var key = Arrays.copyOf(LOOKUP, length);
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            assertThat(new PersonalDataCipher(Map.of(1, FIRST), 1, key).lookupHash("phone", "一二三"))
                    .isEqualTo(Arrays.copyOf(mac.doFinal("phone\0一二三".getBytes(StandardCharsets.UTF_8)), 16));
        }
    }
}
