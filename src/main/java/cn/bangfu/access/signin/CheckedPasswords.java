package cn.bangfu.access.signin;

import cn.bangfu.access.OfficerStore.Credentials;
import cn.bangfu.shared.OfficerId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Passwords that were found right a moment ago, as keyed hashes: a program sends its password with every request, and checking it
 * slowly each time would be most of the request. An entry holds for the stored hash it was checked against, so a new password ends it.
 */
final class CheckedPasswords {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int ACCOUNTS_KEPT = 1000;

    private record Entry(byte[] proof, long checkedAt) {}

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final Map<OfficerId, Entry> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OfficerId, Entry> eldest) {
            return size() > ACCOUNTS_KEPT;
        }
    };

    CheckedPasswords(InstantSource clock) {
        this.clock = clock;
        var random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    boolean holds(Credentials account, String password) {
        Entry entry;
        synchronized (entries) {
            entry = entries.get(account.id());
        }
        return entry != null
                && entry.checkedAt() > clock.millis() - KEPT.toMillis()
                && MessageDigest.isEqual(entry.proof(), proof(account, password));
    }

    void add(Credentials account, String password) {
        var entry = new Entry(proof(account, password), clock.millis());
        synchronized (entries) {
            entries.put(account.id(), entry);
        }
    }

    private byte[] proof(Credentials account, String password) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(account.passwordHash().getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
