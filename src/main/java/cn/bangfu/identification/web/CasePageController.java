package cn.bangfu.identification.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.comparison.ComparisonFinding;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseRun;
import cn.bangfu.identification.CaseRuns;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.HomeVisits;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.IncomeCount;
import cn.bangfu.identification.LateComparisonService;
import cn.bangfu.identification.OpenSteps;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.identification.Reviews;
import cn.bangfu.identification.TrailWords;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.policy.DecisionRun;
import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.ProposalOutcome;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Cases of the officer's part of the county, and the file of one. */
@Controller
class CasePageController {

    record Row(String id, String number, String place, String head, String state, String left, String leftTag) {}

    record Choice(String value, String label) {}

    record Waits(
            String task,
            String name,
            String office,
            String since,
            String due,
            boolean late,
            @Nullable String nudged,
            boolean mayNudge) {}

    record Member(String id, String name, String relation, int age, String state) {}

    /** Somebody who has not signed. */
    record Unsigned(String id, String name, String state) {}

    record Run(String at, String stage, String table, String rows, String outcome) {}

    record Finding(
            String who,
            String register,
            String weight,
            String fact,
            @Nullable String answer,
            List<UUID> files,
            String state) {}

    record Count(String basis, String months, int people, String perHead) {}

    record Review(
            String at,
            String kind,
            String present,
            String votes,
            String result,
            @Nullable String reason) {}

    record Said(String at, String hand, String who, String decision, String text) {}

    record Posted(String postedOn, String end, String category, String objections, String state) {}

    record Owed(String kind, String due, String state, String tag) {}

    private static final int SHOWN_CASES = 200;

    private final CaseReaders readers;
    private final IdentificationCases cases;
    private final CaseEndings endings;
    private final CaseTerms terms;
    private final CaseTimeline timeline;
    private final OpenSteps steps;
    private final StepRecords records;
    private final CaseRuns runs;
    private final CaseFindings findings;
    private final LateComparisonService comparisons;
    private final HomeVisits visits;
    private final Reviews reviews;
    private final Opinions opinions;
    private final Notices notices;
    private final Deliveries deliveries;
    private final Households households;
    private final Divisions divisions;
    private final IncomeLines lines;
    private final LegalClock clock;

    CasePageController(
            CaseReaders readers,
            IdentificationCases cases,
            CaseEndings endings,
            CaseTerms terms,
            CaseTimeline timeline,
            OpenSteps steps,
            StepRecords records,
            CaseRuns runs,
            CaseFindings findings,
            LateComparisonService comparisons,
            HomeVisits visits,
            Reviews reviews,
            Opinions opinions,
            Notices notices,
            Deliveries deliveries,
            Households households,
            Divisions divisions,
            IncomeLines lines,
            LegalClock clock) {
        this.readers = readers;
        this.cases = cases;
        this.endings = endings;
        this.terms = terms;
        this.timeline = timeline;
        this.steps = steps;
        this.records = records;
        this.runs = runs;
        this.findings = findings;
        this.comparisons = comparisons;
        this.visits = visits;
        this.reviews = reviews;
        this.opinions = opinions;
        this.notices = notices;
        this.deliveries = deliveries;
        this.households = households;
        this.divisions = divisions;
        this.lines = lines;
        this.clock = clock;
    }

