package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import java.util.Set;

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

    void add(CaseId id, Channel channel, Set<RiskCause> risks, Actor reportedBy);

    /** Marks all clues of the case that were not verified yet. */
    void verified(CaseId id, Result result, Actor verifiedBy);
}
