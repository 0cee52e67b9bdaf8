package cn.bangfu.shared;

import java.util.regex.Pattern;

/**
 * A person's name as the register writes it. Mongolian names have no surname, so masking never takes the first character for one
 * (rules.md annex D).
 *
 * @param value without spaces around it
 */
public record PersonName(String value) {

    private static final Pattern BETWEEN_PARTS = Pattern.compile("[\\p{Z}\\s·•・．.‧∙●]");

    /** Spaces and the kind of dot between the parts of a name make no other person. */
    public static boolean isSame(String first, String second) {
        return first.equals(second)
                || BETWEEN_PARTS
                        .matcher(first)
                        .replaceAll("")
                        .equals(BETWEEN_PARTS.matcher(second).replaceAll(""));
    }

    public PersonName {
        value = value.strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("empty name");
        }
    }

    /** 张* · 张*明 · 阿***仓: first and last character stay, with two characters only the first. */
    public String masked() {
        var letters = value.codePoints().toArray();
        if (letters.length == 1) {
            return "*";
        }
        var first = new String(letters, 0, 1);
        if (letters.length == 2) {
            return first + "*";
        }
        return first + "*".repeat(letters.length - 2) + new String(letters, letters.length - 1, 1);
    }

    @Override
    public String toString() {
        return masked();
    }
}
