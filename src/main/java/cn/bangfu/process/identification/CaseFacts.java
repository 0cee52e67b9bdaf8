package cn.bangfu.process.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Office;
import cn.bangfu.access.Officer;
import cn.bangfu.access.Officers;
import cn.bangfu.access.Offices;
import cn.bangfu.comparison.CaseFindings;
import cn.bangfu.identification.Applications;
import cn.bangfu.identification.CaseRuns;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.Consent;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.HomeVisit;
import cn.bangfu.identification.HomeVisits;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.IncomeCount;
import cn.bangfu.identification.LateComparisonService;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.identification.Reviews;
import cn.bangfu.notice.Notices;
import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.ProposalOutcome;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.policy.Setting;
import cn.bangfu.policy.TimeLeft;
import cn.bangfu.process.notice.PublicNoticeProcess;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.PersonId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the later hands read of a case before they decide, in words. */
@Component
class CaseFacts {

    private static final String NOT_YET = "（尚无）";

    private final IdentificationCases cases;
    private final Applications applications;
    private final HomeVisits visits;
    private final CaseRuns runs;
    private final Reviews reviews;
    private final Opinions opinions;
    private final CaseTerms terms;
    private final IncomeLines lines;
    private final Officers officers;
    private final Offices offices;
    private final Notices notices;
    private final CaseFindings comparison;
    private final LateComparisonService late;
    private final EarlierAnswers earlier;
    private final LegalClock clock;

    CaseFacts(
            IdentificationCases cases,
            Applications applications,
            HomeVisits visits,
            CaseRuns runs,
            Reviews reviews,
            Opinions opinions,
            CaseTerms terms,
            IncomeLines lines,
            Officers officers,
            Offices offices,
            Notices notices,
            CaseFindings comparison,
            LateComparisonService late,
            EarlierAnswers earlier,
            LegalClock clock) {
        this.cases = cases;
        this.applications = applications;
        this.visits = visits;
        this.runs = runs;
        this.reviews = reviews;
        this.opinions = opinions;
        this.terms = terms;
        this.lines = lines;
        this.officers = officers;
        this.offices = offices;
        this.notices = notices;
        this.comparison = comparison;
        this.late = late;
        this.earlier = earlier;
        this.clock = clock;
    }

    /** What the table proposed last, with the rows that led to it. */
    String proposal(CaseId id) {
        var all = runs.of(id);
        return all.stream()
                .filter(run -> !run.stage().equals("ROUTING"))
                .reduce((first, second) -> second)
                .map(run -> ProposalOutcome.valueOf(run.outcome()).label() + "（研判表规则" + String.join("、", run.rows())
                        + "，第" + run.decisionVersion() + "版）")
                .orElse(NOT_YET);
    }

    Optional<ProposalOutcome> proposalOutcome(CaseId id) {
        return Optional.ofNullable(cases.require(id).proposal()).map(ProposalOutcome::valueOf);
    }

    String incomePerHead(CaseId id) {
        return Shown.yuan(income(id));
    }

    private @Nullable BigDecimal income(CaseId id) {
        return visits.latestCount(id).map(IncomeCount::netIncomePerHead).orElse(null);
    }

    /** The line of the day on which the case was accepted: the one that counts. */
    String line(CaseId id) {
        var shown = cases.require(id);
        var accepted = shown.acceptedAt();
        return line(shown, LegalClock.dayOf(accepted == null ? shown.openedAt() : accepted));
    }

    String currentLine(CaseId id) {
        return line(cases.require(id), clock.today());
    }

    private String line(IdentificationCase shown, LocalDate day) {
        var setting = lines.of(shown.village().county(), day);
        return setting instanceof Setting.Value<BigDecimal> value ? Shown.yuan(value.set()) : "未设定";
    }

    String incomeAndLine(CaseId id) {
        return incomePerHead(id) + " / " + line(id);
    }

    String risks(CaseId id) {
        return Shown.labels(cases.require(id).risks());
    }

    String villageResult(CaseId id) {
        return reviews.latest(id)
                .map(review -> review.agreed() ? "评议同意上报" : "评议未通过")
                .orElse(NOT_YET);
    }

    String votes(CaseId id) {
        return reviews.latest(id)
                .map(review -> "应到%d人，实到%d人，回避%d人；同意%d票，反对%d票，弃权%d票"
                        .formatted(
                                review.held().entitled(),
                                review.held().present(),
                                review.votes().stoodAside(),
                                review.votes().inFavour(),
                                review.votes().against(),
                                review.votes().abstained()))
                .orElse(NOT_YET);
    }

