package cn.bangfu.assistance;

import cn.bangfu.policy.Labelled;
import cn.bangfu.policy.RiskCause;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that a plan has to answer: a recorded risk, or what the household's labour asks for (rules.md 2.1).
 *
 * @param risk only a measure for this risk answers it; none if it does not matter what the measure is for
 * @param label in words: 因病, 整户无劳动力
 * @param kinds any of these answers it, the usual one first
 * @param rule table, version and rows that said so
 */
public record MeasureNeed(@Nullable RiskCause risk, String label, List<MeasureKind> kinds, String rule) {

    public MeasureNeed {
        kinds = List.copyOf(kinds);
    }

    public boolean metBy(RiskCause answered, MeasureKind kind) {
        return (risk == null || risk == answered) && kinds.contains(kind);
    }

    /** 健康帮扶、社会帮扶. */
    public String kindLabels() {
        return kinds.size() == MeasureKind.values().length
                ? "任何措施"
                : kinds.stream().map(Labelled::label).collect(Collectors.joining("、"));
    }
}
