package cn.bangfu.identification;

import cn.bangfu.policy.Copes;
import cn.bangfu.policy.Guarantee;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.policy.SuddenEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the visitors found, as far as a rule looks at it; the whole sheet is the step's record.
 *
 * @param visitors at least as many as the county demands, and two by law
 * @param risks verified ones
 * @param mainRisk one of them; none if there is no risk
 * @param guaranteeGaps what is not secured
 * @param suddenOn when it happened; with {@code suddenEvent} only
 */
public record HomeVisit(
        Instant visitedAt,
        VisitPlace place,
        List<Visitor> visitors,
        Residency residency,
        Set<RiskCause> risks,
        @Nullable RiskCause mainRisk,
        Set<Guarantee> guaranteeGaps,
        Copes copes,
        @Nullable SuddenEvent suddenEvent,
        @Nullable LocalDate suddenOn,
        boolean basicLifeHardship) {

    public HomeVisit {
        visitors = List.copyOf(visitors);
        risks = Set.copyOf(risks);
        guaranteeGaps = Set.copyOf(guaranteeGaps);
    }
}
