package cn.bangfu.identification;

import cn.bangfu.policy.Copes;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.OfficerId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Home visits and the counts that rest on them. Nothing is overwritten: a case that comes back is visited and counted again. */
public interface HomeVisits {

    void add(CaseId id, HomeVisit visit, OfficerId recordedBy);

    /** The last visit, with the town's word on ability and hardship where it gave one since. */
    Optional<HomeVisit> latest(CaseId id);

    void addTownJudgement(CaseId id, Copes copes, boolean basicLifeHardship, OfficerId judgedBy);

    /** @param countedBy none if a change in the household made it necessary */
    void addCount(CaseId id, IncomeCount count, @Nullable OfficerId countedBy);

    Optional<IncomeCount> latestCount(CaseId id);

    List<IncomeCount> counts(CaseId id);
}
