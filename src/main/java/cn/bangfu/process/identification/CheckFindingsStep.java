package cn.bangfu.process.identification;

import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.comparison.ComparisonFinding.Verdict;
import cn.bangfu.comparison.FindingAnswer;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.HouseholdService;
import cn.bangfu.identification.AssessmentService;
import cn.bangfu.identification.HomeVisits;
import cn.bangfu.identification.IncomeCount;
import cn.bangfu.policy.Copes;
import cn.bangfu.policy.Income;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town checks the answers and counts again where that is needed, before the village reviews (rules.md 1.1 run b). */
@Component
class CheckFindingsStep implements Step {

    private final CaseFindings findings;
    private final CaseComparison comparison;
    private final HomeVisits visits;
    private final AssessmentService assessment;
    private final HouseholdService householdService;
    private final CaseFacts facts;
    private final LegalClock clock;

    CheckFindingsStep(
            CaseFindings findings,
            CaseComparison comparison,
            HomeVisits visits,
            AssessmentService assessment,
            HouseholdService householdService,
            CaseFacts facts,
            LegalClock clock) {
        this.findings = findings;
        this.comparison = comparison;
        this.visits = visits;
        this.assessment = assessment;
        this.householdService = householdService;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.CHECK_FINDINGS;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = context.caseId();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("findings", rows(context));
        var gaps = findings.gaps(id);
        values.put(
                "comparisonGaps",
                gaps.isEmpty() ? "没有" : gaps.stream().map(Register::label).collect(Collectors.joining("、")));
        values.put("visitIncomePerHead", facts.incomePerHead(id));
        values.put("incomeLine", facts.line(id));
        values.put("recounted", "NO");
        visits.latest(id).ifPresent(visit -> {
            values.put("copes", visit.copes().name());
            values.put("basicLifeHardship", visit.basicLifeHardship() ? "YES" : "NO");
        });
        values.put("checkedOn", clock.today());
        return values;
    }

    /** What there is to check, as both forms show it. */
    List<Map<String, @Nullable Object>> rows(StepContext context) {
        var members = comparison.members(context.caseId());
        return toCheck(context).stream().map(finding -> row(finding, members)).toList();
    }

    private static Map<String, @Nullable Object> row(
            ComparisonFinding finding, Map<MemberId, HouseholdMember> members) {
        var row = FindingRows.row(finding, members);
        var latest = finding.latest();
        if (latest != null) {
            row.put("answer", latest.answer().label());
            row.put("explanation", latest.explainedBy() + "：" + latest.explanation());
            row.put("evidence", latest.evidence().stream().map(Object::toString).toList());
        }
        return row;
    }

    /** Answered and not yet checked. */
    private List<ComparisonFinding> toCheck(StepContext context) {
        return findings.of(context.caseId()).stream()
                .filter(finding -> !finding.isExplained() && !finding.awaitsAnswer())
                .toList();
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var accepts = answers.text("findingsAccepted").equals("YES");
        var objections = check(context, answers, "findingsAccepted", accepts);
        if (accepts && !findings.gaps(context.caseId()).isEmpty() && !answers.flag("gapsAccepted")) {
            objections.add(new FieldError("gapsAccepted", "有部门数据没有到，请确认先往下办，数据到了再核对。"));
        }
        if (!objections.isEmpty()) {
            return new StepResult.Refused(objections);
        }
        if (accepts) {
            var dead = recordDeaths(context);
            judgeAgain(context, answers);
            if (answers.text("recounted").equals("YES")) {
                assessment.recount(context.caseId(), recount(context, answers), context.actor());
            } else if (dead) {
                assessment.recountPeople(context.caseId(), context.actor());
            }
        }
        return StepResult.taken();
    }

    /** @param accepted key of the field that says whether all is accepted */
    List<FieldError> check(StepContext context, Answers answers, String accepted, boolean accepts) {
        var open = toCheck(context).stream()
                .collect(Collectors.toMap(finding -> finding.id().toString(), Function.identity()));
        var objections = new ArrayList<FieldError>();
        var returned = false;
        for (var row : answers.list("findings")) {
            var finding = open.remove(row.findText("finding").orElse(""));
            if (finding == null) {
                continue;
            }
            var verdict = row.choice("checked", Verdict.class);
            if (verdict == Verdict.RETURNED && !row.has("checkNote")) {
                objections.add(row.error("checkNote", "退回的请写明要补充什么。"));
            }
            returned |= verdict == Verdict.RETURNED;
            findings.check(finding.id(), verdict, row.findText("checkNote").orElse(null), context.actor());
        }
        if (!open.isEmpty()) {
            objections.add(new FieldError("findings", "还有%d条疑点没有复核。".formatted(open.size())));
        }
        if (accepts && returned) {
            objections.add(new FieldError(accepted, "有疑点退回村级补充，复核结果请选“退回”。"));
        }
        return objections;
    }

    /** A dead member no longer counts: the death goes into the register as soon as the town has accepted it. */
    boolean recordDeaths(StepContext context) {
        var members = comparison.members(context.caseId());
        var recorded = false;
        for (var finding : findings.of(context.caseId())) {
            var latest = finding.latest();
            var member = members.get(finding.member());
            var died = finding.register() == Register.DEATHS
                    && latest != null
                    && latest.verdict() == Verdict.ACCEPTED
                    && latest.answer() != FindingAnswer.NOT_THIS_PERSON
                    && latest.answer() != FindingAnswer.OUT_OF_DATE;
            if (died && member != null && member.belongs()) {
                var date = finding.dataDate();
                householdService.recordDeath(
                        member.id(), date == null ? clock.today() : date, "部门比对：死亡登记，乡镇已复核", context.actor());
                recorded = true;
            }
        }
        return recorded;
    }

    /** Where the town sees the household's ability or hardship otherwise than the visitors, its word counts for the table. */
    private void judgeAgain(StepContext context, Answers answers) {
        var copes = answers.choice("copes", Copes.class);
        var hardship = answers.text("basicLifeHardship").equals("YES");
        assessment.townJudges(context.caseId(), copes, hardship, context.actor());
    }

    private IncomeCount recount(StepContext context, Answers answers) {
        var before = visits.latestCount(context.caseId()).orElseThrow();
        var people = answers.integer("recountedPeople");
        var net = answers.money("recountedWages")
                .add(answers.money("recountedBusiness"))
                .add(answers.money("recountedProperty"))
                .add(answers.money("recountedTransfers"))
                .subtract(answers.money("recountedCosts"));
        BigDecimal selfPay = answers.money("recountedSelfPay");
        return new IncomeCount(
                IncomeCount.Basis.RECOUNT,
                before.windowFrom(),
                people,
                net,
                Income.perHead(net, people),
                before.previousNetIncomePerHead(),
                selfPay,
                selfPay.add(answers.money("recountedRigid")),
                before.rigidExcessJudged(),
                before.incomeDropJudged());
    }
}
