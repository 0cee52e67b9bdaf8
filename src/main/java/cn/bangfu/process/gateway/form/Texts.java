package cn.bangfu.process.gateway.form;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people type: which characters may be in it, and how numbers are written plainly. */
final class Texts {

    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final Pattern NUMBER = Pattern.compile("(-?)0*(\\d+)(?:\\.(\\d*))?");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern UNITS = Pattern.compile("^[¥￥]|[元%]$");
    private static final int MONGOLIAN_FIRST = 0x1800;
    private static final int MONGOLIAN_LAST = 0x18AF;

    private Texts() {}

    /** As JavaScript's {@code trim()}, so that both sides count alike. */
    static String trim(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return c == '\t'
                || c == '\n'
                || c == 0x0B
                || c == '\f'
                || c == '\r'
                || c == 0xFEFF
                || c == 0x2028
                || c == 0x2029
                || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /**
     * What is wrong with the characters: control characters, marks that turn the reading direction, invisible ones. Characters outside
     * the basic plane are welcome (rare names); joiners only between Mongolian letters, which need them.
     *
     * @return nothing if all is well
     */
    static @Nullable String unwelcome(String text, boolean severalLines) {
        var mongolian = text.codePoints().anyMatch(c -> c >= MONGOLIAN_FIRST && c <= MONGOLIAN_LAST);
        for (var i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\n' || c == '\r') {
                if (!severalLines) {
                    return "不能换行";
                }
            } else if (c != '\t' && Character.isISOControl(c)
                    || c >= 0xD800 && c <= 0xDFFF
                    || (c & 0xFFFE) == 0xFFFE
                    || c >= 0xFDD0 && c <= 0xFDEF
                    || c == 0x2028
                    || c == 0x2029) {
                return "里有不能识别的控制字符，请删去后重新输入";
            } else if (c == 0x200C || c == 0x200D) {
                if (!mongolian) {
                    return "里有看不见的字符，请删去后重新输入";
                }
            } else if (c == 0x061C
                    || c == 0x200E
                    || c == 0x200F
                    || c >= 0x202A && c <= 0x202E
                    || c >= 0x2066 && c <= 0x2069) {
                return "里有改变文字方向的字符，请删去后重新输入";
            } else if (c == 0x200B
                    || c == 0x2060
                    || c == 0xFEFF
                    || c == 0xAD
                    || c >= 0xFFF9 && c <= 0xFFFB
                    || c >= 0xE0000 && c <= 0xE007F) {
                return "里有看不见的字符，请删去后重新输入";
            }
        }
        return null;
    }

    /** Full-width letters, digits and signs, as Chinese input methods write them, to half-width ones. */
    static String halfWidth(String text) {
        var half = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0xFF01 && c <= 0xFF5E) {
                half.append((char) (c - 0xFEE0));
            } else if (c == '。') {
                half.append('.');
            } else {
                half.append(c == 0x3000 || c == 0xA0 ? ' ' : c);
            }
        }
        return half.toString();
    }

    /** "１，２００．５ 元" to "1200.5". What is no number stays as it was typed, for the rules to judge. */
    static String plainNumber(String text) {
        var bare = UNITS.matcher(SPACES.matcher(halfWidth(text)).replaceAll("")).replaceAll("");
        var number = NUMBER.matcher(GROUPED.matcher(bare).matches() ? bare.replace(",", "") : bare);
        if (!number.matches()) {
            return text;
        }
        var fraction = number.group(3) == null || number.group(3).isEmpty() ? "" : "." + number.group(3);
        return number.group(1) + number.group(2) + fraction;
    }

    /** Identity numbers, telephones, document numbers: the same characters, but typed full-width, with spaces or a small x. */
    static List<String> spellings(String text) {
        var half = trim(halfWidth(text));
        var closed = SPACES.matcher(half).replaceAll("");
        return List.of(half, closed, closed.toUpperCase(Locale.ROOT));
    }

    /** Lets a regular expression read a text only so often: one that runs away is stopped instead of stopping the server. */
    static final class Bounded implements CharSequence {

        private final CharSequence text;
        private final int[] left;

        Bounded(CharSequence text, int reads) {
            this(text, new int[] {reads});
        }

        private Bounded(CharSequence text, int[] left) {
            this.text = text;
            this.left = left;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left[0]-- <= 0) {
                throw new RunawayPattern();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static final class RunawayPattern extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
