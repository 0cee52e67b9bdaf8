package cn.bangfu.process.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.AssessmentService;
import cn.bangfu.identification.HomeVisit;
import cn.bangfu.identification.HouseholdIncome;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.IncomeCount;
import cn.bangfu.identification.IncomeKind;
import cn.bangfu.identification.RigidExpenditure;
import cn.bangfu.identification.VisitPlace;
import cn.bangfu.identification.VisitPlans;
import cn.bangfu.identification.Visitor;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.policy.Copes;
import cn.bangfu.policy.Guarantee;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.SuddenEvent;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import cn.bangfu.shared.PersonId;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The home visit with its sum, signed by the household (入户核实; forms.md). */
@Component
class VisitHouseholdStep implements Step {

    /** Lines of the income sheet by form key. */
    static final Map<String, IncomeKind> INCOME = Map.ofEntries(
            Map.entry("wagesAway", IncomeKind.WAGES_AWAY),
            Map.entry("wagesNearby", IncomeKind.WAGES_NEARBY),
            Map.entry("wagesPublicJob", IncomeKind.WAGES_PUBLIC_JOB),
            Map.entry("crops", IncomeKind.CROPS),
            Map.entry("livestock", IncomeKind.LIVESTOCK),
            Map.entry("otherBusiness", IncomeKind.OTHER_BUSINESS),
            Map.entry("landTransfer", IncomeKind.LAND_TRANSFER),
            Map.entry("dividends", IncomeKind.DIVIDENDS),
            Map.entry("subsistence", IncomeKind.SUBSISTENCE),
            Map.entry("tekun", IncomeKind.TEKUN),
            Map.entry("pension", IncomeKind.PENSION),
            Map.entry("grassland", IncomeKind.GRASSLAND),
            Map.entry("ecological", IncomeKind.ECOLOGICAL),
            Map.entry("familyPlanning", IncomeKind.FAMILY_PLANNING),
            Map.entry("childSupport", IncomeKind.CHILD_SUPPORT),
            Map.entry("otherTransfer", IncomeKind.OTHER_TRANSFER),
            Map.entry("fodder", IncomeKind.FODDER),
            Map.entry("rentedGrassland", IncomeKind.RENTED_GRASSLAND),
            Map.entry("seedFertilizer", IncomeKind.SEED_FERTILIZER),
            Map.entry("depreciation", IncomeKind.DEPRECIATION),
            Map.entry("otherCost", IncomeKind.OTHER_COST));

    static final Map<String, Guarantee> GUARANTEES = Map.of(
            "foodAndClothing", Guarantee.FOOD_AND_CLOTHING,
            "education", Guarantee.EDUCATION,
            "medicalCare", Guarantee.MEDICAL_CARE,
            "housing", Guarantee.HOUSING,
            "water", Guarantee.WATER);

    private static final int WORKING_AGE = 16;

    private final IdentificationCases cases;
    private final Households households;
    private final AssessmentService assessment;
    private final Officers officers;
    private final LegalClock clock;
    private final VisitPlans plans;
    private final OwedDeliveries owed;
    private final KnownRelief relief;

    VisitHouseholdStep(
            IdentificationCases cases,
            Households households,
            AssessmentService assessment,
            Officers officers,
            LegalClock clock,
            VisitPlans plans,
            OwedDeliveries owed,
            KnownRelief relief) {
        this.cases = cases;
        this.households = households;
        this.assessment = assessment;
        this.officers = officers;
        this.clock = clock;
        this.plans = plans;
        this.owed = owed;
        this.relief = relief;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.VISIT_HOUSEHOLD;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var visited = cases.require(context.caseId());
        var household = households.require(visited.household());
        var window = window(visited);
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("visitPlace", VisitPlace.HOME.name());
        plans.of(context.caseId())
                .ifPresentOrElse(
                        plan -> {
                            if (!plan.on().isAfter(clock.today())) {
                                values.put("visitedOn", plan.on());
                            }
                            values.put(
                                    "visitors",
                                    plan.goers().stream()
                                            .map(goer -> Map.of("name", goer.name(), "office", goer.office()))
                                            .toList());
                        },
                        () -> values.put("visitors", EarlierAnswers.visitors(context.actor())));
        values.put("members", household.belonging().stream().map(this::row).toList());
        values.put(
                "incomeWindow",
                "%d年%d月至%d年%d月"
                        .formatted(
                                window.from().getYear(),
                                window.from().getMonthValue(),
                                window.to().getYear(),
                                window.to().getMonthValue()));
        values.put("registerIncome", Shown.yuan(household.registeredIncome()));
        values.put("previousNetIncomePerHead", household.registeredIncome());
        values.put("permanentResident", household.residency().name());
        values.put("risks", visited.risks().stream().map(Enum::name).sorted().toList());
        var received = relief.of(visited, window.from().atDay(1));
        values.put("lessRelief", KnownRelief.toDeduct(received));
        values.put("knownRelief", KnownRelief.said(received));
        return values;
    }

