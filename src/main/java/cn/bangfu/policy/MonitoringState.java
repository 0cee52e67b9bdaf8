package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a household is entered, as our own register and the national system's export say. */
public enum MonitoringState implements Labelled {
    NONE("未纳入监测", "未纳入"),
    MONITORED("监测对象（风险未消除）", "监测对象", "风险未消除", "已纳入"),
    ELIMINATED("风险已消除", "已消除", "已消除风险"),
    TERMINATED("已终止帮扶", "终止帮扶", "已终止", "终止");

    private final String label;
    private final List<String> otherWords;

    MonitoringState(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<MonitoringState> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
