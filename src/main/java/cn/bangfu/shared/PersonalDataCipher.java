package cn.bangfu.shared;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps personal values unreadable in the database: AES-256-GCM, with the key's number in front of each sealed value so that keys can
 * be changed while old values stay readable, and HMAC-SHA-256 hashes for finding equal values. A county that has to pass a cryptography
 * assessment exchanges this one class for the SM4 and SM3 of a certified product.
 *
 * <p>Sealed form: 1 byte key number, 12 bytes nonce, ciphertext with 16 bytes tag.
 */
public final class PersonalDataCipher {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int LOOKUP_BYTES = 16;
    private static final int BLOCK_BYTES = 64;

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, SecretKeySpec> keys;
    private final int current;
    /** HMAC begun with the key, its inner and its outer hash: copied for each value, which is half the work of a {@code Mac}. */
    private final MessageDigest inner;

    private final MessageDigest outer;

    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(PersonalDataCipher::newCipher);

    /**
     * @param keys AES keys of 32 bytes by their number, 1 to 127
     * @param current number of the key that seals from now on
     * @param lookupKey key of at least 32 bytes for the look-up hashes; changing it means computing all hashes again
     */
    public PersonalDataCipher(Map<Integer, byte[]> keys, int current, byte[] lookupKey) {
        keys.values().forEach(key -> requireLength(key.length == 32, "数据密钥须为32字节"));
        requireLength(lookupKey.length >= 32, "检索密钥至少32字节");
        requireLength(keys.containsKey(current), "没有当前编号的数据密钥");
        this.keys = keys.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> new SecretKeySpec(e.getValue(), "AES")));
        this.current = current;
        inner = begun(lookupKey, 0x36);
        outer = begun(lookupKey, 0x5C);
    }

    /** As RFC 2104 has it: the key, filled up to a block, each byte changed. */
    private static MessageDigest begun(byte[] key, int pad) {
        var block = Arrays.copyOf(key.length > BLOCK_BYTES ? Sha256.of(key) : key, BLOCK_BYTES);
        for (var i = 0; i < BLOCK_BYTES; i++) {
            block[i] ^= (byte) pad;
        }
        var digest = Sha256.digest();
        digest.update(block);
        return digest;
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireLength(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    public byte[] seal(String plain) {
        return seal(plain.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] seal(byte[] plain) {
        return seal(plain, requireKey(current), current);
    }

    /** @throws IllegalStateException if the value was altered or sealed with a key that is not here */
    public String open(byte[] sealed) {
        return new String(openBytes(sealed), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException if the value was altered or sealed with a key that is not here */
    public byte[] openBytes(byte[] sealed) {
        return open(sealed, requireKey(sealed[0]));
    }

    /** A fresh key for one household, itself sealed; destroying it makes all that it sealed unreadable for good (lawful erasure). */
    public byte[] newSealedKey() {
        var key = new byte[32];
        random.nextBytes(key);
        return seal(key);
    }

    /** Seals with a household's own key. */
    public byte[] seal(String plain, byte[] sealedKey) {
        return seal(plain.getBytes(StandardCharsets.UTF_8), new SecretKeySpec(openBytes(sealedKey), "AES"), 0);
    }

    /** Opens what {@link #seal(String, byte[])} sealed. */
    public String open(byte[] sealed, byte[] sealedKey) {
        return new String(open(sealed, new SecretKeySpec(openBytes(sealedKey), "AES")), StandardCharsets.UTF_8);
    }

    /**
     * Hash by which equal values are found: the first 16 bytes of the HMAC, as many as no two of all people's numbers share by chance.
     *
     * @param kind what the value is, so that a phone never matches an account: {@code identity-number}, {@code phone}, {@code account}
     * @param normalized one spelling for equal values
     */
    public byte[] lookupHash(String kind, String normalized) {
        try {
            var value = (MessageDigest) inner.clone();
            value.update((kind + '\0' + normalized).getBytes(StandardCharsets.UTF_8));
            var hash = (MessageDigest) outer.clone();
            return Arrays.copyOf(hash.digest(value.digest()), LOOKUP_BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] lookupHash(IdentityNumber number) {
        return lookupHash("identity-number", number.value());
    }

    private SecretKeySpec requireKey(int number) {
        var key = keys.get(number);
        if (key == null) {
            throw new IllegalStateException("没有编号为 " + number + " 的数据密钥");
        }
        return key;
    }

    private byte[] seal(byte[] plain, SecretKeySpec key, int number) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var cipher = ciphers.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            var sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put((byte) number)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] open(byte[] sealed, SecretKeySpec key) {
        try {
            var cipher = ciphers.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE_BYTES));
            return cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("密文被改动过，或密钥不对", e);
        }
    }
}
