package cn.bangfu.process.identification;

import static cn.bangfu.paper.PaperField.table;
import static cn.bangfu.paper.PaperField.text;

import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.Reviews;
import cn.bangfu.identification.Roster;
import cn.bangfu.identification.Rosters;
import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperField;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sheet of attendance and the minutes: of the meeting that is prepared for the households, else of the last that was held on them. */
@Configuration(proxyBeanMethods = false)
class MeetingPapers {

    private static final int BLANK_SIGNATURES = 30;

    private static final PaperField AGENDA = table("议程表", "提交评议的户", "序号", "户主", "村民小组", "困难类别", "生活状况", "部门比对");
    private static final PaperField SIGNATURES = table("签到表", "左右两栏签到", "序号", "姓名", "序号二", "姓名二");
    private static final PaperField VOTES =
            table("表决表", "逐户表决", "序号", "户主", "村民小组", "困难类别", "回避", "同意", "反对", "弃权", "结果", "需求");

    private final IdentificationCases cases;
    private final Households households;
    private final PlannedMeetings planned;
    private final Rosters rosters;
    private final Reviews reviews;
    private final CaseFacts facts;
    private final EarlierAnswers earlier;

    MeetingPapers(
            IdentificationCases cases,
            Households households,
            PlannedMeetings planned,
            Rosters rosters,
            Reviews reviews,
            CaseFacts facts,
            EarlierAnswers earlier) {
        this.cases = cases;
        this.households = households;
        this.planned = planned;
        this.rosters = rosters;
        this.reviews = reviews;
        this.facts = facts;
        this.earlier = earlier;
    }

    /** The meeting sees kinds of difficulty and living conditions; no diagnosis, no income, nobody's findings (rules.md annex E). */
    @Bean
    PaperSource attendancePaper() {
        return new Sheet(
                PaperKind.ATTENDANCE,
                List.of(
                        text("会议时间", ""),
                        text("会议地点", ""),
                        text("会议类型", ""),
                        text("应到人数", ""),
                        text("户数", "提交评议的户数"),
                        AGENDA,
                        SIGNATURES),
                subject -> meeting(subject).map(meeting -> content(subject, meeting)
                        .with(SIGNATURES.name(), SIGNATURES.columns(), signatures(meeting.roster()))),
                this::sheets);
    }

    @Bean
    PaperSource minutesPaper() {
        return new Sheet(
                PaperKind.MINUTES,
                List.of(
                        text("会议时间", ""),
                        text("会议地点", ""),
                        text("会议类型", ""),
                        text("类型说明", "为什么不开村民代表会议"),
                        text("主持人", ""),
                        text("记录人", ""),
                        text("应到人数", ""),
                        text("实到人数", ""),
                        text("户数", ""),
                        text("法定人数", "是否达到应到人数的三分之二"),
                        AGENDA,
                        VOTES),
                subject -> meeting(subject).map(meeting -> content(subject, meeting)
                        .with(VOTES.name(), VOTES.columns(), votes(subject, meeting))),
                this::sheets);
    }

    /**
     * @param id of the prepared or the held meeting; none while households only wait for one
     * @param facts of it, by their names on the paper
     * @param held none before it
     */
    private record Meeting(
            @Nullable UUID id,
            PaperContent facts,
            Optional<Roster> roster,
            @Nullable UUID held) {}

    /** Of the first household: all on one sheet have the same. */
    private Optional<Meeting> meeting(PaperSubject subject) {
        return subject.cases().stream().findFirst().flatMap(this::meeting);
    }

    private Optional<Meeting> meeting(CaseId id) {
        var prepared = planned.prepared(List.of(id)).get(id);
        if (prepared != null) {
            return Optional.of(prepared(prepared));
        }
        if (cases.require(id).state() == CaseState.VILLAGE_REVIEW) {
            return Optional.of(new Meeting(null, new PaperContent(), Optional.empty(), null));
        }
        return reviews.latest(id).map(this::held);
    }

