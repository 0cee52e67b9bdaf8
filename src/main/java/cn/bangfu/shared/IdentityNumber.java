package cn.bangfu.shared;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Citizen identity number (公民身份号码, GB 11643-1999): 17 digits and a check character. Its {@code toString} is masked, so that no
 * log line and no error text ever shows one; who needs the digits asks for {@link #value()}.
 *
 * @param value 18 characters, the last one a digit or {@code X}
 */
public record IdentityNumber(String value) {

    /** What is wrong with a text that should be an identity number, with what to do, in Chinese. */
    public enum Fault {
        MISSING("证件号码为空", "请补填18位公民身份号码"),
        MASKED("证件号码打了星号，不完整", "请导出不脱敏的数据，或按证件补全18位号码"),
        SEVERAL("一格里有不止一个号码", "请分成几行，一行一个人"),
        COMPANY_CODE("是单位的统一社会信用代码，不是个人的证件号码", "单位的记录不用报送，可以删去这一行；要比对负责人的，请填本人的18位公民身份号码"),
        OTHER_PAPER("像是护照、通行证或旧居留证的号码，不是18位公民身份号码", "只能按18位号码比对；本人没有的，请把情况告诉乡镇核实"),
        EXCEL_LOST_DIGITS("证件号码被Excel变成了科学计数，末尾数字已丢失", "请把该列设为“文本”格式后，按证件重新录入18位号码"),
        FIFTEEN_DIGITS("证件号码是15位的旧号码", "请按现在的身份证或户口簿填写18位号码"),
        LENGTH("证件号码不是18位", "请核对证件，填写18位公民身份号码"),
        CHARACTERS("证件号码里有不该有的字符", "前17位只能是数字，最后一位是数字或X，请核对证件"),
        BIRTH_DATE("证件号码里的出生日期不存在", "请核对第7至14位"),
        CHECK_CHARACTER("证件号码校验位不符，至少有一位写错", "请对照证件逐位核对");

        private final String message;
        private final String remedy;

        Fault(String message, String remedy) {
            this.message = message;
            this.remedy = remedy;
        }

        public String message() {
            return message;
        }

        public String remedy() {
            return remedy;
        }
    }

    /** Either the number or what is wrong with the text. */
    public sealed interface Reading {
        record Read(IdentityNumber number) implements Reading {}

        record Faulty(Fault fault) implements Reading {}
    }

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK_CHARACTERS = "10X98765432";

    /** @throws IllegalArgumentException if the value is no identity number; use {@link #read} for what people wrote */
    public IdentityNumber {
        var fault = faultOf(value);
        if (fault != null) {
            throw new IllegalArgumentException("no identity number: " + fault);
        }
    }

    /** Reads what people write: full-width digits, lower-case x, spaces in and around it. */
    public static Reading read(String text) {
        var plain = normalize(text);
        var fault = faultOf(plain);
        return fault == null ? new Reading.Read(new IdentityNumber(plain)) : new Reading.Faulty(fault);
    }

    /**
     * Half-width, upper-case, without what can't be seen and the apostrophe that keeps Excel from calculating. What only looks like the
     * letter X (Cyrillic, Greek, a cross, a Roman ten) becomes it: the check character tells whether it was meant.
     */
    public static String normalize(String text) {
        if (isPlain(text)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c)
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !isInvisible(c)
                        && "'’‘`".indexOf(c) < 0)
                .map(Character::toUpperCase)
                .map(c -> "ХΧ×Ⅹ".indexOf(c) < 0 ? c : 'X')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isInvisible(int c) {
        var type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && c != 'X') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Fault faultOf(String text) {
        if (text.isEmpty()) {
            return Fault.MISSING;
        }
        // Hundreds of thousands of numbers are read at once: only the odd ones get to see a pattern.
        if (text.length() != 18 || !isPlain(text)) {
            return faultOfOddOne(text);
        }
        if (text.charAt(0) == '0' || text.indexOf('X') >= 0 && text.indexOf('X') < 17) {
            return Fault.CHARACTERS;
        }
        try {
            birthDate(text);
        } catch (DateTimeException e) {
            return Fault.BIRTH_DATE;
        }
        if (checkCharacter(text) == text.charAt(17)) {
            return null;
        }
        // Excel keeps 15 digits; a number that went through it as text again ends like this.
        return text.endsWith("000") ? Fault.EXCEL_LOST_DIGITS : Fault.CHECK_CHARACTER;
    }

    private static Fault faultOfOddOne(String text) {
        if (text.matches("\\d(\\.\\d+)?E\\+?\\d+")) {
            return Fault.EXCEL_LOST_DIGITS;
        }
        if (text.matches("\\d{15}")) {
            return Fault.FIFTEEN_DIGITS;
        }
        if (text.indexOf('*') >= 0) {
            return Fault.MASKED;
        }
        if (text.matches("\\d{17}[\\dX][^\\dX]*\\d{17}[\\dX].*")) {
            return Fault.SEVERAL;
        }
        if (text.matches("(9|[15Y](?=.*[A-Z].*[A-Z]))[1239]\\d{6}[0-9A-HJ-NPQRTUWXY]{10}")) {
            return Fault.COMPANY_CODE;
        }
        if (text.matches("[A-Z]{1,3}\\d{6,12}")) {
            return Fault.OTHER_PAPER;
        }
        return text.length() == 18 ? Fault.CHARACTERS : Fault.LENGTH;
    }

    private static char checkCharacter(String text) {
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (text.charAt(i) - '0') * WEIGHTS[i];
        }
        return CHECK_CHARACTERS.charAt(sum % 11);
    }

    private static LocalDate birthDate(String text) {
        return LocalDate.of(
                Integer.parseInt(text, 6, 10, 10),
                Integer.parseInt(text, 10, 12, 10),
                Integer.parseInt(text, 12, 14, 10));
    }

    public LocalDate birthDate() {
        return birthDate(value);
    }

    /** Whether the number says male: its 17th digit is odd. */
    public boolean male() {
        return (value.charAt(16) - '0') % 2 == 1;
    }

    /** For screens: no digit at all, as six known digits and the last four leave only some 30 candidates (security.md 1.12). */
    public String masked() {
        return "*".repeat(18);
    }

    @Override
    public String toString() {
        return masked();
    }
}
