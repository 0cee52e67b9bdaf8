package cn.bangfu.process.identification;

import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.FindingAnswer;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every finding gets the household's answer, an explanation and a name; none refuses by itself (比对疑点说明; forms.md). */
@Component
class AnswerFindingsStep implements Step {

    private final CaseFindings findings;
    private final CaseComparison comparison;
    private final LegalClock clock;
    private final OwedDeliveries owed;

    AnswerFindingsStep(CaseFindings findings, CaseComparison comparison, LegalClock clock, OwedDeliveries owed) {
        this.findings = findings;
        this.comparison = comparison;
        this.clock = clock;
        this.owed = owed;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.ANSWER_FINDINGS;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var members = comparison.members(context.caseId());
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("answeredOn", clock.today());
        values.put("officers", context.actor().name());
        values.put(
                "findings",
                shown(context).stream()
                        .map(finding -> {
                            var row = FindingRows.row(finding, members);
                            var before = finding.latest();
                            if (before != null) {
                                row.put("answer", before.answer().name());
                                row.put("explainedBy", before.explainedBy());
                                row.put("explanation", before.explanation());
                            }
                            return row;
                        })
                        .toList());
        return values;
    }

    /** Those that wait for an answer; all of them where the case came back for another look. */
    private List<ComparisonFinding> shown(StepContext context) {
        var all = findings.of(context.caseId());
        var waiting = all.stream().filter(ComparisonFinding::awaitsAnswer).toList();
        return waiting.isEmpty() ? all : waiting;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var shown = shown(context).stream()
                .collect(Collectors.toMap(finding -> finding.id().toString(), Function.identity()));
        var objections = new ArrayList<FieldError>();
        for (var row : answers.list("findings")) {
            var finding = shown.remove(row.findText("finding").orElse(""));
            if (finding == null) {
                objections.add(row.error("finding", "这一行不是本案的疑点，请删去。"));
                continue;
            }
            var answer = row.choice("answer", FindingAnswer.class);
            if (answer != FindingAnswer.TRUE_NO_EFFECT
                    && answer != FindingAnswer.TRUE_AFFECTS
                    && row.evidence("evidence").isEmpty()) {
                objections.add(row.error("evidence", "“不是本人”或“情况已变”的，请上传证明材料。"));
                continue;
            }
            // What the household has signed stands for what is explained without a paper of its own.
            var papers = row.evidence("evidence");
            findings.answer(
                    finding.id(),
                    answer,
                    row.text("explainedBy"),
                    row.text("explanation"),
                    papers.isEmpty() ? answers.evidence("signature") : papers,
                    context.actor());
        }
        if (!shown.isEmpty()) {
            objections.add(new FieldError("findings", "还有%d条疑点没有说明，每条都要说明。".formatted(shown.size())));
        }
        if (!objections.isEmpty()) {
            return new StepResult.Refused(objections);
        }
        var result = owed.signed(
                context.caseId(),
                DeliveryKind.ADVERSE_FINDING,
                answers.date("answeredOn"),
                answers.evidence("signature"),
                answers.text("householdPerson"),
                context.actor());
        return result instanceof StepResult.Refused refused
                ? new StepResult.Refused(refused.errors().stream()
                        .map(error -> new FieldError(
                                error.field().equals("deliveredOn") ? "answeredOn" : "signature", error.message()))
                        .toList())
                : result;
    }
}
