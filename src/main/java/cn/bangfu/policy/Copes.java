package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** 自主应对能力: whether the household can deal with its difficulty by itself (procedure 2.2). */
public enum Copes implements Labelled {
    YES("能够自主应对", "能", "能应对", "是"),
    NO("不能自主应对", "不能", "不能应对", "否"),
    PARTLY("部分能够应对", "部分", "部分能");

    private final String label;
    private final List<String> otherWords;

    Copes(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** Coping in part counts as not coping (rules 1.6). */
    public boolean cannotCope() {
        return this != YES;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<Copes> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
