package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Clues of cadres and departments. They bring no signed paper: a clue is verified on a first visit, and the household itself applies or
 * does not (rules.md annex A).
 */
@Service
@Transactional
public class ClueService {

    private final CaseService caseService;
    private final IdentificationCases cases;
    private final RiskClues clues;
    private final Trail trail;

    public ClueService(CaseService caseService, IdentificationCases cases, RiskClues clues, Trail trail) {
        this.caseService = caseService;
        this.cases = cases;
        this.clues = clues;
        this.trail = trail;
    }

    /** Records a clue. A household with an open case gets no second one: the clue joins it. */
    public CaseService.Opening report(HouseholdId household, Channel channel, Set<RiskCause> risks, Actor actor) {
        var opening = caseService.open(household, channel, risks, actor);
        var opened = opening.opened();
        clues.add(opened.id(), channel, risks, actor);
        trail.append(TrailEvent.of("clue.reported", opened.id(), household, actor)
                .with("channel", channel.name())
                .with("risks", risks));
        if (opening instanceof CaseService.Opening.New) {
            caseService.begin(opened);
        }
        return opening;
    }

    /** What the first visit found. Where the household applies, the application follows in the same act. */
    public void verified(CaseId id, RiskClues.Result result, Set<RiskCause> risks, Actor actor) {
        var verified = cases.require(id).require(CaseState.CLUE);
        clues.verified(id, result, actor);
        if (result == RiskClues.Result.APPLIES) {
            cases.setRisks(id, risks);
            caseService.moveTo(id, CaseState.ACCEPTANCE, actor);
        }
        trail.append(
                TrailEvent.of("clue.verified", id, verified.household(), actor).with("result", result.name()));
    }
}