    private Map<String, @Nullable Object> row(HouseholdMember member) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("member", member.id().toString());
        row.put("name", member.name().value());
        row.put("relation", member.relation());
        var age = member.ageOn(clock.today());
        row.put("age", age + "岁");
        row.put("counted", "YES");
        row.put(
                "health",
                member.health().size() == 1 ? member.health().iterator().next().name() : null);
        var labour = member.labour();
        row.put("labour", labour != null ? labour.name() : age < WORKING_AGE ? "NONE" : null);
        row.put("schooling", Schooling.of(member.schooling(), age));
        if (age < WORKING_AGE) {
            row.put("pensionInsurance", "NOT_DUE");
        }
        var insured = member.insured();
        if (insured != null) {
            row.put("medicalInsurance", insured ? "YES" : "NO");
        }
        return row;
    }

    private static HouseholdIncome.Window window(IdentificationCase visited) {
        return HouseholdIncome.Window.before(LegalClock.dayOf(visited.openedAt()));
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var visited = cases.require(context.caseId());
        var people = (int) answers.list("members").stream()
                .filter(row -> row.text("counted").equals("YES"))
                .count();
        if (people == 0) {
            return StepResult.refused("members", "至少要有一人计入收入人口，请核对“是否计入”。");
        }
        var sourceless = INCOME.keySet().stream()
                .filter(line -> answers.findMoney(line)
                        .filter(yuan -> yuan.signum() > 0)
                        .isPresent())
                .filter(line -> !answers.has(line + "Source"))
                .sorted()
                .map(line -> new FieldError(line + "Source", "请选择这笔数的依据：看到凭证、部门数据还是农户自述。"))
                .toList();
        if (!sourceless.isEmpty()) {
            return new StepResult.Refused(sourceless);
        }
        var count = count(visited, people, answers);
        var result =
                StepOutcomes.of(assessment.record(context.caseId(), visit(visited, answers), count, context.actor()));
        if (result instanceof StepResult.Taken && !answers.flag("noticeTold")) {
            owed.owe(context.caseId(), DeliveryKind.BEFORE_NOTICE, Parameters.REVIEW_LIMIT);
        } else if (result instanceof StepResult.Taken) {
            owed.signed(
                    context.caseId(),
                    DeliveryKind.BEFORE_NOTICE,
                    answers.date("visitedOn"),
                    answers.evidence("signature"),
                    answers.findText("peoplePresent").orElse(null),
                    context.actor());
        }
        return result;
    }

    private static IncomeCount count(IdentificationCase visited, int people, Answers answers) {
        var lines = new EnumMap<IncomeKind, BigDecimal>(IncomeKind.class);
        INCOME.forEach((key, kind) -> answers.findMoney(key).ifPresent(yuan -> lines.put(kind, yuan)));
        var income = new HouseholdIncome(lines);
        var rigid = new RigidExpenditure(
                orNothing(answers, "compliantSelfPay"),
                orNothing(answers, "schoolingCost"),
                orNothing(answers, "disasterLoss"),
                orNothing(answers, "accidentCost"),
                orNothing(answers, "otherRigid"),
                orNothing(answers, "lessRelief"));
        return new IncomeCount(
                IncomeCount.Basis.VISIT,
                window(visited).from(),
                people,
                income.net(),
                income.perHead(people),
                answers.money("previousNetIncomePerHead"),
                rigid.compliantSelfPay(),
                rigid.total(),
                answers.text("rigidExcessive").equals("YES"),
                answers.text("incomeDropped").equals("YES"));
    }

    private static BigDecimal orNothing(Answers answers, String key) {
        return answers.findMoney(key).orElse(BigDecimal.ZERO.setScale(2));
    }

    private HomeVisit visit(IdentificationCase visited, Answers answers) {
        var main = answers.findText("mainRisk")
                .filter(risk -> !risk.equals("NONE"))
                .map(RiskCause::valueOf);
        Set<RiskCause> risks = EnumSet.noneOf(RiskCause.class);
        risks.addAll(answers.choices("risks", RiskCause.class));
        main.ifPresent(risks::add);
        var gaps = EnumSet.noneOf(Guarantee.class);
        GUARANTEES.forEach((key, guarantee) -> {
            if (answers.text(key).equals("GAP")) {
                gaps.add(guarantee);
            }
        });
        var sudden = answers.findText("suddenEvent")
                .filter(event -> !event.equals("NONE"))
                .map(SuddenEvent::valueOf);
        var known = officers.in(DivisionScope.of(visited.village().county()));
        return new HomeVisit(
                Moments.of(answers.date("visitedOn"), answers.text("visitedAt")),
                answers.choice("visitPlace", VisitPlace.class),
                answers.list("visitors").stream()
                        .map(row -> new Visitor(
                                row.text("name"), row.text("office"), person(row.text("name"), visited, known)))
                        .toList(),
                answers.choice("permanentResident", Residency.class),
                risks,
                main.orElse(null),
                gaps,
                answers.choice("copes", Copes.class),
                sudden.orElse(null),
                sudden.isPresent() ? answers.date("suddenOn") : null,
                answers.text("basicLifeHardship").equals("YES"));
    }

    /** An officer who could act in this case, by name: so that a visitor can't be its reviewer later, account or not. */
    private static @Nullable PersonId person(String name, IdentificationCase visited, List<Officer> known) {
        return known.stream()
                .filter(officer -> officer.name().equals(name.strip()))
                .filter(officer -> officer.posts().stream()
                        .anyMatch(post -> post.division().contains(visited.village())))
                .map(Officer::person)
                .findFirst()
                .orElse(null);
    }
}