    String villageReason(CaseId id) {
        return reviews.latest(id)
                .map(review -> review.reason() == null ? "（无）" : review.reason())
                .orElse(NOT_YET);
    }

    String townResult(CaseId id) {
        return opinion(id, Hand.TOWN_HEAD)
                .map(opinion -> opinion.text().startsWith(opinion.decision().label())
                        ? opinion.text()
                        : opinion.decision().label() + "：" + opinion.text())
                .orElse(NOT_YET);
    }

    /** The last word of a hand. */
    Optional<Opinion> opinion(CaseId id, Hand hand) {
        return opinions.of(id).stream()
                .filter(opinion -> opinion.hand() == hand)
                .reduce((first, second) -> second);
    }

    String opinionText(CaseId id, Hand hand) {
        return opinion(id, hand).map(Opinion::text).orElse(NOT_YET);
    }

    String opinionLabel(CaseId id, Hand hand) {
        return opinion(id, hand).map(opinion -> opinion.decision().label()).orElse(NOT_YET);
    }

    String daysLeft(CaseId id) {
        return terms.total(cases.require(id)) instanceof TimeLeft.Days days ? days.label() : "工作日历未录入";
    }

    /** Which papers of the procedure are there, computed. */
    List<Map<String, String>> papers(CaseId id) {
        return List.of(
                paper("申请及承诺授权查询书", applications.receipt(id).isPresent()),
                paper("成年家庭成员授权", isSigned(id)),
                paper("入户核实表", visits.latest(id).isPresent()),
                paper("收入测算", visits.latestCount(id).isPresent()),
                paper("系统研判记录", proposalOutcome(id).isPresent()),
                paper("民主评议记录", reviews.latest(id).isPresent()));
    }

    private static Map<String, String> paper(String name, boolean there) {
        return Map.of("paper", name, "state", there ? "✓ 已有" : "✗ 缺");
    }

    /** Why the table sent the case this way: outcome and rows. */
    String routingBasis(CaseId id) {
        return runs.of(id).stream()
                .filter(run -> run.stage().equals("ROUTING"))
                .reduce((first, second) -> second)
                .map(run -> RouteOutcome.valueOf(run.outcome()).label() + "（分类判定表规则" + String.join("、", run.rows())
                        + "，第" + run.decisionVersion() + "版）")
                .orElse(NOT_YET);
    }

    /** For the meeting: the kind of difficulty, never the diagnosis behind it. */
    String difficultyKinds(CaseId id) {
        return Shown.labels(cases.require(id).risks());
    }

    /** For the meeting: living conditions without a figure. */
    String livingConditions(CaseId id) {
        return visits.latest(id)
                .map(visit -> (visit.guaranteeGaps().isEmpty()
                                ? "吃穿、义务教育、基本医疗、住房、饮水均有保障"
                                : "尚无保障：" + Shown.labels(visit.guaranteeGaps()))
                        + "；自主应对能力：" + visit.copes().label()
                        + (visit.basicLifeHardship() ? "；基本生活出现严重困难" : ""))
                .orElse(NOT_YET);
    }

    Optional<MonitoringCategory> proposedCategory(CaseId id) {
        return proposalOutcome(id).flatMap(ProposalOutcome::category);
    }

    Optional<MonitoringCategory> townCategory(CaseId id) {
        return opinions.townProposal(id).map(Opinions.TownProposal::category);
    }

    Optional<RiskCause> mainRisk(CaseId id) {
        return visits.latest(id).map(HomeVisit::mainRisk);
    }

    /** What the handler said, for the reviewer. */
    void putHandler(Map<String, @Nullable Object> values, CaseId id, Hand handler) {
        var opinion = opinion(id, handler);
        values.put("handlerOpinion", opinion.map(o -> o.text().split("：", 2)[0]).orElse(NOT_YET));
        values.put("handler", opinion.flatMap(o -> officerName(id, o.person())).orElse("—"));
        values.put(
                "handlerReason",
                opinion.map(o -> o.text().replaceFirst("^[^：]*：", "")).orElse(NOT_YET));
        values.put("tableProposal", proposal(id));
        values.put("incomePerHead", incomeAndLine(id));
    }

