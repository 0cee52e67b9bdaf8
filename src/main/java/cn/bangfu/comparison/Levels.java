package cn.bangfu.comparison;

import java.util.List;

/** Levels as people write them, brought to one spelling. */
final class Levels {

    private static final List<String> DISABILITY = List.of("一级", "二级", "三级", "四级");
    private static final List<String> WRITTEN = List.of("一1壹Ⅰ", "二2贰Ⅱ", "三3叁Ⅲ", "四4肆Ⅳ");

    private Levels() {}

    /**
     * @param written 一级, 1级, 壹级, 1, Ⅰ级; empty where only the certificate says it
     * @param certificate its 20th character is the level
     */
    static String disability(String written, String certificate) {
        if (written.isEmpty()) {
            var digit = certificate.length() >= 20 ? certificate.charAt(19) - '1' : -1;
            return digit >= 0 && digit < 4 ? DISABILITY.get(digit) : "";
        }
        for (var i = 0; i < 4; i++) {
            if (WRITTEN.get(i).indexOf(written.charAt(0)) >= 0 && written.length() <= 2) {
                return DISABILITY.get(i);
            }
        }
        return written;
    }

    /** @param written D级, D, d级危房, C级（局部危房） */
    static String house(String written) {
        if (written.isEmpty()) {
            return written;
        }
        var letter = Character.toUpperCase(written.charAt(0));
        var word = written.length() == 1 || !isLatin(written.charAt(1));
        return letter >= 'A' && letter <= 'D' && word ? letter + "级" : written;
    }

    private static boolean isLatin(char c) {
        return c < 0x80 && Character.isLetter(c);
    }
}
