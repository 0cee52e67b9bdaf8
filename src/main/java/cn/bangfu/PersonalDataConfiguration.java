package cn.bangfu;

import cn.bangfu.audit.TrailKeys;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of the personal data and of the trail: from the environment, or made for a data directory of its own. */
@Configuration(proxyBeanMethods = false)
class PersonalDataConfiguration {

    /**
     * @param dataKeys AES keys, 32 bytes in Base64, by number
     * @param currentDataKey the one that seals
     * @param lookupKey 32 bytes in Base64
     * @param trailKeys 32 bytes in Base64, by number; older ones stay, to check what they signed
     * @param currentTrailKey the one that signs
     */
    @ConfigurationProperties("bangfu.secrets")
    record Keys(
            @Nullable Map<Integer, String> dataKeys,
            @Nullable Integer currentDataKey,
            @Nullable String lookupKey,
            @Nullable Map<Integer, String> trailKeys,
            @Nullable Integer currentTrailKey) {}

    @Bean
    PersonalDataCipher personalDataCipher(Keys keys, ObjectProvider<LocalSecrets> localSecrets) {
        var local = localSecrets.getIfAvailable();
        if (local != null) {
            return new PersonalDataCipher(Map.of(1, decode(local.get("data-key"))), 1, decode(local.get("lookup-key")));
        }
        if (keys.dataKeys() == null || keys.dataKeys().isEmpty() || keys.lookupKey() == null) {
            throw new MissingSecret("BANGFU_SECRETS_DATAKEYS_1、BANGFU_SECRETS_LOOKUPKEY");
        }
        var dataKeys = decode(keys.dataKeys());
        return new PersonalDataCipher(dataKeys, current(dataKeys, keys.currentDataKey()), decode(keys.lookupKey()));
    }

    @Bean
    TrailKeys trailKeys(Keys keys, ObjectProvider<LocalSecrets> localSecrets) {
        var local = localSecrets.getIfAvailable();
        if (local != null) {
            return new TrailKeys(Map.of(1, decode(local.get("trail-key"))), 1);
        }
        if (keys.trailKeys() == null || keys.trailKeys().isEmpty()) {
            throw new MissingSecret("BANGFU_SECRETS_TRAILKEYS_1");
        }
        var trailKeys = decode(keys.trailKeys());
        return new TrailKeys(trailKeys, current(trailKeys, keys.currentTrailKey()));
    }

    private static int current(Map<Integer, byte[]> keys, @Nullable Integer wanted) {
        return wanted == null
                ? keys.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow()
                : wanted;
    }

    private static Map<Integer, byte[]> decode(Map<Integer, String> keys) {
        var decoded = new LinkedHashMap<Integer, byte[]>();
        keys.forEach((number, key) -> decoded.put(number, decode(key)));
        return decoded;
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
