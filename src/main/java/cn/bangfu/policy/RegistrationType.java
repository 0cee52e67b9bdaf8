package cn.bangfu.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** 户类型 of the register. It cannot say whether policies are still enjoyed: that is {@link PolicyStatus}. */
public enum RegistrationType implements Labelled {
    FORMERLY_POOR("脱贫户", "脱贫人口", "已脱贫户", "建档立卡脱贫户"),
    ORDINARY("一般农户", "一般户", "普通农户", "一般农牧户");

    private final String label;
    private final List<String> otherWords;

    RegistrationType(String label, String... otherWords) {
        this.label = label;
        this.otherWords = List.of(otherWords);
    }

    @Override
    public String label() {
        return label;
    }

    /** From the words officials and older papers use; spaces, full-width forms and brackets do not matter. */
    public static Optional<RegistrationType> fromWords(String words) {
        return Arrays.stream(values())
                .filter(value -> Words.match(words, value.label, value.otherWords))
                .findFirst();
    }
}
