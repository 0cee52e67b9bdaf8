package cn.bangfu.assistance;

import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of a household's plan (一户一策).
 *
 * @param monitored the entry it is for
 * @param version from 1; a plan that comes back is revised as the next version, the old one stays
 * @param objection what the household had against it when it was handed over
 */
public record AssistancePlan(
        UUID id,
        UUID monitored,
        HouseholdId household,
        int version,
        PlanState state,
        HouseholdOpinion opinion,
        Instant proposedAt,
        @Nullable String objection,
        List<AssistanceMeasure> measures) {

    public AssistancePlan {
        measures = List.copyOf(measures);
    }

    /** Those that a department has still to answer. */
    public List<AssistanceMeasure> unanswered() {
        return measures.stream().filter(measure -> measure.given() == null).toList();
    }

    public List<AssistanceMeasure> accepted() {
        return measures.stream().filter(AssistanceMeasure::accepted).toList();
    }

    public AssistanceMeasure measure(UUID measure) {
        return measures.stream()
                .filter(candidate -> candidate.id().equals(measure))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("plan " + id + " has no measure " + measure));
    }

    /** @throws IllegalStateException if the plan stands elsewhere */
    AssistancePlan require(PlanState expected) {
        if (state != expected) {
            throw new IllegalStateException("plan " + id + " is " + state);
        }
        return this;
    }
}
