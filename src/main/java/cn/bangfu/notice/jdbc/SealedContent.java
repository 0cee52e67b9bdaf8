package cn.bangfu.notice.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonalDataCipher;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Seals what was said about a household with the household's own key, so that it goes with it; what concerns no household of the
 * register with the application's.
 */
@Component
class SealedContent {

    private final HouseholdKeys keys;
    private final PersonalDataCipher cipher;
    private final ObjectMapper json;

    SealedContent(HouseholdKeys keys, PersonalDataCipher cipher, ObjectMapper json) {
        this.keys = keys;
        this.cipher = cipher;
        this.json = json;
    }

    byte[] seal(@Nullable HouseholdId household, Object content) {
        try {
            var plain = json.writeValueAsString(content);
            return household == null ? cipher.seal(plain) : keys.seal(household, plain);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("content cannot be written", e);
        }
    }

    /** Empty if the household's key was destroyed. */
    <T> Optional<T> open(@Nullable HouseholdId household, byte[] sealed, Class<T> type) {
        var plain = household == null ? Optional.of(cipher.open(sealed)) : keys.open(household, sealed);
        return plain.map(text -> {
            try {
                return json.readValue(text, type);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("content cannot be read", e);
            }
        });
    }
}
