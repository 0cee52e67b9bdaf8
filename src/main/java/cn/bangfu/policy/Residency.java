package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a household permanently lives in the countryside here (农村牧区常住; F1 四(四), 五(二)3). */
public enum Residency implements Labelled {
    YES("常住", "是"),
    NO("不常住（人户分离）", "不常住", "人户分离", "否"),
    /** The town decides, with a reason. */
    DOUBTFUL("难以认定", "存疑", "不确定");

    private final String label;
    private final List<String> otherWords;

    Residency(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<Residency> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
