package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a formerly poor household still enjoys policies: kept by the county with source and date, F1 四(二)–(四). */
public enum PolicyStatus implements Labelled {
    FORMERLY_POOR_ENJOYING("已脱贫享受政策户", "脱贫享受政策户", "享受政策户"),
    FORMERLY_POOR_NOT_ENJOYING("已脱贫不享受政策户", "脱贫不享受政策户", "不享受政策户"),
    ORDINARY("一般农户", "一般户", "普通农户", "一般农牧户"),
    /** In no list of the county: the county is asked, nothing is guessed. */
    UNKNOWN("未知", "不详", "待核实");

    private final String label;
    private final List<String> otherWords;

    PolicyStatus(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    public boolean formerlyPoor() {
        return this == FORMERLY_POOR_ENJOYING || this == FORMERLY_POOR_NOT_ENJOYING;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<PolicyStatus> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
