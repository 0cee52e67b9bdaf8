package cn.bangfu.process.batch;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.PlannedMeeting;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.identification.PlannedMeetings.Preparing;
import cn.bangfu.identification.PlannedMeetings.Recusal;
import cn.bangfu.identification.ReviewMeeting;
import cn.bangfu.identification.ReviewMeetingService;
import cn.bangfu.identification.ReviewMeetingService.Sheet;
import cn.bangfu.identification.Roster;
import cn.bangfu.identification.Rosters;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Batch;
import cn.bangfu.process.gateway.BatchGateway;
import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.gateway.BatchOutcome;
import cn.bangfu.process.gateway.OpenForm;
import cn.bangfu.process.gateway.StepGateway;
import cn.bangfu.process.gateway.TaskLine;
import cn.bangfu.process.gateway.TaskLists;
import cn.bangfu.process.identification.HouseholdIdentification.Elements;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A review meeting as it was held: attendance ticked on the roster, one set of photographs, votes household by household. Out of it
 * comes one answer to every household's own form.
 */
@Service
public class MeetingDesk {

    private static final Set<String> ONCE = Set.of(
            "heldOn",
            "heldAt",
            "place",
            "chair",
            "recorder",
            "relativesAsked",
            "votingWay",
            "attendanceSheet",
            "minutes",
            "photos");

    private final PlannedMeetings meetings;
    private final ReviewMeetingService service;
    private final Rosters rosters;
    private final IdentificationCases cases;
    private final Households households;
    private final TaskLists tasks;
    private final StepGateway steps;
    private final BatchGateway batches;
    private final CurrentOfficer currentOfficer;

    MeetingDesk(
            PlannedMeetings meetings,
            ReviewMeetingService service,
            Rosters rosters,
            IdentificationCases cases,
            Households households,
            TaskLists tasks,
            StepGateway steps,
            BatchGateway batches,
            CurrentOfficer currentOfficer) {
        this.meetings = meetings;
        this.service = service;
        this.rosters = rosters;
        this.cases = cases;
        this.households = households;
        this.tasks = tasks;
        this.steps = steps;
        this.batches = batches;
        this.currentOfficer = currentOfficer;
    }

    /**
     * A household of the agenda, with what the meeting is shown of it and no more (rules.md annex E).
     *
     * @param taskId none if the officer does not hand it in
     * @param waits whether it still waits for a meeting
     */
    public record Household(
            CaseId caseId,
            String caseNumber,
            String head,
            @Nullable String taskId,
            boolean waits,
            String difficulty,
            String living) {}

    /**
     * @param form the part of the review's form that is answered once for the meeting; none for who may not hand it in
     * @param needed how many have to come
     * @param draft the officer's own, or else what a colleague has written
     */
    public record Opening(
            PlannedMeeting meeting,
            Roster roster,
            int needed,
            @Nullable JsonNode form,
            Map<String, @Nullable Object> values,
            List<Household> households,
            BatchGateway.@Nullable DraftBy draft) {}

    /** Empty if there is no such meeting in the officer's villages. */
    public Optional<Opening> open(UUID id) {
        return find(id).map(meeting -> {
            var roster = rosters.find(meeting.roster()).orElseThrow();
            var mine = mine();
            var first = meeting.agenda().stream()
                    .flatMap(caseId -> Stream.ofNullable(mine.get(caseId)))
                    .findFirst();
            var form = first.flatMap(task -> steps.open(task.id())).orElse(null);
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put("heldOn", LegalClock.dayOf(meeting.plannedAt()).toString());
            values.put("heldAt", time(meeting.plannedAt()));
            values.put("place", meeting.place());
            values.put("chair", meeting.chair());
            values.put("recorder", meeting.recorder());
            return new Opening(
                    meeting,
                    roster,
                    ReviewMeeting.needed(roster.members().size()),
                    form == null ? null : FormParts.only(form.schema(), ONCE::contains),
                    values,
                    meeting.agenda().stream()
                            .map(caseId -> household(caseId, mine.get(caseId)))
                            .toList(),
                    batches.draftOrColleagues(BatchKind.REVIEW_MEETING, id).orElse(null));
        });
    }

