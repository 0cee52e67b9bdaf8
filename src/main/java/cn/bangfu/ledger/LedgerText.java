package cn.bangfu.ledger;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people type, brought to one spelling. */
public final class LedgerText {

    private static final Pattern BRACKETED = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*]|【[^【】]*】|〔[^〔〕]*〕");
    private static final Pattern NOT_IN_HEADINGS = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})(?:[-/.年–—](\\d{1,2})(?:[-/.月–—](\\d{1,2})[日号]?)?月?|(\\d{2})(\\d{2})(?:\\d{6})?)(?:[T\\s]?\\d{1,2}:.*)?");
    /** 202603, which must not be any six digits. */
    private static final Pattern MONTH = Pattern.compile("((?:19|20)\\d{2})(0[1-9]|1[0-2])");

    private static final Pattern CHINESE_DATE =
            Pattern.compile("([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十廿卅]{1,4})[日号]?)?");
    private static final String CHINESE_DIGITS = "〇一二三四五六七八九";
    private static final Pattern AS_OF =
            Pattern.compile("(\\d{4})\\s*[年./-]\\s*(\\d{1,2})\\s*(月|[./-])(\\s*(\\d{1,2})\\s*日?)?");
    private static final Pattern TIME = Pattern.compile("[T\\s]+\\d{1,2}[:时点].*$");
    private static final Pattern AMOUNT = Pattern.compile("([-+]?)(\\d+|\\d{1,3}(?:,\\d{3})+)(\\.\\d+)?(万)?[元圆]?[整正]?");
    private static final Pattern SCIENTIFIC = Pattern.compile("-?\\d(\\.\\d+)?[eE][+-]?\\d+");
    private static final Pattern CURRENCY = Pattern.compile("[¥￥'’‘]|RMB|CNY|人民币");
    /** As bookkeepers write what was paid back. */
    private static final Pattern IN_BRACKETS = Pattern.compile("\\(([^-+()]+)\\)");

    private LedgerText() {}

    /** Without spaces around it, runs of spaces inside as one, and without control, zero-width and direction marks. */
    public static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        var cleaned = new StringBuilder(text.length());
        var space = false;
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = !cleaned.isEmpty();
            } else if (!isInvisible(c)) {
                if (space) {
                    cleaned.append(' ');
                    space = false;
                }
                cleaned.appendCodePoint(c);
            }
        }
        return cleaned.toString();
    }

    /** Half-width and without any space: for codes, numbers and words of a list. */
    public static String compact(String text) {
        if (isCompact(text)) {
            return text;
        }
        var compact = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (!Character.isWhitespace(c) && !Character.isSpaceChar(c) && !isInvisible(c)) {
                compact.appendCodePoint(c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c);
            }
        }
        return compact.toString();
    }

    /** What two spellings of a heading have in common: no brackets with what is in them, no marks, no spaces, one case. */
    public static String heading(String text) {
        var compact = compact(text);
        var bare = NOT_IN_HEADINGS
                .matcher(BRACKETED.matcher(compact).replaceAll(""))
                .replaceAll("");
        return (bare.isEmpty() ? compact : bare).toUpperCase(Locale.ROOT);
    }

    /**
     * Two rows of headings read as one: below a heading of several columns stand the columns' own. One that is there twice is told apart by
     * what stands above it: 学生 and 家长, each with 姓名.
     */
    public static List<String> headings(List<String> upper, List<String> lower) {
        var headings = new ArrayList<String>();
        var above = new ArrayList<String>();
        var times = new HashMap<String, Integer>();
        var group = "";
        for (var i = 0; i < Math.max(upper.size(), lower.size()); i++) {
            var over = i < upper.size() ? upper.get(i) : "";
            var below = i < lower.size() ? lower.get(i) : "";
            // A heading merged over several columns stands in the first of them.
            group = over.isEmpty() && !below.isEmpty() ? group : over;
            headings.add(below.isEmpty() ? over : below);
            above.add(below.isEmpty() || below.equals(over) ? "" : group);
            times.merge(heading(headings.get(i)), 1, Integer::sum);
        }
        for (var i = 0; i < headings.size(); i++) {
            if (!above.get(i).isEmpty() && times.getOrDefault(heading(headings.get(i)), 0) > 1) {
                headings.set(i, above.get(i) + headings.get(i));
            }
        }
        return headings;
    }

    /** An amount in yuan, with thousands separators, 元 or 万元 if somebody wrote them; null if it is none. */
    public static @Nullable BigDecimal amount(String text) {
        if (text.length() <= 20 && isDecimal(text)) {
            return new BigDecimal(text);
        }
        var bare = CURRENCY.matcher(compact(text).replace('−', '-')).replaceAll("");
        var match = AMOUNT.matcher(IN_BRACKETS.matcher(bare).replaceFirst("-$1"));
        if (!match.matches() || match.group(2).length() > 20) {
            return null;
        }
        var fraction = match.group(3) == null ? "" : match.group(3);
        var amount = new BigDecimal(match.group(1) + match.group(2).replace(",", "") + fraction);
        return match.group(4) == null ? amount : amount.movePointRight(4);
    }

    /** 1.2E+05: digits may be gone, so it is no amount. */
    public static boolean isScientific(String text) {
        return SCIENTIFIC.matcher(compact(text)).matches();
    }

    /** The day or month up to which a file goes, from its titles or its name; it may not lie ahead. Null if none tells it. */
    public static @Nullable LocalDate asOf(List<String> texts, LocalDate today) {
        for (var text : texts) {
            var match = AS_OF.matcher(clean(text));
            if (match.find()) {
                var day = date(
                        match.group(1) + "-" + match.group(2) + (match.group(5) == null ? "" : "-" + match.group(5)));
                if (day != null && !day.isAfter(today) && day.getYear() >= 2014) {
                    return day;
                }
            }
        }
        return null;
    }

    /** A day however it is written, the first of the month if only a month is given; null if it is none. */
    public static @Nullable LocalDate date(String text) {
        if (text.length() == 10 && isMark(text.charAt(4)) && isMark(text.charAt(7))) {
            var year = digits(text, 0, 4);
            var monthOfYear = digits(text, 5, 7);
            var dayOfMonth = digits(text, 8, 10);
            if (year >= 0 && monthOfYear >= 0 && dayOfMonth >= 0) {
                return day(year, monthOfYear, dayOfMonth);
            }
        }
        // The time goes first: 2026/3/1 10:00 without its space would be the 11th.
        var compact = compact(TIME.matcher(clean(text)).replaceFirst(""));
        var onlyMonth = MONTH.matcher(compact);
        if (onlyMonth.matches()) {
            return day(Integer.parseInt(onlyMonth.group(1)), Integer.parseInt(onlyMonth.group(2)), 1);
        }
        var match = DATE.matcher(compact);
        if (!match.matches()) {
            return chineseDate(compact);
        }
        var month = match.group(2) == null ? match.group(4) : match.group(2);
        var day = match.group(2) == null ? match.group(5) : match.group(3);
        return day(Integer.parseInt(match.group(1)), Integer.parseInt(month), day == null ? 1 : Integer.parseInt(day));
    }

    private static @Nullable LocalDate chineseDate(String text) {
        var match = CHINESE_DATE.matcher(text.replace('零', '〇'));
        if (!match.matches()) {
            return null;
        }
        var year = 0;
        for (var i = 0; i < 4; i++) {
            year = year * 10 + CHINESE_DIGITS.indexOf(match.group(1).charAt(i));
        }
        return day(year, chineseNumber(match.group(2)), match.group(3) == null ? 1 : chineseNumber(match.group(3)));
    }

    /** Up to 九十九; with a digit too many it is none of a month. */
    private static int chineseNumber(String text) {
        var written = text.replace("廿", "二十").replace("卅", "三十");
        var ten = written.indexOf('十');
        if (ten < 0) {
            return written.length() == 1 ? CHINESE_DIGITS.indexOf(written) : -1;
        }
        var tens = ten == 0 ? 1 : CHINESE_DIGITS.indexOf(written.charAt(0));
        var ones = ten == written.length() - 1 ? 0 : CHINESE_DIGITS.indexOf(written.charAt(written.length() - 1));
        return ten > 1 || written.length() > ten + 2 ? -1 : tens * 10 + ones;
    }

    private static @Nullable LocalDate day(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isMark(char c) {
        return c == '-' || c == '/' || c == '.';
    }

    /** -1 if other characters stand there. */
    private static int digits(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** Most amounts: digits, and a point between them. */
    private static boolean isDecimal(String text) {
        var point = -1;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '.' && point < 0 && i > 0 && i < text.length() - 1) {
                point = i;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isPlain(String text) {
        var before = ' ';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var han = c >= 0x3400 && c < 0xA000;
            if (!han && (c < ' ' || c > '~') || c == ' ' && before == ' ') {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    private static boolean isCompact(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c <= ' ' || c > '~') && (c < 0x3400 || c >= 0xA000)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInvisible(int c) {
        var type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
    }
}
