package cn.bangfu.household;

import cn.bangfu.ledger.LedgerText;
import java.util.regex.Pattern;

/**
 * The household's account for payments (一卡通). Its {@code toString} is masked.
 *
 * @param value 8 to 30 digits
 */
public record BankAccount(String value) {

    /** Kind under which the look-up hash is made. */
    public static final String KIND = "account";

    private static final Pattern SHAPE = Pattern.compile("\\d{8,30}");

    public BankAccount {
        if (!isValid(value)) {
            throw new IllegalArgumentException("no bank account");
        }
    }

    public static String normalize(String text) {
        return LedgerText.compact(text).replace("-", "").replace("'", "");
    }

    public static boolean isValid(String normalized) {
        return SHAPE.matcher(normalized).matches();
    }

    /** Only the last four digits. */
    public String masked() {
        return "****" + value.substring(value.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }
}
