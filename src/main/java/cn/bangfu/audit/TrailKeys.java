package cn.bangfu.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What the application vouches with for its own records: an HMAC on each trail event and an Ed25519 signature on each root. Both keys
 * come from one secret that is in the application's environment and never in the database, so whoever owns the database can neither
 * write an event nor sign a root. Older secrets stay under their numbers, to check what they signed.
 */
public final class TrailKeys {

    private static final int NONCE_BYTES = 16;
    private static final int STAMP_BYTES = 1 + NONCE_BYTES + 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, Key> keys;
    private final int current;

    record Key(SecretKeySpec stamp, KeyPair root) {}

    /**
     * @param secrets of at least 32 bytes, by number, 1 to 127
     * @param current number of the one that stamps and signs from now on
     */
    public TrailKeys(Map<Integer, byte[]> secrets, int current) {
        if (!secrets.containsKey(current)) {
            throw new IllegalArgumentException("没有当前编号的留痕密钥");
        }
        this.keys = secrets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> key(entry.getValue())));
        this.current = current;
    }

    private static Key key(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("留痕密钥至少32字节");
        }
        return new Key(
                new SecretKeySpec(hmac(new SecretKeySpec(secret, "HmacSHA256"), "bangfu trail stamp"), "HmacSHA256"),
                keyPair(hmac(new SecretKeySpec(secret, "HmacSHA256"), "bangfu trail root")));
    }

    /** The JDK makes an Ed25519 pair of the first 32 random bytes that it is given; these are given instead. */
    private static KeyPair keyPair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new SecureRandom() {
                private static final long serialVersionUID = 1L;

                @Override
                public void nextBytes(byte[] bytes) {
                    System.arraycopy(seed, 0, bytes, 0, bytes.length);
                }
            });
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        return hmac(key, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] first, byte[] second) {
        var mac = mac(key);
        mac.update(first);
        mac.update(second);
        return mac.doFinal();
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A seal on a text that nobody can make without the secret; each one is different. */
    public byte[] stamp(byte[] text) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var key = keys.get(current);
        if (key == null) {
            throw new IllegalStateException("no current key");
        }
        return ByteBuffer.allocate(STAMP_BYTES)
                .put((byte) current)
                .put(nonce)
                .put(hmac(key.stamp(), nonce, text))
                .array();
    }

    /** For checking many stamps in one thread. */
    public Stamps stamps() {
        return new Stamps();
    }

    /** Checks one stamp after the other; not for several threads. */
    public final class Stamps {

        private final Map<Integer, Mac> macs = new HashMap<>();

        private Stamps() {
            keys.forEach((number, key) -> macs.put(number, mac(key.stamp())));
        }

        /** Whether the stamp was made here for this text. */
        public boolean hold(byte[] text, byte @Nullable [] stamp) {
            if (stamp == null || stamp.length != STAMP_BYTES) {
                return false;
            }
            var mac = macs.get((int) stamp[0]);
            if (mac == null) {
                return false;
            }
            mac.update(stamp, 1, NONCE_BYTES);
            mac.update(text);
            return MessageDigest.isEqual(Arrays.copyOfRange(stamp, 1 + NONCE_BYTES, STAMP_BYTES), mac.doFinal());
        }
    }

    public int current() {
        return current;
    }

    public byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            var key = keys.get(current);
            if (key == null) {
                throw new IllegalStateException("no current key");
            }
            signature.initSign(key.root().getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** False also for the number of a key that is not here. */
    public boolean isSigned(byte[] content, byte[] signature, int number) {
        var key = keys.get(number);
        if (key == null) {
            return false;
        }
        try {
            var check = Signature.getInstance("Ed25519");
            check.initVerify(key.root().getPublic());
            check.update(content);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The public half in the form that {@code openssl} reads. */
    public Optional<String> publicKey(int number) {
        return Optional.ofNullable(keys.get(number)).map(key -> pem(key.root().getPublic()));
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
