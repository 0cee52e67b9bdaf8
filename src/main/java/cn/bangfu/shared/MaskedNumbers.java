package cn.bangfu.shared;

import java.util.regex.Pattern;

/** Hides the numbers of people, telephones and accounts that somebody has typed into a text. */
public final class MaskedNumbers {

    private static final Pattern IDENTITY_NUMBER = Pattern.compile("(?<!\\d)\\d{17}[\\dXx](?!\\d)");
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<!\\d)(\\d{3})\\d{4,12}(\\d{4})(?!\\d)");

    private MaskedNumbers() {}

    /** The text with no digit of an identity number, and a few digits of other long ones. */
    public static String in(String text) {
        var hidden = IDENTITY_NUMBER.matcher(text).replaceAll("*".repeat(18));
        return LONG_NUMBER.matcher(hidden).replaceAll("$1****$2");
    }
}
