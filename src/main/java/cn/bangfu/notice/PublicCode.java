package cn.bangfu.notice;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number that the public may know, of a notice or of an objection's receipt: 128 bits that nobody can guess, in base32
 * (security.md T13). Case numbers and ids never stand on a poster or in an address.
 *
 * @param value 26 characters, {@code a} to {@code z} and {@code 2} to {@code 7}
 */
public record PublicCode(String value) {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final Pattern SHAPE = Pattern.compile("[a-z2-7]{26}");
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws IllegalArgumentException if the value has not this shape */
    public PublicCode {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a public code");
        }
    }

    public static PublicCode random() {
        var bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return of(bits);
    }

    /** The code of the first 128 bits. */
    public static PublicCode of(byte[] bits) {
        var code = new StringBuilder();
        var buffer = 0;
        var held = 0;
        for (var bit : Arrays.copyOf(bits, BYTES)) {
            buffer = buffer << 8 | bit & 0xFF;
            held += 8;
            while (held >= 5) {
                held -= 5;
                code.append(ALPHABET.charAt(buffer >> held & 31));
            }
        }
        return new PublicCode(
                code.append(ALPHABET.charAt(buffer << 5 - held & 31)).toString());
    }

    /** From what somebody copied off a paper; upper case, spaces and hyphens do not matter. */
    public static Optional<PublicCode> read(String typed) {
        var plain = typed.toLowerCase(Locale.ROOT).replaceAll("[^a-z2-7]", "");
        return SHAPE.matcher(plain).matches() ? Optional.of(new PublicCode(plain)) : Optional.empty();
    }

    /** For people to read and copy: ABCD-EFGH-… */
    public String grouped() {
        return value.toUpperCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
    }

    @Override
    public String toString() {
        return value;
    }
}
