package cn.bangfu.household;

import cn.bangfu.ledger.LedgerText;
import java.util.regex.Pattern;

/**
 * A contact's phone. Its {@code toString} is masked.
 *
 * @param value digits only, normalized as {@link #normalize} does
 */
public record PhoneNumber(String value) {

    /** Kind under which the look-up hash is made. */
    public static final String KIND = "phone";

    private static final Pattern SHAPE = Pattern.compile("\\d{7,12}");
    private static final Pattern MARKS = Pattern.compile("[-()]");
    private static final Pattern COUNTRY = Pattern.compile("^(\\+86|0086)(?=1\\d{10}$)");

    public PhoneNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("no phone number");
        }
    }

    /** Half-width digits without country code, spaces and dashes; something else if it is no phone number. */
    public static String normalize(String text) {
        var plain = MARKS.matcher(LedgerText.compact(text)).replaceAll("");
        return COUNTRY.matcher(plain).replaceFirst("");
    }

    public static boolean isValid(String normalized) {
        return SHAPE.matcher(normalized).matches();
    }

    /** 138****5678. */
    public String masked() {
        var keep = Math.min(3, value.length() - 7);
        return value.substring(0, keep) + "****" + value.substring(value.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }
}
