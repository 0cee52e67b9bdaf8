package cn.bangfu.process.identification;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;
import static cn.bangfu.process.identification.ApplicationPapers.only;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.identification.Confirmation;
import cn.bangfu.identification.Hand;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.Opinion;
import cn.bangfu.identification.Opinions;
import cn.bangfu.identification.Reviews;
import cn.bangfu.notice.NoticeSubjects;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperField;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Papers of town and county, and the letters with their decisions. */
@Configuration(proxyBeanMethods = false)
class DecisionPapers {

    private static final List<String> LIST = List.of("序号", "案件编号", "户主", "村", "人口", "拟纳入类别", "风险类型", "乡镇意见", "县级意见");

    private final IdentificationCases cases;
    private final Households households;
    private final Reviews reviews;
    private final Opinions opinions;
    private final NoticeSubjects notices;
    private final CaseFacts facts;
    private final RecheckRoute recheck;
    private final Offices offices;
    private final Divisions divisions;

    DecisionPapers(
            IdentificationCases cases,
            Households households,
            Reviews reviews,
            Opinions opinions,
            NoticeSubjects notices,
            CaseFacts facts,
            RecheckRoute recheck,
            Offices offices,
            Divisions divisions) {
        this.cases = cases;
        this.households = households;
        this.reviews = reviews;
        this.opinions = opinions;
        this.notices = notices;
        this.facts = facts;
        this.recheck = recheck;
        this.offices = offices;
        this.divisions = divisions;
    }

    @Bean
    PaperSource townOpinionPaper() {
        return new Sheet(
                PaperKind.TOWN_OPINION,
                List.of(
                        text("家庭人口", ""),
                        text("人均纯收入", ""),
                        text("监测线", ""),
                        text("风险类型", ""),
                        text("评议结果", ""),
                        text("票数", ""),
                        text("比对情况", ""),
                        text("系统建议", "规则表得出的建议"),
                        text("经办意见", ""),
                        text("审核意见", ""),
                        text("审定意见", ""),
                        text("拟纳入类别", ""),
                        text("送审文号", "")),
                subject -> one(subject, id -> reviews.latest(id).isPresent()).map(id -> {
                    var household = households.require(cases.require(id).household());
                    var proposal = facts.standingOpinion(id, Hand.TOWN_HEAD).flatMap(head -> opinions.townProposal(id));
                    return new PaperContent()
                            .with("家庭人口", household.belonging().size() + "人")
                            .with("人均纯收入", facts.incomePerHead(id))
                            .with("监测线", facts.line(id))
                            .with("风险类型", facts.risks(id))
                            .with("评议结果", facts.villageResult(id))
                            .with("票数", facts.votes(id))
                            .with("比对情况", facts.findings(id))
                            .with("系统建议", facts.proposal(id))
                            .with("经办意见", opinion(id, Hand.TOWN_HANDLER))
                            .with("审核意见", opinion(id, Hand.TOWN_REVIEWER))
                            .with("审定意见", opinion(id, Hand.TOWN_HEAD))
                            .with(
                                    "拟纳入类别",
                                    proposal.map(p -> p.category().label()).orElse(""))
                            .with(
                                    "送审文号",
                                    proposal.map(Opinions.TownProposal::reportNumber)
                                            .orElse(""));
                }));
    }

    private String opinion(CaseId id, Hand hand) {
        return facts.standingOpinion(id, hand)
                .map(opinion -> opinion.decision().label() + "。" + opinion.text())
                .orElse("");
    }

    /** What will be posted about the household, told before it is (annex B). */
    @Bean
    PaperSource beforeNoticePaper() {
        return new Sheet(
                PaperKind.BEFORE_NOTICE,
                List.of(text("家庭人口", ""), text("拟纳入类别", ""), text("公示单位", "")),
                subject -> one(subject, id -> notices.find(id).isPresent()).map(id -> {
                    var posted = notices.require(id);
                    return new PaperContent()
                            .with("家庭人口", posted.people() + "人")
                            .with("拟纳入类别", posted.category().label())
                            .with("公示单位", office(posted.village().town()));
                }));
    }

    @Bean
    PaperSource countyListPaper() {
        return new Sheet(
                PaperKind.COUNTY_LIST,
                List.of(text("送审文号", ""), text("户数", ""), text("送审单位", ""), listTable()),
                this::list);
    }

