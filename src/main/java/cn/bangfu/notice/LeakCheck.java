package cn.bangfu.notice;

import cn.bangfu.notice.Leak.Kind;
import cn.bangfu.notice.Leak.Part;
import cn.bangfu.shared.PersonName;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * Looks for what must not be published: identity numbers, phones, accounts, birth dates, addresses, amounts, illness or disability,
 * names of children (security.md 4.2). Reads a text as a person would, whatever way its digits are written: full-width, with spaces,
 * hyphens or stars between them, in Chinese numerals. It rather refuses too much: words can be chosen otherwise. Fixed parts, which hold
 * the term and the public code, are only searched for the household's own numbers and names; a contact may be an office's room and phone.
 */
final class LeakCheck {

    private static final String CHINESE_DIGITS = "〇一二三四五六七八九";
    private static final String STARS = "*×●■□";
    private static final String BETWEEN_DIGITS = " \t\n\r\u00a0-_.·・•/—–()";
    private static final String BETWEEN_NUMBERS = ",、;";
    private static final String NUMERALS = "0-9〇零一二三四五六七八九十百千万亿两半几";
    private static final String NUMBER = "[" + NUMERALS + "][" + NUMERALS + ".,]*";

    /** Searched in a text in which what stands between digits is left out, and hidden digits are stars. */
    private static final Map<Kind, Pattern> IN_DIGITS = inDigits();

    /** Searched in a text without spaces. */
    private static final Map<Kind, Pattern> IN_WORDS = inWords();

    private final List<String> privateNumbers;
    private final List<String> children;

    LeakCheck(Collection<String> privateNumbers, Collection<PersonName> children) {
        this.privateNumbers = privateNumbers.stream()
                .map(number -> Reading.of(number).digits(BETWEEN_DIGITS).text())
                .filter(number -> !number.isEmpty())
                .toList();
        this.children = children.stream()
                .map(child -> Reading.of(child.value()).words().text())
                .toList();
    }

    static LeakCheck of(NoticeSubject subject) {
        return new LeakCheck(subject.privateNumbers(), subject.children());
    }

    /** What must go before the text may be published; empty if it may be. */
    List<Leak> check(Part part, String text) {
        var plain = Reading.of(text);
        var found = new ArrayList<Leak>();
        for (var number : privateNumbers) {
            find(literally(number), plain.digits(BETWEEN_DIGITS + BETWEEN_NUMBERS), part, Kind.NUMBER, found);
        }
        if (part != Part.HEAD && part != Part.PLACE) {
            for (var child : children) {
                find(literally(child), plain.words(), part, Kind.CHILD, found);
            }
        }
        if (part == Part.FIXED) {
            return found;
        }
        IN_WORDS.forEach((kind, pattern) -> find(pattern, plain.words(), part, kind, found));
        // A contact may list several phones.
        var digits = plain.digits(part == Part.CONTACT ? BETWEEN_DIGITS : BETWEEN_DIGITS + BETWEEN_NUMBERS);
        IN_DIGITS.forEach((kind, pattern) -> find(pattern, digits, part, kind, found));
        found.removeIf(leak -> part == Part.CONTACT && (leak.kind() == Kind.PHONE || leak.kind() == Kind.ADDRESS));
        return found;
    }

    private static Pattern literally(String text) {
        return Pattern.compile(Pattern.quote(text));
    }

    private static void find(Pattern pattern, Reading reading, Part part, Kind kind, List<Leak> found) {
        var matcher = pattern.matcher(reading.text());
        while (matcher.find()) {
            var from = reading.origin().get(matcher.start());
            var to = reading.origin().get(matcher.end() - 1);
            if (found.stream().noneMatch(leak -> leak.from() <= to && from <= leak.to())) {
                found.add(new Leak(part, from, to, kind));
            }
        }
    }

