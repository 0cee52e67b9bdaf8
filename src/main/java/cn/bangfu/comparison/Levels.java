package cn.bangfu.comparison;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Levels as people write them, brought to one spelling. */
final class Levels {

    private static final List<String> DISABILITY = List.of("一级", "二级", "三级", "四级");
    private static final List<String> WRITTEN = List.of("一1壹Ⅰ", "二2贰Ⅱ", "三3叁Ⅲ", "四4肆Ⅳ");
    /** 肢体一级, 1级（重度）: the level is in it somewhere. */
    private static final Pattern LEVEL = Pattern.compile("([一二三四1234壹贰叁肆ⅠⅡⅢⅣ])级");

    private static final Pattern HOUSE = Pattern.compile("(?<![A-Z])([ABCD])(SU|类)?(?![A-Z])");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d{2}");
    private static final Pattern STILL_THERE = Pattern.compile("未注销|拟注销|待注销|申请注销|注销中|注销公告");

    private Levels() {}

    /**
     * @param written 一级, 1级, 壹级, 1, Ⅰ级, 肢体一级; empty where only the certificate says it
     * @param certificate its 20th character is the level
     */
    static String disability(String written, String certificate) {
        if (written.isEmpty()) {
            return ofCertificate(certificate);
        }
        var level = LEVEL.matcher(written);
        var said = level.find() ? level.group(1) : written.length() == 1 ? written : "";
        for (var i = 0; i < 4 && !said.isEmpty(); i++) {
            if (WRITTEN.get(i).contains(said)) {
                return DISABILITY.get(i);
            }
        }
        return written;
    }

    /** Empty where the number is none of a certificate. */
    static String ofCertificate(String certificate) {
        var digit = certificate.length() >= 20 ? certificate.charAt(19) - '1' : -1;
        return digit >= 0 && digit < 4 ? DISABILITY.get(digit) : "";
    }

    static boolean isDisability(String level) {
        return DISABILITY.contains(level);
    }

    /** @param written D级, D, d级危房, Dsu级, C级（局部危房）, 整栋危房 */
    static String house(String written) {
        var letter = HOUSE.matcher(written.toUpperCase(Locale.ROOT));
        if (letter.find()) {
            return letter.group(1) + "级";
        }
        if (written.contains("局部危")) {
            return "C级";
        }
        return written.contains("整栋危") || written.contains("整体危") || written.contains("整幢危") ? "D级" : written;
    }

    /** @param written 2025, 2025年, 2025年度, 2025-06 */
    static String year(String written) {
        var year = YEAR.matcher(written);
        return year.find() ? year.group() : written;
    }

    /** @param written 注销登记, 已吊销 and what else says that there is no company any more */
    static String company(String written) {
        if (written.contains("吊销") && !written.contains("未吊销") && !written.contains("拟吊销")) {
            return "吊销";
        }
        return written.contains("注销") && !STILL_THERE.matcher(written).find() ? "注销" : written;
    }

    /** @param written 退休人员, 离退休, 遗属补助人员 */
    static String post(String written) {
        if (written.contains("未退休")) {
            return written;
        }
        return written.contains("退休") ? "退休" : written.contains("离休") ? "离休" : written.contains("遗属") ? "遗属" : written;
    }
}
