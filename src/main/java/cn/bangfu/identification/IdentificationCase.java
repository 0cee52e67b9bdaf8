package cn.bangfu.identification;

import cn.bangfu.policy.Channel;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.ProposalOutcome;
import cn.bangfu.policy.ReliefState;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of the procedure for one household.
 *
 * @param village the household's village when the case was opened
 * @param acceptedAt when it was accepted: the total clock runs from here, and this day's income line counts; none before
 * @param risks as known so far: coded when the clue or application came in, and again by every home visit
 * @param route outcome of {@code entry-routing.dmn}, none before
 * @param exitVerified an earlier risk elimination was looked at again and stands
 * @param decidedResidency the town's word where residency was in doubt
 * @param proposal outcome of the last run of {@code monitoring-category.dmn}, none before
 */
public record IdentificationCase(
        CaseId id,
        CaseNumber number,
        HouseholdId household,
        DivisionCode village,
        Channel channel,
        CaseState state,
        Instant openedAt,
        @Nullable Instant acceptedAt,
        Set<RiskCause> risks,
        @Nullable String route,
        ReliefState relief,
        boolean exitVerified,
        @Nullable Residency decidedResidency,
        @Nullable String proposal,
        @Nullable Instant closedAt,
        @Nullable CaseOutcome outcome,
        int version) {

    /** Whether deciding on this category overrides what the table proposed; that needs a reason and becomes an audit finding. */
    public boolean deviates(MonitoringCategory category) {
        return proposal == null || !ProposalOutcome.valueOf(proposal).category().equals(Optional.of(category));
    }

    public boolean isOpen() {
        return outcome == null;
    }

    /** @throws IllegalStateException if the case stands elsewhere: the model led to a step too early or too late */
    public IdentificationCase require(CaseState... allowed) {
        if (!Set.of(allowed).contains(state)) {
            throw new IllegalStateException("case " + number + " stands at " + state);
        }
        return this;
    }
}
