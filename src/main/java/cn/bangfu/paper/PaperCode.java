package cn.bangfu.paper;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * The short code on a paper, as text and as a QR code: seven random characters and one that checks them. It says nothing about the
 * case; only the database knows which paper it is. Letters that look like digits are not in it, and are read as the digits.
 *
 * @param value eight characters
 */
public record PaperCode(String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final String QR_PREFIX = "BANGFU:";
    /** x⁵ + x² + 1, primitive over two elements. */
    private static final int MODULUS = 0b100101;

    public PaperCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a paper's code: " + value);
        }
    }

    static PaperCode random(SecureRandom random) {
        var code = new StringBuilder(LENGTH);
        for (var i = 1; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new PaperCode(code.append(ALPHABET.charAt(check(code))).toString());
    }

    /** As somebody typed it: in any case, with spaces or strokes; empty if a character is wrong, missing or exchanged. */
    public static Optional<PaperCode> parse(String typed) {
        var plain = typed.strip().toUpperCase(Locale.ROOT);
        if (plain.startsWith(QR_PREFIX)) {
            plain = plain.substring(QR_PREFIX.length());
        }
        plain = plain.replaceAll("[\\s\\-－—]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return isValid(plain) ? Optional.of(new PaperCode(plain)) : Optional.empty();
    }

    /** What the QR code holds. Only what letters and digits can say keeps it small. */
    public String qrContent() {
        return QR_PREFIX + value;
    }

    /** In two halves, as it is printed. */
    public String grouped() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return grouped();
    }

    private static boolean isValid(String code) {
        return code.length() == LENGTH
                && code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)
                && check(code.substring(0, LENGTH - 1)) == ALPHABET.indexOf(code.charAt(LENGTH - 1));
    }

    /** Finds each single wrong character and each exchange of two neighbours. */
    private static int check(CharSequence code) {
        var sum = 0;
        for (var i = 0; i < code.length(); i++) {
            sum = twice(sum ^ ALPHABET.indexOf(code.charAt(i)));
        }
        return sum;
    }

    /** Times x in the field of 32 elements. */
    private static int twice(int element) {
        var doubled = element << 1;
        return doubled < ALPHABET.length() ? doubled : doubled ^ MODULUS;
    }
}
