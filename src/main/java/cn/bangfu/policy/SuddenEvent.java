package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What happened to a household inside the income window (F1 五(二)1; procedure 2.2). */
public enum SuddenEvent implements Labelled {
    ILLNESS("突发重病", "重病", "大病", "疾病"),
    DISASTER("自然灾害", "灾害"),
    ACCIDENT("意外事故", "意外", "事故"),
    OTHER("其他突发情况", "其他");

    private final String label;
    private final List<String> otherWords;

    SuddenEvent(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<SuddenEvent> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