    private Household household(CaseId caseId, @Nullable TaskLine task) {
        var shown = task == null
                ? Map.<String, @Nullable Object>of()
                : steps.open(task.id()).map(OpenForm::values).orElse(Map.of());
        var of = cases.require(caseId);
        return new Household(
                caseId,
                of.number().value(),
                households.require(of.household()).headName(),
                task == null ? null : task.id(),
                of.state() == CaseState.VILLAGE_REVIEW,
                of.risks().stream().sorted().map(RiskCause::label).collect(Collectors.joining("、")),
                String.valueOf(shown.getOrDefault("livingConditions", "")));
    }

    /** Of the officer's villages only. */
    public Optional<PlannedMeeting> find(UUID id) {
        return meetings.find(id).filter(meeting -> currentOfficer
                .require()
                .scope(Set.of(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR))
                .covers(meeting.village()));
    }

    private Map<CaseId, TaskLine> mine() {
        return tasks.page(TaskLists.Filter.OFFICE, Elements.REVIEW_IN_VILLAGE, 0, Batch.LIMIT).tasks().stream()
                .collect(Collectors.toMap(TaskLine::caseId, Function.identity(), (first, second) -> first));
    }

    private static String time(Instant moment) {
        return moment.atZone(LegalClock.ZONE)
                .toLocalTime()
                .withSecond(0)
                .withNano(0)
                .toString();
    }

    /**
     * Hands a meeting in.
     *
     * @param said {@code present} the places in the roster, {@code households} one object each with {@code caseId}, {@code aside},
     *     {@code inFavour}, {@code against}, {@code abstained}, {@code reason}, {@code needs}; {@code next} where too few came; the rest
     *     as the form asks it
     */
    public Optional<BatchOutcome> hold(UUID id, Map<String, @Nullable Object> said, @Nullable String key) {
        return find(id).map(meeting -> {
            try {
                return hold(meeting, Answers.of(said), key);
            } catch (IllegalArgumentException | ClassCastException | DateTimeParseException e) {
                return refused("", "内容的格式不对，请重新打开后填写。");
            }
        });
    }

    private BatchOutcome hold(PlannedMeeting meeting, Answers said, @Nullable String key) {
        var officer = currentOfficer.require();
        var chair = officer.postFor(Role.VILLAGE_CHAIR, meeting.village()).map(officer::actorIn);
        if (chair.isEmpty()) {
            return refused("", "评议结果由评议主持人提交。您填的内容已暂存，主持人打开这次会议就能看到。");
        }
        if (said.findDate("heldOn").isEmpty() || time(said, "heldAt").isEmpty()) {
            return refused("heldOn", "请填写开会的日期和时间。");
        }
        var sheet = new Sheet(
                said.date("heldOn")
                        .atTime(time(said, "heldAt").orElseThrow())
                        .atZone(LegalClock.ZONE)
                        .toInstant(),
                said.findText("place").orElse(""),
                said.findText("chair").orElse(""),
                said.findText("recorder").orElse(""),
                seats(said, "present"),
                Stream.of("attendanceSheet", "minutes", "photos")
                        .flatMap(name -> said.evidence(name).stream())
                        .toList(),
                aside(said));
        var held = service.held(meeting, sheet);
        var mine = mine();
        var roster = rosters.find(meeting.roster()).orElseThrow();
        var items = said.list("households").stream()
                .map(household -> item(household, said, held, roster, sheet, mine))
                .toList();
        return batches.submit(
                new Batch(BatchKind.REVIEW_MEETING, meeting.id(), number(meeting), items),
                () -> service.hold(meeting.id(), sheet, held.quorate() ? null : next(meeting, said), chair.get()),
                key);
    }

    /** 阿门其日格村2026年11月21日评议会议 as far as it is short: its day. */
    private static String number(PlannedMeeting meeting) {
        return LegalClock.dayOf(meeting.plannedAt()) + " " + meeting.kind().label();
    }

    private static BatchOutcome refused(String field, String message) {
        return new BatchOutcome.Refused(List.of(new FieldError(field, message)), List.of());
    }

