package cn.bangfu.policy;

import org.jspecify.annotations.Nullable;

/** An answer that may be unknown: unknown is never taken for no. */
public enum Ternary implements Labelled {
    YES("是"),
    NO("否"),
    UNKNOWN("未知");

    private final String label;

    Ternary(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    public static Ternary of(@Nullable Boolean answer) {
        return answer == null ? UNKNOWN : answer ? YES : NO;
    }

    Ternary or(Ternary other) {
        if (this == YES || other == YES) {
            return YES;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : NO;
    }

    Ternary and(boolean other) {
        return other ? this : NO;
    }
}
