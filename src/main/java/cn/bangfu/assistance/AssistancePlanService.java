package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A monitored household's plan, from proposal to the household's word (rules.md 2). */
@Service
@Transactional
public class AssistancePlanService {

    private final AssistancePlans plans;
    private final MeasureFollowUps followUps;
    private final FittingMeasures fitting;
    private final Households households;
    private final Offices offices;
    private final Tariffs tariffs;
    private final LegalClock clock;
    private final Trail trail;

    public AssistancePlanService(
            AssistancePlans plans,
            MeasureFollowUps followUps,
            FittingMeasures fitting,
            Households households,
            Offices offices,
            Tariffs tariffs,
            LegalClock clock,
            Trail trail) {
        this.plans = plans;
        this.followUps = followUps;
        this.fitting = fitting;
        this.households = households;
        this.offices = offices;
        this.tariffs = tariffs;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * A measure that the tables suggest.
     *
     * @param kind none where any would do
     * @param lead none where no department of the county leads it
     */
    public record Suggestion(
            RiskCause risk,
            @Nullable MeasureKind kind,
            @Nullable Department lead,
            String cooperating) {}

    /** One for each need that no earlier one answers. */
    @Transactional(readOnly = true)
    public List<Suggestion> suggest(MonitoredHousehold entry) {
        var household = households.require(entry.household());
        var departments = departments(household);
        var suggestions = new ArrayList<Suggestion>();
        for (var need : rules(entry, household).needs()) {
            if (suggestions.stream().noneMatch(s -> s.kind() != null && need.metBy(s.risk(), s.kind()))) {
                suggestions.add(suggestion(need, entry, departments));
            }
        }
        return suggestions;
    }

    private Suggestion suggestion(MeasureNeed need, MonitoredHousehold entry, Set<Department> departments) {
        var risk = need.risk();
        var answered = risk != null
                ? risk
                : entry.risks().stream().sorted().findFirst().orElseThrow();
        if (need.kinds().size() == MeasureKind.values().length) {
            return new Suggestion(answered, null, null, "");
        }
        var kind = need.kinds().get(0);
        var lead = fitting.leads(kind).stream()
                .filter(candidate -> departments.contains(candidate.department()))
                .findFirst();
        return new Suggestion(
                answered,
                kind,
                lead.map(FittingMeasures.Lead::department).orElse(null),
                lead.map(FittingMeasures.Lead::cooperating).orElse(""));
    }

    @Transactional(readOnly = true)
    public Labour labour(MonitoredHousehold entry) {
        return Circumstances.of(households.require(entry.household()), clock.today())
                .labour();
    }

    /** The county's tariffs in words, for whoever writes a plan; those for which no document gives a figure say so. */
    @Transactional(readOnly = true)
    public String tariffs(MonitoredHousehold entry) {
        var rows = tariffs.of(households.require(entry.household()).village(), clock.today());
        return rows.isEmpty()
                ? "本县没有补助标准"
                : rows.stream().map(AssistancePlanService::inWords).collect(Collectors.joining("\n"));
    }

    private static String inWords(Tariff tariff) {
        var rate = tariff.rate();
        var cap = tariff.cap();
        if (rate == null) {
            return tariff.label() + "：标准没有给出，缺少" + tariff.missingPaper();
        }
        var figure = rate.stripTrailingZeros().toPlainString();
        return tariff.label() + "："
                + switch (tariff.method()) {
                    case UNIT ->
                        "每" + tariff.unit() + figure + "元"
                                + (cap == null
                                        ? ""
                                        : "，每年最多" + cap.stripTrailingZeros().toPlainString() + tariff.unit());
                    case SHARE -> "补助" + figure + "%";
                    case FLOOR -> "应达到" + figure + "%（核对）";
                    case RAISE -> "应提高" + figure + "个百分点（核对）";
                    case CUT -> "应降低" + figure + "%（核对）";
                    case UNSET -> "";
                };
    }

    private PlanRules rules(MonitoredHousehold entry, Household household) {
        return new PlanRules(fitting, household, entry.risks(), departments(household), clock.today());
    }

    private Set<Department> departments(Household household) {
        return offices.departments(household.village().county()).stream()
                .map(Office::department)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** Sends a plan, or its next version, to the departments. What one of them accepted before and stays as it was is not asked again. */
    public AssistanceOutcome propose(
            CaseId caseId,
            MonitoredHousehold entry,
            List<ProposedMeasure> measures,
            HouseholdOpinion opinion,
            Actor actor) {
        var household = households.require(entry.household());
        var rules = rules(entry, household);
        var errors = new ArrayList<>(rules.check(measures));
        if (opinion.askedOn().isAfter(clock.today())) {
            errors.add(new FieldError("agreedOn", "征求意见日期不能晚于今天"));
        }
        if (!opinion.agrees() && opinion.word() == null) {
            errors.add(new FieldError("householdWord", "农户不同意的，请写明农户的意见"));
        }
        if (errors.isEmpty()) {
            var kept = keep(measures, rules, plans.newest(entry.id()));
            var plan = plans.add(entry, opinion, kept, actor);
            trail.append(TrailEvent.of("plan.proposed", caseId, entry.household(), actor)
                    .states(null, plan.state())
                    .under(rules.needs().stream().map(MeasureNeed::rule).collect(Collectors.joining(" ")))
                    .with("version", plan.version())
                    .with("householdAgrees", opinion.agrees())
                    .with(
                            "measures",
                            plan.measures().stream()
                                    .map(AssistancePlanService::brief)
                                    .toList()));
        }
        return AssistanceOutcome.of(errors);
    }

    /** Measures of the plan without those that the town gave up: they answer nothing any more. */
    @Transactional(readOnly = true)
    public List<AssistanceMeasure> standing(AssistancePlan plan) {
        return plan.measures().stream()
                .filter(measure -> !followUps.of(measure.answeredAs()).dropped())
                .toList();
    }

    private List<AssistancePlans.NewMeasure> keep(
            List<ProposedMeasure> measures, PlanRules rules, Optional<AssistancePlan> before) {
        var accepted = new ArrayList<>(before.map(AssistancePlan::accepted).orElse(List.of()));
        accepted.retainAll(before.map(this::standing).orElse(List.of()));
        var kept = new ArrayList<AssistancePlans.NewMeasure>();
        for (var measure : measures) {
            var same = accepted.stream()
                    .filter(earlier -> earlier.proposed().equals(measure))
                    .findFirst();
            same.ifPresent(accepted::remove);
            kept.add(new AssistancePlans.NewMeasure(
                    measure,
                    rules.accountHolder(measure.accountHolder())
                            .map(member -> member.id().value())
                            .orElse(null),
                    same.map(AssistanceMeasure::answeredAs).orElse(null)));
        }
        return kept;
    }

    private static Map<String, @Nullable Object> brief(AssistanceMeasure measure) {
        var proposed = measure.proposed();
        var brief = new LinkedHashMap<String, @Nullable Object>();
        brief.put("id", measure.id().toString());
        brief.put("risk", proposed.risk().name());
        brief.put("kind", proposed.kind().name());
        brief.put("lead", proposed.lead().name());
        brief.put("content", proposed.content());
        var amount = proposed.amount();
        brief.put("amount", amount == null ? null : amount.toPlainString());
        return brief;
    }

    /** The lead department takes the measure on. */
    public AssistanceOutcome accept(CaseId caseId, UUID measure, MeasureAnswer.Accepted answer, Actor actor) {
        var errors = new ArrayList<FieldError>();
        var proposed = plan(measure).measure(measure).proposed();
        if (answer.expectedOn().isBefore(proposed.beginsOn())) {
            errors.add(new FieldError("expectedOn", "预计完成日期不能早于开始日期" + proposed.beginsOn()));
        }
        if (answer.expectedOn().isAfter(proposed.dueOn())) {
            errors.add(new FieldError("expectedOn", "预计完成日期晚于方案的完成期限" + proposed.dueOn() + "。来不及的，请选择不接受，写明需要的时间"));
        }
        if (!PhoneNumber.isValid(PhoneNumber.normalize(answer.phone()))) {
            errors.add(new FieldError("phone", "联系电话不是7到12位数字，请核对"));
        }
        return errors.isEmpty() ? answer(caseId, measure, answer, actor) : new AssistanceOutcome.Refused(errors);
    }

    /** The lead department gives the measure back to the town. */
    public AssistanceOutcome decline(CaseId caseId, UUID measure, MeasureAnswer.Declined answer, Actor actor) {
        return answer.reason().isBlank()
                ? AssistanceOutcome.of(List.of(new FieldError("reason", "请写明不接受的理由")))
                : answer(caseId, measure, answer, actor);
    }

    private AssistanceOutcome answer(CaseId caseId, UUID measure, MeasureAnswer answer, Actor actor) {
        var plan = plan(measure).require(PlanState.PROPOSED);
        plans.answer(measure, answer, actor);
        var event = TrailEvent.of(
                        answer instanceof MeasureAnswer.Accepted ? "measure.accepted" : "measure.declined",
                        caseId,
                        plan.household(),
                        actor)
                .with("measure", measure.toString());
        trail.append(
                answer instanceof MeasureAnswer.Accepted accepted
                        ? event.with("handler", accepted.handler())
                                .with("expectedOn", accepted.expectedOn().toString())
                        : event.with("reason", ((MeasureAnswer.Declined) answer).reason()));
        return new AssistanceOutcome.Recorded();
    }

    private AssistancePlan plan(UUID measure) {
        return plans.withMeasure(measure).orElseThrow();
    }

    /**
     * Whether every recorded risk still has a measure that its department accepted. If not, the plan goes back to the town. A plan
     * that has been checked keeps its result: the engine may ask again.
     */
    public boolean check(CaseId caseId, MonitoredHousehold entry) {
        var plan = plans.newest(entry.id()).orElseThrow();
        if (plan.state() != PlanState.PROPOSED) {
            return plan.state() == PlanState.STANDS;
        }
        if (!plan.unanswered().isEmpty()) {
            throw new IllegalStateException("plan " + plan.id() + " waits for departments");
        }
        var accepted = plan.accepted().stream().map(AssistanceMeasure::proposed).toList();
        var unmet = rules(entry, households.require(entry.household())).unmet(accepted);
        var state = unmet.isEmpty() ? PlanState.STANDS : PlanState.DECLINED;
        plans.moveTo(plan.id(), state, null);
        trail.append(TrailEvent.of("plan.checked", caseId, entry.household(), null)
                .states(plan.state(), state)
                .with("unmet", unmet.stream().map(MeasureNeed::label).toList()));
        return unmet.isEmpty();
    }

    /** What the household said when the plan was handed over. */
    public AssistanceOutcome handedOver(
            CaseId caseId, MonitoredHousehold entry, boolean confirms, @Nullable String word, Actor actor) {
        if (!confirms && word == null) {
            return AssistanceOutcome.of(List.of(new FieldError("householdWord", "农户不认可的，请写明农户的意见，乡镇据此调整")));
        }
        var plan = plans.newest(entry.id()).orElseThrow().require(PlanState.STANDS);
        var state = confirms ? PlanState.HANDED_OVER : PlanState.OBJECTED;
        plans.moveTo(plan.id(), state, confirms ? null : word);
        trail.append(TrailEvent.of("plan.handedOver", caseId, entry.household(), actor)
                .states(plan.state(), state)
                .with("word", word));
        return new AssistanceOutcome.Recorded();
    }

    /** Measures in the order in which they are due. */
    @Transactional(readOnly = true)
    public List<AssistanceMeasure> acceptedByDueDate(MonitoredHousehold entry) {
        return plans.newest(entry.id()).map(AssistancePlan::accepted).orElse(List.of()).stream()
                .sorted(Comparator.comparing(measure -> measure.proposed().dueOn()))
                .toList();
    }
}