    private static Optional<LocalTime> time(Answers said, String name) {
        return said.findText(name).flatMap(text -> {
            try {
                return Optional.of(LocalTime.parse(text.length() == 4 ? "0" + text : text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }

    private static Set<Integer> seats(Answers said, String name) {
        var seats = new TreeSet<Integer>();
        if (said.values().get(name) instanceof List<?> list) {
            list.forEach(seat -> seats.add(((Number) seat).intValue()));
        }
        return seats;
    }

    private static Map<CaseId, List<Recusal>> aside(Answers said) {
        var aside = new HashMap<CaseId, List<Recusal>>();
        for (var household : said.list("households")) {
            aside.put(
                    CaseId.of(household.text("caseId")),
                    household.list("aside").stream()
                            .map(one -> new Recusal(
                                    seat(one), one.findText("reason").orElse("RELATIVE")))
                            .toList());
        }
        return aside;
    }

    private static int seat(Answers one) {
        return one.values().get("seq") instanceof Number seq ? seq.intValue() : 0;
    }

    private Batch.Item item(
            Answers household,
            Answers said,
            ReviewMeeting held,
            Roster roster,
            Sheet sheet,
            Map<CaseId, TaskLine> mine) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        ONCE.forEach(name -> copy(said, name, answer));
        answer.put("meetingKind", held.kind().name());
        answer.put("kindReason", held.kindReason());
        answer.put("rosterVersion", roster.title());
        answer.put("entitled", Integer.toString(held.entitled()));
        answer.put("present", Integer.toString(held.present()));
        answer.put(
                "attendees",
                roster.members().stream()
                        .filter(member -> sheet.present().contains(member.seq()))
                        .map(Roster.Member::name)
                        .collect(Collectors.joining("、")));
        var names = roster.members().stream().collect(Collectors.toMap(Roster.Member::seq, Roster.Member::name));
        var recusals = new ArrayList<Map<String, @Nullable Object>>();
        for (var one : household.list("aside")) {
            var recusal = new LinkedHashMap<String, @Nullable Object>();
            recusal.put("name", names.getOrDefault(seat(one), ""));
            recusal.put("reason", one.findText("reason").orElse("RELATIVE"));
            copy(one, "note", recusal);
            recusals.add(recusal);
        }
        if (held.quorate()) {
            answer.put("recusals", recusals);
            List.of("inFavour", "against", "abstained", "reason", "needs", "questions")
                    .forEach(name -> copy(household, name, answer));
            answer.put("villageReviewResult", carried(household, held) ? "AGREED" : "NOT_AGREED");
        } else {
            answer.put("villageReviewResult", "NOT_QUORATE");
            said.group("next").findText("on").ifPresent(on -> answer.put("nextMeetingOn", on));
        }
        var task = mine.get(CaseId.of(household.text("caseId")));
        return new Batch.Item(
                task == null ? household.findText("task").orElse(household.text("caseId")) : task.id(), answer);
    }

    /** More than half of those present; what does not add up the step refuses. */
    private static boolean carried(Answers household, ReviewMeeting held) {
        return household
                .findText("inFavour")
                .filter(votes -> votes.matches("\\d{1,6}"))
                .map(votes -> Integer.parseInt(votes) * 2 > held.present())
                .orElse(false);
    }

    private static void copy(Answers from, String name, Map<String, @Nullable Object> to) {
        if (from.values().get(name) != null) {
            to.put(name, from.values().get(name));
        }
    }

    private @Nullable Preparing next(PlannedMeeting meeting, Answers said) {
        var next = said.group("next");
        if (next.findDate("on").isEmpty()) {
            return null;
        }
        var kind = next.findChoice("kind", ReviewMeeting.Kind.class).orElse(meeting.kind());
        LocalDate on = next.date("on");
        var roster = rosters.on(meeting.village(), kind, on).map(Roster::id).orElse(meeting.roster());
        return new Preparing(
                meeting.village(),
                kind,
                next.findText("kindReason").orElse(kind == meeting.kind() ? meeting.kindReason() : null),
                roster,
                on.atTime(time(next, "at").orElse(LocalTime.of(9, 0)))
                        .atZone(LegalClock.ZONE)
                        .toInstant(),
                next.findText("place").orElse(meeting.place()),
                said.findText("chair").orElse(meeting.chair()),
                said.findText("recorder").orElse(meeting.recorder()),
                said.list("households").stream()
                        .map(household -> CaseId.of(household.text("caseId")))
                        .toList(),
                meeting.id());
    }

    /** In which post the officer prepares meetings of the village. */
    public Optional<Actor> preparer(cn.bangfu.shared.DivisionCode village) {
        return currentOfficer.require().actorIn(List.of(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR), village);
    }
}
