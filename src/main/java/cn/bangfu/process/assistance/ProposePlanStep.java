package cn.bangfu.process.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.assistance.AssistanceMeasure;
import cn.bangfu.assistance.AssistanceOutcome;
import cn.bangfu.assistance.AssistancePlan;
import cn.bangfu.assistance.AssistancePlanService;
import cn.bangfu.assistance.AssistancePlanService.Suggestion;
import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.HouseholdOpinion;
import cn.bangfu.assistance.MeasureAnswer;
import cn.bangfu.assistance.MeasureKind;
import cn.bangfu.assistance.ProposedMeasure;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.assistance.AssistanceAssignment.Variables;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town writes the plan; it opens with one measure for each risk, or with the version that came back. */
@Component
class ProposePlanStep implements Step {

    private static final Pattern QUANTITY = Pattern.compile("\\d{1,9}(\\.\\d{1,2})?");

    /** As much as the form's field takes; the household's file has all of it. */
    private static final int REASONS_SHOWN = 4000;

    private final AssistedHouseholds households;
    private final AssistancePlans plans;
    private final AssistancePlanService planning;
    private final MeasureWords words;
    private final IdentificationCases cases;
    private final CaseTerms terms;
    private final LegalClock clock;

    ProposePlanStep(
            AssistedHouseholds households,
            AssistancePlans plans,
            AssistancePlanService planning,
            MeasureWords words,
            IdentificationCases cases,
            CaseTerms terms,
            LegalClock clock) {
        this.households = households;
        this.plans = plans;
        this.planning = planning;
        this.words = words;
        this.cases = cases;
        this.terms = terms;
        this.clock = clock;
    }

    @Override
    public String element() {
        return AssistanceAssignment.Elements.PROPOSE_PLAN;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var entry = households.of(context.caseId());
        var before = plans.newest(entry.id());
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "risks", entry.risks().stream().sorted().map(RiskCause::label).collect(Collectors.joining("、")));
        values.put("labour", planning.labour(entry).label());
        values.put("declinedMeasures", before.map(this::reasons).orElse("无"));
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        var standing = before.map(planning::standing).orElse(List.of());
        standing.forEach(measure -> rows.add(row(measure)));
        var until = terms.endFromNow(cases.require(context.caseId()), Parameters.DELIVERY_LIMIT);
        // A risk that was added since, or the first plan: what the table suggests.
        var answered =
                standing.stream().map(measure -> measure.proposed().risk()).toList();
        planning.suggest(entry).stream()
                .filter(suggestion -> !answered.contains(suggestion.risk()))
                .forEach(suggestion -> rows.add(row(suggestion, until)));
        values.put("measures", rows);
        values.put("tariffs", planning.tariffs(entry));
        return values;
    }

    private String reasons(AssistancePlan plan) {
        var reasons = new ArrayList<String>();
        for (var measure : plan.measures()) {
            var given = measure.given();
            if (given != null && given.answer() instanceof MeasureAnswer.Declined declined) {
                reasons.add("%s没有接受“%s”：%s"
                        .formatted(
                                words.department(
                                        plan.household(), measure.proposed().lead()),
                                measure.proposed().kind().label(),
                                declined.reason()));
            }
        }
        var standing = planning.standing(plan);
        plan.measures().stream()
                .filter(measure -> !standing.contains(measure))
                .forEach(measure -> reasons.add(
                        "“%s”不再落实".formatted(measure.proposed().kind().label())));
        if (plan.objection() != null) {
            reasons.add("农户不认可：" + plan.objection());
        }
        var text = reasons.isEmpty() ? "无" : String.join("\n", reasons);
        return text.length() <= REASONS_SHOWN ? text : text.substring(0, REASONS_SHOWN - 1) + "…";
    }

    private Map<String, @Nullable Object> row(Suggestion suggestion, @Nullable Instant until) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("risk", suggestion.risk());
        row.put("kind", suggestion.kind());
        row.put("leadDepartment", suggestion.lead());
        row.put("cooperating", suggestion.cooperating());
        row.put("beginsOn", clock.today());
        row.put("dueOn", until == null ? null : LegalClock.dayOf(until.minusMillis(1)));
        return row;
    }

    private static Map<String, @Nullable Object> row(AssistanceMeasure measure) {
        var proposed = measure.proposed();
        var quantity = proposed.quantity();
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("measure", measure.id().toString());
        row.put("risk", proposed.risk());
        row.put("kind", proposed.kind());
        row.put("leadDepartment", proposed.lead());
        row.put("cooperating", proposed.cooperating());
        row.put("content", proposed.content());
        row.put("quantity", quantity == null ? null : MeasureWords.plain(quantity));
        row.put("unit", proposed.unit());
        row.put("amount", proposed.amount());
        row.put("amountReason", proposed.amountReason());
        row.put("fundSource", proposed.fundSource());
        row.put("beginsOn", proposed.beginsOn());
        row.put("dueOn", proposed.dueOn());
        row.put("accountHolder", proposed.accountHolder());
        row.put("effect", proposed.effect());
        row.put("answers", proposed.answers());
        return row;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var rows = answers.list("measures");
        var unreadable = new ArrayList<FieldError>();
        for (var row : rows) {
            row.findText("quantity")
                    .filter(text -> !QUANTITY.matcher(text.strip()).matches())
                    .ifPresent(text -> unreadable.add(row.error("quantity", "数量请填写数字，最多两位小数，单位填在后面")));
        }
        if (!unreadable.isEmpty()) {
            return new StepResult.Refused(unreadable);
        }
        var entry = households.of(context.caseId());
        var opinion = new HouseholdOpinion(
                answers.text("householdAgrees").equals("YES"),
                answers.date("agreedOn"),
                answers.findText("householdWord").orElse(null),
                answers.evidence("signature"));
        var measures = rows.stream().map(ProposePlanStep::measure).toList();
        var outcome = planning.propose(context.caseId(), entry, measures, opinion, context.actor());
        return outcome instanceof AssistanceOutcome.Refused refused
                ? new StepResult.Refused(refused.errors())
                : StepResult.taken(
                        Variables.MEASURES, toAnswer(plans.newest(entry.id()).orElseThrow()));
    }

    private static List<String> toAnswer(AssistancePlan plan) {
        return plan.unanswered().stream()
                .map(measure -> measure.id().toString())
                .toList();
    }

    private static ProposedMeasure measure(Answers row) {
        return new ProposedMeasure(
                row.choice("risk", RiskCause.class),
                row.choice("kind", MeasureKind.class),
                row.choice("leadDepartment", Department.class),
                text(row, "cooperating"),
                row.text("content").strip(),
                row.findText("quantity").map(String::strip).map(BigDecimal::new).orElse(null),
                text(row, "unit"),
                row.findMoney("amount").orElse(null),
                text(row, "amountReason"),
                text(row, "fundSource"),
                row.date("beginsOn"),
                row.date("dueOn"),
                text(row, "accountHolder"),
                row.text("effect").strip(),
                text(row, "answers"));
    }

    private static @Nullable String text(Answers row, String key) {
        return row.findText(key)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
