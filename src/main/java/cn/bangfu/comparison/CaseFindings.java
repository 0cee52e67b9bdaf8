package cn.bangfu.comparison;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The findings of cases with their answers. Nothing is overwritten. */
public interface CaseFindings {

    /** All of a case, the heaviest first. */
    List<ComparisonFinding> of(CaseId id);

    /** Registers with which somebody should have been compared, while their department has sent nothing. */
    List<Register> gaps(CaseId id);

    /** Whether anybody was compared with anything. */
    boolean isCompared(CaseId id);

    void answer(
            UUID finding,
            FindingAnswer answer,
            String explainedBy,
            String explanation,
            List<UUID> evidence,
            Actor actor);

    void check(UUID finding, ComparisonFinding.Verdict verdict, @Nullable String note, Actor actor);

    /** In short, for those who decide: how many, how many explained, and the heaviest by name. */
    default String summary(CaseId id) {
        var findings = of(id).stream().filter(finding -> !finding.isForeign()).toList();
        var gaps = gaps(id);
        var missing = gaps.isEmpty()
                ? ""
                : "；尚缺数据：" + String.join("、", gaps.stream().map(Register::label).toList());
        if (findings.isEmpty()) {
            return nothing(id) + missing;
        }
        var lines = findings.stream()
                .map(finding -> {
                    var latest = finding.latest();
                    var date = finding.dataDate();
                    return finding.register().source() + "（" + finding.weight().label() + "）：" + finding.fact()
                            + (date == null ? "" : "（数据日期" + ChinaTime.day(date) + "）") + "；"
                            + (latest == null ? "未说明" : answered(latest));
                })
                .toList();
        return String.join("\n", lines) + missing;
    }

    /** For the meeting, which sees no finding of anybody: only whether something is open (rules.md annex E). */
    default String standing(CaseId id) {
        var all = of(id);
        var open = all.stream().filter(finding -> !finding.isExplained()).count();
        var missing = gaps(id).isEmpty() ? "" : "；还有部门的数据没有送到，送到后再比对";
        if (open > 0) {
            return "还有" + open + "条比对疑点没有说明和复核" + missing;
        }
        return (all.isEmpty() ? nothing(id) : "比对疑点已全部说明并复核，没有未结事项") + missing;
    }

    /** Nothing found says little where nothing was there to look into. */
    private String nothing(CaseId id) {
        return isCompared(id) ? "经授权的比对没有疑点" : "部门数据还没有送到，尚未比对";
    }

    private static String answered(ComparisonFinding.Answered latest) {
        var checker = latest.checker();
        var evidence =
                latest.evidence().isEmpty() ? "" : "，附材料" + latest.evidence().size() + "份";
        return latest.answer().label() + "，" + latest.explainedBy() + "说明：" + latest.explanation() + evidence
                + (latest.verdict() == null || latest.verdict() == ComparisonFinding.Verdict.RETURNED
                        ? "（未复核）"
                        : "（乡镇" + checker + "已复核）");
    }
}
