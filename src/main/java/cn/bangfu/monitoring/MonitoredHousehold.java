package cn.bangfu.monitoring;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A household entered after county confirmation.
 *
 * @param caseId the case that led to it; none where the register named it as monitored when it was taken over
 * @param risks recorded ones; each needs a fitting measure
 * @param nationalNumber written back when the county has entered it in the national system
 */
public record MonitoredHousehold(
        UUID id,
        HouseholdId household,
        @Nullable CaseId caseId,
        MonitoringCategory category,
        Set<RiskCause> risks,
        Instant enteredAt,
        @Nullable String nationalNumber,
        @Nullable LocalDate nationalEnteredOn,
        @Nullable Instant endedAt) {

    public MonitoredHousehold {
        risks = Set.copyOf(risks);
    }
}
