package cn.bangfu.identification;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.RiskCause;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The county's decision to enter a household.
 *
 * @param risks recorded ones; each will need a fitting measure
 * @param overrideReason why another category than the table proposed; none if they agree
 * @param documentNumber 批复文号
 * @param decidedOn as the paper says; the server's time of the act is kept besides
 */
public record Confirmation(
        MonitoringCategory category,
        Set<RiskCause> risks,
        @Nullable String overrideReason,
        String documentNumber,
        LocalDate decidedOn) {

    public Confirmation {
        risks = Set.copyOf(risks);
    }
}
