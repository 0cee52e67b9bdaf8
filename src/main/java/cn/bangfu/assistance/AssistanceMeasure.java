package cn.bangfu.assistance;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A measure of a plan.
 *
 * @param takenFrom measure of an earlier version, accepted and taken over unchanged: its answer holds
 * @param given the lead department's answer; none as long as it is asked
 */
public record AssistanceMeasure(
        UUID id, ProposedMeasure proposed, @Nullable UUID takenFrom, MeasureAnswer.@Nullable Given given) {

    public boolean accepted() {
        return given != null && given.answer() instanceof MeasureAnswer.Accepted;
    }

    /** The measure to which the department's answer was given. */
    UUID answeredAs() {
        return takenFrom == null ? id : takenFrom;
    }
}