    private Meeting prepared(UUID id) {
        var meeting = planned.find(id).orElseThrow();
        var roster = rosters.find(meeting.roster()).orElseThrow();
        var entitled = roster.members().size();
        return new Meeting(
                id,
                new PaperContent()
                        .with("会议时间", ChinaTime.minute(meeting.plannedAt()))
                        .with("会议地点", meeting.place())
                        .with("会议类型", meeting.kind().label())
                        .with("类型说明", meeting.kindReason())
                        .with("主持人", meeting.chair())
                        .with("记录人", meeting.recorder())
                        .with("应到人数", entitled + "人")
                        .with("法定人数", "至少到会%d人，会议有效".formatted(ReviewMeeting.needed(entitled))),
                Optional.of(roster),
                null);
    }

    private Meeting held(Reviews.Review review) {
        var held = review.held();
        return new Meeting(
                review.meeting(),
                new PaperContent()
                        .with("会议时间", ChinaTime.minute(held.heldAt()))
                        .with("会议地点", held.place())
                        .with("会议类型", held.kind().label())
                        .with("类型说明", held.kindReason())
                        .with("主持人", held.chair())
                        .with("记录人", held.recorder())
                        .with("应到人数", held.entitled() + "人")
                        .with("实到人数", held.present() + "人")
                        .with("法定人数", held.quorate() ? "到会人数达到应到人数的三分之二，会议有效" : "到会人数不足应到人数的三分之二，会议无效"),
                rosters.ofMeeting(review.meeting()),
                review.meeting());
    }

    private List<PaperSubject> sheets(PaperSubject subject) {
        return subject.cases().stream()
                .collect(Collectors.groupingBy(
                        id -> meeting(id).map(Meeting::id), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(together -> new PaperSubject(together, subject.household(), subject.division()))
                .toList();
    }

    private PaperContent content(PaperSubject subject, Meeting meeting) {
        var rows = new ArrayList<List<String>>();
        for (var id : subject.cases()) {
            var household = households.require(cases.require(id).household());
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    household.headName(),
                    Objects.requireNonNullElse(household.group(), ""),
                    facts.difficultyKinds(id),
                    facts.livingConditions(id),
                    facts.comparisonStanding(id)));
        }
        return meeting.facts().with(AGENDA.name(), AGENDA.columns(), rows).with("户数", String.valueOf(rows.size()));
    }

    /** Every name of the roster, each signs beside it; blank lines where there is no roster. */
    private static List<List<String>> signatures(Optional<Roster> roster) {
        var names = roster.map(named ->
                        named.members().stream().map(Roster.Member::name).toList())
                .orElse(List.of());
        var lines = names.isEmpty() ? BLANK_SIGNATURES : names.size();
        var half = (lines + 1) / 2;
        return IntStream.range(0, half)
                .mapToObj(line -> List.of(
                        number(line, lines), name(names, line), number(line + half, lines), name(names, line + half)))
                .toList();
    }

    private static String number(int line, int lines) {
        return line < lines ? String.valueOf(line + 1) : "";
    }

    private static String name(List<String> names, int line) {
        return line < names.size() ? names.get(line) : "";
    }

    private List<List<String>> votes(PaperSubject subject, Meeting meeting) {
        var rows = new ArrayList<List<String>>();
        for (var id : subject.cases()) {
            var household = households.require(cases.require(id).household());
            var review = reviews.latest(id).filter(last -> last.meeting().equals(meeting.held()));
            var votes = review.map(Reviews.Review::votes);
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    household.headName(),
                    Objects.requireNonNullElse(household.group(), ""),
                    facts.difficultyKinds(id),
                    votes.map(v -> v.stoodAside() + "人").orElse(""),
                    votes.map(v -> v.inFavour() + "票").orElse(""),
                    votes.map(v -> v.against() + "票").orElse(""),
                    votes.map(v -> v.abstained() + "票").orElse(""),
                    review.map(r -> r.agreed() ? "同意上报" : "不同意上报").orElse(""),
                    review.map(r -> earlier.text(id, HouseholdIdentification.Elements.REVIEW_IN_VILLAGE, "needs"))
                            .filter(needs -> !needs.equals("—"))
                            .orElse("")));
        }
        return rows;
    }
}
