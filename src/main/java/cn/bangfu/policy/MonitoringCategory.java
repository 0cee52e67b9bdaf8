package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The three categories in which a household can be entered (F3 二; procedure 2.2). */
public enum MonitoringCategory implements Labelled {
    /** Formerly poor, income inside the range, risk. F1 and F4 call it 脱贫监测户. */
    UNSTABLE("脱贫不稳定户", "脱贫监测户", "脱贫不稳定"),
    /** Not formerly poor, income inside the range, risk. F4 calls it 边缘户. */
    MARGINAL("边缘易致贫户", "边缘户", "边缘易致贫"),
    /** Income above the range, a sudden event, basic life in severe hardship; formerly poor or not. */
    SUDDEN_HARDSHIP("突发严重困难户", "突发严重困难");

    private final String label;
    private final List<String> otherWords;

    MonitoringCategory(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<MonitoringCategory> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
