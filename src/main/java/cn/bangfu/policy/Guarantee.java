package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What has to be secured for every household: 两不愁三保障 and safe water (F1 五(二)2; F2 2). */
public enum Guarantee implements Labelled {
    EDUCATION("义务教育", "义务教育有保障"),
    MEDICAL_CARE("基本医疗", "基本医疗有保障"),
    HOUSING("住房安全", "住房"),
    WATER("饮水安全", "饮水"),
    FOOD_AND_CLOTHING("不愁吃不愁穿", "不愁吃、不愁穿", "两不愁");

    private final String label;
    private final List<String> otherWords;

    Guarantee(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<Guarantee> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