    private static Map<Kind, Pattern> inDigits() {
        var patterns = new LinkedHashMap<Kind, Pattern>();
        patterns.put(
                Kind.IDENTITY_NUMBER,
                Pattern.compile("(?<![0-9])(?:[0-9]{17}[0-9X]|[0-9]{15})(?![0-9])"
                        + "|[0-9]{1,17}\\*{2,}[0-9X]{0,17}|\\*{2,}[0-9]{1,17}X?"));
        patterns.put(
                Kind.PHONE,
                Pattern.compile("(?<![0-9])(?:1[3-9][0-9]{9}|0[0-9]{9,11}|[2-8][0-9]{6,7}|400[0-9]{7})(?![0-9])"));
        patterns.put(Kind.ACCOUNT, Pattern.compile("[0-9]{12,}"));
        patterns.put(Kind.NUMBER, Pattern.compile("[0-9]{6,}"));
        return patterns;
    }

    private static Map<Kind, Pattern> inWords() {
        var patterns = new LinkedHashMap<Kind, Pattern>();
        patterns.put(Kind.IDENTITY_NUMBER, Pattern.compile("身份证|证件号|尾号|[后末][三四五六3-6]位"));
        patterns.put(Kind.PHONE, Pattern.compile("手机号|微信号"));
        patterns.put(Kind.ACCOUNT, Pattern.compile("银行卡|[账帐]号|卡号|开户行|一卡通"));
        patterns.put(
                Kind.BIRTH_DATE,
                Pattern.compile("出生|生日|生于|年龄|" + NUMBER + "周?岁|(?:19|20)[0-9]{2}(?:年|[./-])[01]?[0-9](?:月|[./-])"
                        + "|[〇零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月"));
        patterns.put(
                Kind.ADDRESS,
                Pattern.compile("住址|家住|门牌|[路街巷弄道]" + NUMBER + "号|" + NUMBER + "(?:号楼|号院|号房|栋|幢|单元|室)|(?:小区|花园|公寓|家园)"
                        + NUMBER));
        patterns.put(
                Kind.AMOUNT,
                Pattern.compile("[¥$]" + NUMBER + "|" + NUMBER + "[多余]?(?:元|块钱|万块)"
                        + "|(?:收入|工资|存款|欠款|欠债|债务|负债|贷款|支出|自付|报销|低保金|花费|花了)[^,。;、;]{0,8}?" + NUMBER));
        patterns.put(
                Kind.HEALTH,
                Pattern.compile("病|癌|瘤|残|瘫|聋|哑|盲|肾|孕|尿毒|透析|手术|住院|化疗|放疗|白血|梗死|脑梗|心梗|中风|精神(?:障碍|异常|分裂|失常)"
                        + "|智力|智障|抑郁|艾滋|肝炎|肝硬化|糖尿|高血压|冠心|心脏|结核|癫痫|骨折|失明|失聪|痴呆|失能|重症"));
        return patterns;
    }

    /** A text as it is searched, and where each of its characters stood, from 1, in what was written. */
    private record Reading(String text, List<Integer> origin) {

        /** Half-width, upper-case, without characters that show nothing. */
        static Reading of(String written) {
            var text = new StringBuilder();
            var origin = new ArrayList<Integer>();
            var position = 0;
            for (var letter : written.codePoints().toArray()) {
                position++;
                if (Character.getType(letter) == Character.FORMAT) {
                    continue;
                }
                var plain = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC);
                for (var c : plain.toUpperCase(Locale.ROOT).toCharArray()) {
                    text.append(c);
                    origin.add(position);
                }
            }
            return new Reading(text.toString(), origin);
        }

        Reading words() {
            return only(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c));
        }

        /** @param between what is left out */
        Reading digits(String between) {
            var digits = new StringBuilder();
            for (var c : text.toCharArray()) {
                digits.append(digit(c));
            }
            return new Reading(digits.toString(), origin).only(c -> between.indexOf(c) < 0);
        }

        private static char digit(char c) {
            if (c == '零') {
                return '0';
            }
            if (c == '幺') {
                return '1';
            }
            if (STARS.indexOf(c) >= 0) {
                return '*';
            }
            var value = CHINESE_DIGITS.indexOf(c);
            return value < 0 ? c : (char) ('0' + value);
        }

        private Reading only(IntPredicate kept) {
            var shorter = new StringBuilder();
            var places = new ArrayList<Integer>();
            for (var i = 0; i < text.length(); i++) {
                if (kept.test(text.charAt(i))) {
                    shorter.append(text.charAt(i));
                    places.add(origin.get(i));
                }
            }
            return new Reading(shorter.toString(), places);
        }
    }
}
