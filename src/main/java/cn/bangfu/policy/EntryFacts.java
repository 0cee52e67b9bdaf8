package cn.bangfu.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a household when it is decided which way its case goes (rules 1.2).
 *
 * @param residencyDecided whether the town has decided residency with a reason (row A5b); its word then stands
 * @param risks named so far: by the household, on the clue, or verified
 * @param sameRiskAgain whether a risk of the eliminated entry is among them (only for {@link MonitoringState#ELIMINATED})
 * @param exitVerified whether the town has verified that the elimination was right
 */
public record EntryFacts(
        MonitoringState monitoringState,
        PolicyStatus policyStatus,
        Residency residency,
        boolean residencyDecided,
        Set<RiskCause> risks,
        boolean sameRiskAgain,
        boolean exitVerified,
        @Nullable SuddenEvent suddenEvent,
        ReliefState relief) {

    /** @throws IllegalArgumentException if something is said of an elimination that never was */
    public EntryFacts {
        risks = Set.copyOf(risks);
        if (monitoringState != MonitoringState.ELIMINATED && (sameRiskAgain || exitVerified)) {
            throw new IllegalArgumentException("only an eliminated risk comes back or is verified");
        }
    }
}
