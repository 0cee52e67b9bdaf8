package cn.bangfu.access;

import java.security.SecureRandom;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Passwords that are handed over on paper and hold for one sign-in. */
final class FirstPasswords {

    /** Without those that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Cheaper than for people's own passwords: with 59 random bits there is nothing to guess, and an import hashes hundreds. */
    private static final BCryptPasswordEncoder ENCODER = new BCryptPasswordEncoder(7);

    private FirstPasswords() {}

    /** Like {@code k7mp-4xwq-9rtd}. */
    static String next() {
        var password = new StringBuilder();
        for (var i = 0; i < 12; i++) {
            if (i > 0 && i % 4 == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    static String hash(String password) {
        return "{bcrypt}" + ENCODER.encode(password);
    }
}
