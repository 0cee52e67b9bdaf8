package cn.bangfu.identification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a decision table for a case, as kept.
 *
 * @param stage {@code ROUTING} or a constant of {@code policy.DecisionRun}
 * @param rows names of the rows that led to it, {@code B1}
 * @param outcome constant of {@code RouteOutcome} or {@code ProposalOutcome}
 * @param inputs what the table was asked; personal
 */
public record CaseRun(
        String stage,
        String decisionKey,
        int decisionVersion,
        List<String> rows,
        String outcome,
        Map<String, @Nullable Object> inputs,
        Instant ranAt) {}
