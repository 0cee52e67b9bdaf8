package cn.bangfu;

import cn.bangfu.shared.PersonalDataCipher;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of the personal data: from the environment, or made for a data directory of its own. */
@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

    /**
     * @param dataKeys AES keys, 32 bytes in Base64, by number
     * @param currentDataKey the one that seals
     * @param lookupKey 32 bytes in Base64
     */
    @ConfigurationProperties("bangfu.secrets")
    record Keys(
            @Nullable Map<Integer, String> dataKeys,
            @Nullable Integer currentDataKey,
            @Nullable String lookupKey) {}

    @Bean
    PersonalDataCipher personalDataCipher(Keys keys, ObjectProvider<LocalSecrets> localSecrets) {
        var local = localSecrets.getIfAvailable();
        if (local != null) {
            return new PersonalDataCipher(Map.of(1, decode(local.get("data-key"))), 1, decode(local.get("lookup-key")));
        }
        if (keys.dataKeys() == null || keys.dataKeys().isEmpty() || keys.lookupKey() == null) {
            throw new MissingSecret("BANGFU_SECRETS_DATAKEYS_1、BANGFU_SECRETS_LOOKUPKEY");
        }
        var dataKeys = new LinkedHashMap<Integer, byte[]>();
        keys.dataKeys().forEach((number, key) -> dataKeys.put(number, decode(key)));
        var current = keys.currentDataKey() == null
                ? dataKeys.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow()
                : keys.currentDataKey();
        return new PersonalDataCipher(dataKeys, current, decode(keys.lookupKey()));
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
