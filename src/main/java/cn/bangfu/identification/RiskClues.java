package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs of risk from one of the three channels. */
public interface RiskClues {

    /** What the first visit to the household led to. */
    enum Result {
        NO_RISK("无风险"),
        DECLINES("不愿申报"),
        APPLIES("申报并签字");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One sign of risk. A household with two has one case.
     *
     * @param office which reported it
     * @param result none before the first visit
     */
    record Clue(
            CaseId caseId,
            Channel channel,
            Instant reportedAt,
            String office,
            Set<RiskCause> risks,
            @Nullable Result result,
            @Nullable Instant verifiedAt) {}

    /** Within the scope, the newest first. */
    List<Clue> in(DivisionScope scope, int limit);

    void add(CaseId id, Channel channel, Set<RiskCause> risks, Actor reportedBy);

    /** Marks all clues of the case that were not verified yet. */
    void verified(CaseId id, Result result, Actor verifiedBy);
}