    private Optional<String> officerName(CaseId id, PersonId person) {
        return officers.in(DivisionScope.of(cases.require(id).village().county())).stream()
                .filter(officer -> officer.person().equals(person))
                .map(Officer::name)
                .findFirst();
    }

    /** Also where an objection to the notice was upheld, which the county investigates. */
    boolean refusedByCounty(CaseId id) {
        return refusal(id).map(refusal -> refusal.hand() == Hand.COUNTY_HEAD).orElse(true);
    }

    private Optional<Opinion> refusal(CaseId id) {
        return opinions.of(id).stream()
                .filter(opinion -> opinion.decision() == Opinion.Decision.REFUSE)
                .reduce((first, second) -> second);
    }

    /** Who refused, when, and why, in words that the household gets. */
    void putRefusal(Map<String, @Nullable Object> values, CaseId id) {
        var refused = cases.require(id);
        var refusal = refusal(id);
        var division = refusedByCounty(id)
                ? refused.village().county()
                : refused.village().town();
        values.put("decidedBy", offices.of(division).map(Office::name).orElse("—"));
        values.put(
                "decidedOn",
                refusal.map(Opinion::givenAt)
                        .or(() -> earlier.at(id, PublicNoticeProcess.Elements.INVESTIGATE_OBJECTION))
                        .map(ChinaTime::day)
                        .orElse(""));
        values.put("reason", refusalReason(id));
    }

    /** Why the household was not entered, for the case's end. */
    String refusalReason(CaseId id) {
        return refusal(id)
                .map(Opinion::text)
                .orElseGet(() -> "公示期间的异议经核查属实："
                        + earlier.text(id, PublicNoticeProcess.Elements.INVESTIGATE_OBJECTION, "reason"));
    }

    /** Whether a finding is open; no finding itself. */
    String comparisonStanding(CaseId id) {
        return asFarAsSigned(id, comparison.standing(id));
    }

    /** The findings with their answers, in short. */
    String findings(CaseId id) {
        return asFarAsSigned(id, comparison.summary(id));
    }

    /** Nobody is compared without the own signature: where some or all have not signed, nothing found means nothing. */
    private String asFarAsSigned(CaseId id, String found) {
        if (!isSigned(id)) {
            return "尚无成员授权，未作比对";
        }
        var unsigned = late.unsigned(id).size();
        return unsigned == 0 ? found : found + "；另有" + unsigned + "名成员没有授权，未作比对";
    }

    /** Whether any member has signed for it. */
    boolean isSigned(CaseId id) {
        return applications.consents(id).stream().anyMatch(consent -> consent.decision() == Consent.Decision.SIGNED);
    }

    /** The ways that the case has gone, for the letter with its decision. */
    String course(CaseId id) {
        var gone = new ArrayList<String>();
        if (visits.latest(id).isPresent()) {
            gone.add("入户核实");
        }
        if (comparison.isCompared(id)) {
            gone.add("部门数据比对");
        }
        if (reviews.latest(id).isPresent()) {
            gone.add("民主评议");
        }
        gone.add("乡镇审核");
        if (notices.newest(id).isPresent()) {
            gone.add("公示");
        }
        return String.join("、", gone);
    }

    /**
     * What a hand has said since the case last came back or was last reviewed. An earlier round is no opinion on what stands now.
     */
    Optional<Opinion> standingOpinion(CaseId id, Hand hand) {
        var all = opinions.of(id);
        var from = 0;
        for (var i = 0; i < all.size() - 1; i++) {
            if (all.get(i).decision() == Opinion.Decision.RETURN) {
                from = i + 1;
            }
        }
        var reviewed = reviews.latest(id).map(review -> review.held().heldAt()).orElse(Instant.MIN);
        return all.subList(from, all.size()).stream()
                .filter(opinion -> opinion.hand() == hand && opinion.givenAt().isAfter(reviewed))
                .reduce((first, second) -> second);
    }

    /** The notice and its objections, in short. */
    String notice(CaseId id) {
        return notices.newest(id)
                .map(notice -> "%s至%s公示，收到异议%d条%s"
                        .formatted(
                                ChinaTime.day(notice.batch().publishedAt()),
                                ChinaTime.day(notice.lastDay()),
                                notice.objections(),
                                notice.result() == null
                                        ? ""
                                        : "，结果：" + notice.result().label()))
                .orElse(NOT_YET);
    }
}
