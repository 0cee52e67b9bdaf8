package cn.bangfu.ledger;

/**
 * One cell as it was written.
 *
 * @param text never null; a date as {@code 2026-06-01}, a number without exponent unless digits are lost
 */
public record LedgerCell(Kind kind, String text) {

    /** How the cell came by its text. */
    public enum Kind {
        BLANK,
        TEXT,
        NUMBER,
        /** A number of more than 15 digits: Excel has replaced the last ones by zeros, and the text is written with an exponent. */
        NUMBER_WITH_LOST_DIGITS,
        DATE,
        /** The result of a formula when the file was saved; it may be stale. */
        FORMULA,
        /** {@code #REF!}, {@code #N/A} and the like. */
        ERROR
    }

    static final LedgerCell BLANK = new LedgerCell(Kind.BLANK, "");

    static LedgerCell text(String text) {
        var first = text.isEmpty() ? ' ' : text.charAt(0);
        // Only what begins with something unseen may be nothing but that.
        var blank = (first <= ' ' || first >= 0x7F && !Character.isLetter(first))
                && LedgerText.clean(text).isEmpty();
        return blank ? BLANK : new LedgerCell(Kind.TEXT, text);
    }

    public boolean isBlank() {
        return kind == Kind.BLANK;
    }
}
