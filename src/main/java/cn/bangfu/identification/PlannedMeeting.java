package cn.bangfu.identification;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review meeting that is prepared: when, where, who sits in it, and which households are on its agenda.
 *
 * @param kindReason why it is no meeting of the villagers' representatives
 * @param previous the meeting to which too few came, and whose agenda this one has
 * @param agenda in the order in which they are called
 */
public record PlannedMeeting(
        UUID id,
        DivisionCode village,
        ReviewMeeting.Kind kind,
        @Nullable String kindReason,
        UUID roster,
        Instant plannedAt,
        String place,
        String chair,
        String recorder,
        State state,
        @Nullable UUID previous,
        List<CaseId> agenda) {

    public enum State {
        PREPARED("已准备"),
        HELD("已召开"),
        NOT_QUORATE("人数不够，已改期"),
        CANCELLED("已取消");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public PlannedMeeting {
        agenda = List.copyOf(agenda);
    }
}