    @GetMapping("/cases")
    String cases(@RequestParam(defaultValue = "") String state, Model model) {
        var scope = CaseReaders.scope(readers.officer());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no cases");
        }
        var open = cases.recent(scope, true, SHOWN_CASES);
        var shown = open.stream()
                .filter(one -> state.isEmpty() || one.state().name().equals(state))
                .toList();
        var summaries = households.summaries(
                shown.stream().map(IdentificationCase::household).toList());
        model.addAttribute(
                "cases",
                shown.stream()
                        .map(one -> {
                            var summary = summaries.get(one.household());
                            var left = terms.total(one);
                            return new Row(
                                    one.id().toString(),
                                    one.number().value(),
                                    divisions.path(one.village()),
                                    summary == null ? "" : summary.head(),
                                    one.state().label(),
                                    Shown.left(left),
                                    Shown.leftTag(left));
                        })
                        .toList());
        model.addAttribute("more", open.size() == SHOWN_CASES);
        model.addAttribute("state", state);
        model.addAttribute(
                "states",
                Arrays.stream(CaseState.values())
                        .filter(one -> one != CaseState.CLOSED)
                        .map(one -> new Choice(one.name(), one.label()))
                        .toList());
        return "identification/cases";
    }

    @GetMapping("/cases/{id}")
    String file(@PathVariable String id, Model model) {
        var shown = readers.require(id);
        var officer = readers.officer();
        var personal = CaseReaders.readsPersonal(officer, shown.village());
        var household = households.require(shown.household());
        var left = terms.total(shown);
        model.addAttribute("case", shown);
        model.addAttribute("state", Shown.state(shown));
        model.addAttribute("stateTag", Shown.tag(shown));
        model.addAttribute("left", shown.isOpen() ? Shown.left(left) : null);
        model.addAttribute("leftTag", Shown.leftTag(left));
        model.addAttribute("openedOn", ChinaTime.day(shown.openedAt()));
        var accepted = shown.acceptedAt();
        model.addAttribute("acceptedOn", accepted == null ? "还未受理" : ChinaTime.day(accepted));
        var closed = shown.closedAt();
        model.addAttribute("closedOn", closed == null ? null : ChinaTime.day(closed));
        model.addAttribute("reason", personal ? cases.reasonOf(shown.id()).orElse(null) : null);
        model.addAttribute("household", household);
        model.addAttribute("place", divisions.fullPath(shown.village()));
        model.addAttribute("risks", risks(shown));
        var ending = shown.isOpen() && endings.reason(shown.id()).isPresent();
        model.addAttribute("ending", ending);
        model.addAttribute(
                "mayRecord",
                shown.isOpen() && !ending && readers.recorder(shown.village()).isPresent());
        model.addAttribute("personal", personal);
        model.addAttribute("members", members(household));
        model.addAttribute("unsigned", unsigned(shown, household));
        model.addAttribute("waits", waits(shown));
        var noticed = notices.of(shown.id());
        model.addAttribute(
                "notices", noticed.stream().map(CasePageController::posted).toList());
        model.addAttribute(
                "runningNotice",
                noticed.stream()
                        .filter(PublicNotice::isOpen)
                        .findFirst()
                        .map(notice -> ChinaTime.end(notice.legalEnd()))
                        .orElse(null));
        model.addAttribute(
                "deliveries", deliveries.of(shown.id()).stream().map(this::owed).toList());
        model.addAttribute(
                "reviews",
                reviews.of(shown.id()).stream()
                        .map(held -> review(held, personal))
                        .toList());
        model.addAttribute("opinions", opinions(shown, personal));
        model.addAttribute("timeline", timeline.of(shown, officer));
        addPersonal(shown, household, personal, model);
        return "identification/case";
    }

    private void addPersonal(IdentificationCase shown, Household household, boolean personal, Model model) {
        var found = findings.of(shown.id());
        var unexplained =
                found.stream().filter(finding -> !finding.isExplained()).count();
        model.addAttribute("unexplained", found.isEmpty() ? null : unexplained);
        if (!personal) {
            return;
        }
        var names = household.members().stream().collect(Collectors.toMap(HouseholdMember::id, member -> member.name()
                .value()));
        model.addAttribute(
                "findings",
                found.stream().map(finding -> finding(finding, names)).toList());
        model.addAttribute(
                "gaps",
                findings.gaps(shown.id()).stream().map(gap -> gap.label()).collect(Collectors.joining("、")));
        model.addAttribute(
                "runs",
                runs.of(shown.id()).stream().map(CasePageController::run).toList());
        model.addAttribute(
                "counts",
                visits.counts(shown.id()).stream()
                        .map(CasePageController::count)
                        .toList());
        var accepted = shown.acceptedAt();
        model.addAttribute(
                "line",
                accepted == null
                        ? "受理后按受理当天的监测线"
                        : lines.of(shown.village().county(), LegalClock.dayOf(accepted))
                                .value()
                                .map(Shown::yuan)
                                .orElse("未设定"));
        visits.latest(shown.id()).ifPresent(visit -> {
            model.addAttribute(
                    "visitedAt",
                    ChinaTime.minute(visit.visitedAt()) + "，" + visit.place().label());
            model.addAttribute(
                    "visitors",
                    visit.visitors().stream()
                            .map(visitor -> visitor.name() + "（" + visitor.office() + "）")
                            .collect(Collectors.joining("、")));
        });
    }

    private static String risks(IdentificationCase shown) {
        return shown.risks().isEmpty()
                ? "还未登记"
                : shown.risks().stream().sorted().map(RiskCause::label).collect(Collectors.joining("、"));
    }

    private List<Unsigned> unsigned(IdentificationCase shown, Household household) {
        return comparisons.unsigned(shown.id()).stream()
                .flatMap(consent -> household.members().stream()
                        .filter(member -> member.id().equals(consent.member()))
                        .map(member -> new Unsigned(
                                member.id().toString(),
                                member.name().value(),
                                consent.decision().label()
                                        + (consent.signBy() == null ? "" : "，应在" + consent.signBy() + "前补签"))))
                .toList();
    }

    private List<Member> members(Household household) {
        var today = clock.today();
        return household.members().stream().map(member -> member(member, today)).toList();
    }

    private static Member member(HouseholdMember member, LocalDate today) {
        var died = member.diedOn();
        var gone = member.leftOn();
        return new Member(
                member.id().toString(),
                member.name().value(),
                member.relation(),
                member.ageOn(died == null ? today : died),
                died != null ? ChinaTime.day(died) + "去世" : gone != null ? ChinaTime.day(gone) + "离开" : "");
    }

    private List<Waits> waits(IdentificationCase shown) {
        return steps.of(shown.id()).stream()
                .map(step -> {
                    var due = step.due();
                    return new Waits(
                            step.task(),
                            step.name(),
                            step.office(),
                            ChinaTime.minute(step.since()),
                            due == null ? "—" : ChinaTime.end(due),
                            due != null && clock.now().isAfter(due),
                            step.nudged(),
                            step.mayNudge());
                })
                .toList();
    }

    private static Run run(CaseRun run) {
        var routing = run.stage().equals("ROUTING");
        return new Run(
                ChinaTime.minute(run.ranAt()),
                routing ? "分类处理" : TrailWords.of(DecisionRun.class, run.stage(), DecisionRun::label, "研判"),
                (routing ? "入口分类表" : "监测类别研判表") + " 第" + run.decisionVersion() + "版",
                String.join("、", run.rows()),
                TrailWords.of(
                        ProposalOutcome.class,
                        run.outcome(),
                        ProposalOutcome::label,
                        TrailWords.of(RouteOutcome.class, run.outcome(), RouteOutcome::label, "—")));
    }

    /** What belongs to somebody else is not this household's business, nor its officials'. */
    private static Finding finding(ComparisonFinding finding, Map<MemberId, String> names) {
        var who = Objects.requireNonNullElse(names.get(finding.member()), "");
        if (finding.isForeign()) {
            return new Finding(who, finding.register().source(), "—", "不是本人的数据，已移出", null, List.of(), "已移出");
        }
        var latest = finding.latest();
        return new Finding(
                who,
                finding.register().source(),
                finding.weight().label(),
                Shown.masked(finding.fact()) + dated(finding.dataDate()),
                latest == null
                        ? null
                        : latest.answer().label() + "，" + latest.explainedBy() + "说明："
                                + Shown.masked(latest.explanation()),
                latest == null ? List.of() : latest.evidence(),
                state(finding, latest));
    }

    private static String dated(@Nullable LocalDate date) {
        return date == null ? "" : "（数据日期" + ChinaTime.day(date) + "）";
    }

    private static String state(ComparisonFinding finding, ComparisonFinding.@Nullable Answered latest) {
        if (latest == null) {
            return "待说明";
        }
        if (latest.verdict() == null) {
            return "待复核";
        }
        return (finding.isExplained() ? "已说明，" : "退回说明，") + latest.checker() + "复核";
    }

    private static Count count(IncomeCount count) {
        var from = count.windowFrom();
        return new Count(
                switch (count.basis()) {
                    case VISIT -> "入户核实";
                    case RECOUNT -> "乡镇复核";
                    case MEMBER_CHANGE -> "成员变化重算";
                },
                month(from) + "至" + month(from.plusMonths(11)),
                count.peopleCounted(),
                Shown.yuan(count.netIncomePerHead()));
    }

    private static String month(YearMonth month) {
        return month.getYear() + "年" + month.getMonthValue() + "月";
    }

    private static Review review(Reviews.Review review, boolean personal) {
        var held = review.held();
        var votes = review.votes();
        return new Review(
                ChinaTime.minute(held.heldAt()),
                held.kind().label(),
                "应到" + held.entitled() + "人，实到" + held.present() + "人",
                "同意" + votes.inFavour() + "、不同意" + votes.against() + "、弃权" + votes.abstained() + "，回避"
                        + votes.stoodAside() + "人",
                review.agreed() ? "同意上报" : "不同意上报",
                personal ? review.reason() : null);
    }

    /** An opinion knows its person; the name stands in the record of the step. */
    private List<Said> opinions(IdentificationCase shown, boolean personal) {
        var names = records.of(shown.id()).stream()
                .collect(Collectors.<StepRecord, PersonId, String>toMap(
                        StepRecord::person, StepRecord::actorName, (one, other) -> other));
        return opinions.of(shown.id()).stream()
                .map(opinion -> said(opinion, names, personal))
                .toList();
    }

    private static Said said(Opinion opinion, Map<PersonId, String> names, boolean personal) {
        var returnTo = opinion.returnTo();
        return new Said(
                ChinaTime.minute(opinion.givenAt()),
                opinion.hand().label(),
                Objects.requireNonNullElse(names.get(opinion.person()), ""),
                opinion.decision().label() + (returnTo == null ? "" : "：" + returnTo.label()),
                personal ? Shown.masked(opinion.text()) : "");
    }

    private static Posted posted(PublicNotice notice) {
        var result = notice.result();
        return new Posted(
                ChinaTime.day(notice.batch().publishedAt()),
                ChinaTime.end(notice.legalEnd()),
                notice.category().label(),
                notice.objections() == 0 ? "无" : notice.objections() + "件",
                result == null ? notice.state().label() : result.label());
    }

    private Owed owed(Delivery delivery) {
        var due = delivery.dueAt();
        var handover = delivery.handover();
        var late = handover == null && due != null && clock.now().isAfter(due);
        return new Owed(
                delivery.kind().label(),
                due == null ? "—" : ChinaTime.day(due.minusMillis(1)),
                handover == null
                        ? late ? "逾期未送达" : "待送达"
                        : ChinaTime.day(handover.deliveredOn())
                                + handover.proof().label(),
                handover != null ? "good" : late ? "bad" : "warn");
    }
}
