package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.identification.PlannedMeetings.Preparing;
import cn.bangfu.identification.PlannedMeetings.Recusal;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Prepares review meetings of many households and keeps what came of them: one attendance, one set of minutes (rules.md annex A). */
@Service
@Transactional
public class ReviewMeetingService {

    private static final Duration FARTHEST = Duration.ofDays(92);

    private final PlannedMeetings meetings;
    private final Rosters rosters;
    private final IdentificationCases cases;
    private final LegalClock clock;

    public ReviewMeetingService(
            PlannedMeetings meetings, Rosters rosters, IdentificationCases cases, LegalClock clock) {
        this.meetings = meetings;
        this.rosters = rosters;
        this.cases = cases;
        this.clock = clock;
    }

    /** What became of a preparation. */
    public sealed interface Outcome {
        record Kept(UUID meeting) implements Outcome {}

        record Refused(List<FieldError> errors) implements Outcome {}
    }

    /** @param changed the meeting to be changed; none for a new one */
    public Outcome prepare(Preparing meeting, @Nullable UUID changed, Actor actor) {
        var errors = faults(meeting, changed);
        if (!errors.isEmpty()) {
            return new Outcome.Refused(errors);
        }
        if (changed == null) {
            return new Outcome.Kept(meetings.add(meeting, actor.officer()));
        }
        meetings.change(changed, meeting);
        return new Outcome.Kept(changed);
    }

    private List<FieldError> faults(Preparing meeting, @Nullable UUID changed) {
        var errors = new ArrayList<FieldError>();
        var roster = rosters.find(meeting.roster()).orElse(null);
        if (roster == null
                || roster.kind() != meeting.kind()
                || !roster.village().equals(meeting.village())) {
            errors.add(new FieldError(
                    "kind", "还没有“%s”名册，请先登记名册。".formatted(meeting.kind().members())));
        }
        if (meeting.kind() != ReviewMeeting.Kind.REPRESENTATIVES && isBlank(meeting.kindReason())) {
            errors.add(new FieldError("kindReason", "不开村民代表会议的，请写明原因。"));
        }
        if (isBlank(meeting.place())) {
            errors.add(new FieldError("place", "请填写开会地点。"));
        }
        if (isBlank(meeting.chair())) {
            errors.add(new FieldError("chair", "请填写主持人。"));
        }
        if (isBlank(meeting.recorder())) {
            errors.add(new FieldError("recorder", "请填写记录人。"));
        } else if (meeting.recorder().strip().equals(meeting.chair().strip())) {
            errors.add(new FieldError("recorder", "主持人和记录人不能是同一人。"));
        }
        if (meeting.plannedAt().isAfter(clock.now().plus(FARTHEST))) {
            errors.add(new FieldError("plannedOn", "开会日期太晚，请核对。"));
        }
        if (meeting.agenda().isEmpty()) {
            errors.add(new FieldError("agenda", "请至少选择一户上会。"));
        }
        var elsewhere = meetings.prepared(meeting.agenda());
        for (var found : cases.all(meeting.agenda())) {
            if (found.state() != CaseState.VILLAGE_REVIEW || !found.village().equals(meeting.village())) {
                errors.add(new FieldError("agenda", "案件%s不在民主评议环节，请移出议程。".formatted(found.number())));
            } else if (elsewhere.containsKey(found.id())
                    && !elsewhere.get(found.id()).equals(changed)
                    && !elsewhere.get(found.id()).equals(meeting.previous())) {
                errors.add(new FieldError("agenda", "案件%s已列入另一次会议，请移出议程。".formatted(found.number())));
            }
        }
        return errors;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    public void cancel(UUID id) {
        meetings.end(id, PlannedMeeting.State.CANCELLED);
    }

    /**
     * The meeting as it was held.
     *
     * @param present places in the roster
     * @param aside who stood aside at which household
     */
    public record Sheet(
            Instant heldAt,
            String place,
            String chair,
            String recorder,
            Set<Integer> present,
            List<UUID> minutes,
            Map<CaseId, List<Recusal>> aside) {

        public Sheet {
            present = Set.copyOf(present);
            minutes = List.copyOf(minutes);
            aside = Map.copyOf(aside);
        }
    }

    /** The meeting that a sheet tells of. Nothing is kept. */
    public ReviewMeeting held(PlannedMeeting planned, Sheet sheet) {
        return new ReviewMeeting(
                sheet.heldAt(),
                sheet.place(),
                planned.kind(),
                planned.kindReason(),
                sheet.chair(),
                sheet.recorder(),
                rosters.find(planned.roster()).orElseThrow().members().size(),
                sheet.present().size(),
                sheet.minutes());
    }

    /**
     * Keeps the meeting. Its households' answers follow in the same transaction.
     *
     * @param next the new date with the same agenda; needed where too few came
     * @return what is wrong; empty if it is kept
     */
    public List<FieldError> hold(UUID id, Sheet sheet, @Nullable Preparing next, Actor actor) {
        var planned = meetings.find(id).orElseThrow();
        var errors = new ArrayList<FieldError>();
        if (planned.state() != PlannedMeeting.State.PREPARED) {
            return List.of(
                    new FieldError("", "这次会议%s，不能再登记。".formatted(planned.state().label())));
        }
        var roster = rosters.find(planned.roster()).orElseThrow();
        var seats = new HashSet<Integer>();
        roster.members().forEach(member -> seats.add(member.seq()));
        if (!seats.containsAll(sheet.present())) {
            errors.add(new FieldError("present", "签到名单与名册不符，请重新打开后勾选。"));
        }
        sheet.aside().forEach((caseId, recusals) -> {
            if (!sheet.present().containsAll(recusals.stream().map(Recusal::seq).toList())) {
                errors.add(new FieldError("aside", "回避的人要在到会的人当中，没有到会的不用登记回避。"));
            }
        });
        var held = held(planned, sheet);
        if (!held.quorate() && next == null) {
            errors.add(new FieldError(
                    "next",
                    "应到%d人，至少要到%d人，实到%d人，会议无效。请写明下次开会的日期。"
                            .formatted(held.entitled(), ReviewMeeting.needed(held.entitled()), held.present())));
        }
        if (!errors.isEmpty()) {
            return errors;
        }
        meetings.hold(planned, held, roster, sheet.present(), held.quorate() ? sheet.aside() : Map.of());
        meetings.end(id, held.quorate() ? PlannedMeeting.State.HELD : PlannedMeeting.State.NOT_QUORATE);
        if (!held.quorate() && next != null) {
            var again = prepare(next, null, actor);
            if (again instanceof Outcome.Refused refused) {
                return refused.errors().stream()
                        .map(error -> new FieldError("next." + error.field(), "下次会议：" + error.message()))
                        .toList();
            }
        }
        return List.of();
    }
}