    @Bean
    PaperSource countyDecisionPaper() {
        return new Sheet(
                PaperKind.COUNTY_DECISION,
                List.of(
                        text("送审文号", ""),
                        text("户数", ""),
                        text("纳入户数", ""),
                        text("送审单位", ""),
                        text("批复文号", ""),
                        text("审定日期", ""),
                        listTable()),
                subject -> list(subject).flatMap(content -> {
                    var confirmed = subject.cases().stream()
                            .flatMap(id -> opinions.confirmation(id).stream())
                            .toList();
                    if (confirmed.isEmpty()
                            && subject.cases().stream().noneMatch(id -> facts.opinion(id, Hand.COUNTY_HEAD)
                                    .isPresent())) {
                        return Optional.empty();
                    }
                    return Optional.of(content.with("纳入户数", String.valueOf(confirmed.size()))
                            .with(
                                    "批复文号",
                                    confirmed.stream()
                                            .map(Confirmation::documentNumber)
                                            .distinct()
                                            .collect(Collectors.joining("、")))
                            .with(
                                    "审定日期",
                                    confirmed.stream()
                                            .map(one -> ChinaTime.day(one.decidedOn()))
                                            .distinct()
                                            .collect(Collectors.joining("、"))));
                }));
    }

    private static PaperField listTable() {
        return table("名单表", "名单", "序号", "案件编号", "户主", "村", "人口", "拟纳入类别", "风险类型", "乡镇意见", "县级意见");
    }

    private Optional<PaperContent> list(PaperSubject subject) {
        var rows = new ArrayList<List<String>>();
        var numbers = new ArrayList<String>();
        for (var id : subject.cases()) {
            var proposal = opinions.townProposal(id);
            if (proposal.isEmpty()) {
                continue;
            }
            var listed = cases.require(id);
            var household = households.require(listed.household());
            numbers.add(proposal.get().reportNumber());
            var confirmed = opinions.confirmation(id);
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    listed.number().value(),
                    household.headName(),
                    divisions.require(listed.village()).shownName(),
                    household.belonging().size() + "人",
                    confirmed
                            .map(Confirmation::category)
                            .orElse(proposal.get().category())
                            .label(),
                    facts.risks(id),
                    facts.opinion(id, Hand.TOWN_HEAD)
                            .map(o -> o.decision().label())
                            .orElse(""),
                    facts.opinion(id, Hand.COUNTY_HEAD)
                            .map(o -> o.decision().label())
                            .orElse("")));
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PaperContent()
                .with("送审文号", numbers.stream().distinct().collect(Collectors.joining("、")))
                .with("户数", String.valueOf(rows.size()))
                .with("送审单位", office(subject.division().town()))
                .with("名单表", LIST, rows));
    }

    @Bean
    PaperSource enteredPaper() {
        return new Sheet(
                PaperKind.ENTERED,
                List.of(
                        text("办理经过", "实际办过的各个环节"),
                        text("纳入类别", ""),
                        text("风险类型", ""),
                        text("审定单位", ""),
                        text("审定日期", ""),
                        text("批复文号", ""),
                        text("复核单位", ""),
                        text("复核期限", "")),
                subject -> one(subject, id -> opinions.confirmation(id).isPresent())
                        .map(id -> {
                            var confirmed = opinions.confirmation(id).orElseThrow();
                            return recheck.letter(id, Role.COUNTY_HEAD)
                                    .with(
                                            "办理经过",
                                            divisions
                                                    .words(cases.require(id).village())
                                                    .say(facts.course(id)))
                                    .with("纳入类别", confirmed.category().label())
                                    .with("风险类型", Shown.labels(confirmed.risks()))
                                    .with(
                                            "审定单位",
                                            office(cases.require(id).village().county()))
                                    .with("审定日期", ChinaTime.day(confirmed.decidedOn()))
                                    .with("批复文号", confirmed.documentNumber());
                        }));
    }

    @Bean
    PaperSource refusedPaper() {
        return new Sheet(
                PaperKind.REFUSED,
                List.of(text("理由", ""), text("决定单位", ""), text("决定日期", ""), text("复核单位", ""), text("复核期限", "")),
                subject -> one(subject, this::isRefused).map(id -> {
                    var said = new HashMap<String, @Nullable Object>();
                    facts.putRefusal(said, id);
                    return recheck.letter(id, facts.refusedByCounty(id) ? Role.COUNTY_HEAD : Role.TOWN_HEAD)
                            .with("理由", ApplicationPapers.said(said, "reason"))
                            .with("决定单位", ApplicationPapers.said(said, "decidedBy"))
                            .with("决定日期", ApplicationPapers.said(said, "decidedOn"));
                }));
    }

    /** Refused by town or county, or ended by an objection that was upheld. */
    private boolean isRefused(CaseId id) {
        return opinions.confirmation(id).isEmpty()
                && (opinions.of(id).stream().anyMatch(opinion -> opinion.decision() == Opinion.Decision.REFUSE)
                        || cases.require(id).outcome() == CaseOutcome.REFUSED);
    }

    private static Optional<CaseId> one(PaperSubject subject, Predicate<CaseId> come) {
        return Optional.ofNullable(only(subject)).filter(come);
    }

    private String office(DivisionCode division) {
        return offices.of(division)
                .map(Office::name)
                .orElseGet(() -> divisions.require(division).shownName());
    }
}
