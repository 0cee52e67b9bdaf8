package cn.bangfu.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Prepared meetings, and what came of them. */
public interface PlannedMeetings {

    /** What somebody writes who prepares one. */
    record Preparing(
            DivisionCode village,
            ReviewMeeting.Kind kind,
            @Nullable String kindReason,
            UUID roster,
            Instant plannedAt,
            String place,
            String chair,
            String recorder,
            List<CaseId> agenda,
            @Nullable UUID previous) {}

    UUID add(Preparing meeting, OfficerId by);

    void change(UUID id, Preparing meeting);

    void end(UUID id, PlannedMeeting.State state);

    Optional<PlannedMeeting> find(UUID id);

    /** Those within the scope, the latest first. */
    List<PlannedMeeting> in(DivisionScope scope, int limit);

    /** Which of the cases stand on the agenda of a prepared meeting. */
    Map<CaseId, UUID> prepared(Collection<CaseId> cases);

    /** Who stood aside at a household: places in the roster, with the reason. */
    record Recusal(int seq, String reason) {}

    /** Keeps the meeting as it was held, with the sheet of attendance and who stood aside where. */
    UUID hold(
            PlannedMeeting planned,
            ReviewMeeting held,
            Roster roster,
            Set<Integer> present,
            Map<CaseId, List<Recusal>> aside);

    /** The meeting that came of a prepared one. */
    Optional<UUID> held(UUID planned);
}
