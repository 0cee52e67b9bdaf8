package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a household comes to be looked at (F3 「农户自主申报、基层干部排查、部门筛查预警相结合」). */
public enum Channel implements Labelled {
    APPLICATION("农户自主申报", "自主申报", "农户申请", "申请"),
    CADRE_SCREENING("基层干部排查", "干部排查", "排查"),
    DEPARTMENT_ALERT("部门筛查预警", "部门预警", "筛查预警");

    private final String label;
    private final List<String> otherWords;

    Channel(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<Channel> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
