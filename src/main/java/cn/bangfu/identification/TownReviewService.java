package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The town's review by three hands: handler, reviewer, head (乡镇审核; F1 五(二)2). */
@Service
@Transactional
public class TownReviewService {

    private final IdentificationCases cases;
    private final Opinions opinions;
    private final CaseHands hands;
    private final CaseService caseService;
    private final LateComparisonService comparisons;
    private final Trail trail;

    public TownReviewService(
            IdentificationCases cases,
            Opinions opinions,
            CaseHands hands,
            CaseService caseService,
            LateComparisonService comparisons,
            Trail trail) {
        this.cases = cases;
        this.opinions = opinions;
        this.hands = hands;
        this.caseService = caseService;
        this.comparisons = comparisons;
        this.trail = trail;
    }

    /** The handler's opinion, after looking through the papers. */
    public Recording handle(CaseId id, String opinion, Actor actor) {
        return give(id, Hand.TOWN_HANDLER, Opinion.Decision.AGREE, null, opinion, null, actor);
    }

    /** The reviewer agrees, or gives it back to the handler. */
    public Recording review(CaseId id, boolean agree, String opinion, Actor actor) {
        var decision = agree ? Opinion.Decision.AGREE : Opinion.Decision.HAND_BACK;
        return give(id, Hand.TOWN_REVIEWER, decision, null, opinion, null, actor);
    }

    /**
     * The head agrees to report and post the household, sends the case back, or refuses.
     *
     * @param returnTo with {@link Opinion.Decision#RETURN}
     * @param proposal with {@link Opinion.Decision#AGREE}
     * @param overrideReason why another category than the table proposed
     */
    public Recording decide(
            CaseId id,
            Opinion.Decision decision,
            @Nullable ReturnTo returnTo,
            String opinion,
            Opinions.@Nullable TownProposal proposal,
            @Nullable String overrideReason,
            Actor actor) {
        var decided = cases.require(id);
        if (decision == Opinion.Decision.AGREE) {
            if (proposal == null) {
                return Recording.objected("category", "请选择拟纳入的类别。");
            }
            if (proposal.reportNumber().isBlank()) {
                return Recording.objected("reportNumber", "请填写送审文号。");
            }
            if (decided.deviates(proposal.category()) && (overrideReason == null || overrideReason.isBlank())) {
                return Recording.objected("overrideReason", "拟纳入的类别与系统研判不一致，请写明理由。");
            }
            var open = comparisons.unexplained(id);
            if (open.isPresent()) {
                return new Recording.Objected(List.of(open.get()));
            }
        }
        var recording = give(id, Hand.TOWN_HEAD, decision, returnTo, opinion, proposal, actor);
        if (recording instanceof Recording.Done) {
            if (proposal != null && decided.deviates(proposal.category())) {
                trail.append(TrailEvent.of("town.override", id, decided.household(), actor)
                        .with("proposal", decided.proposal())
                        .with("category", proposal.category().name())
                        .with("reason", overrideReason));
            }
            if (decision == Opinion.Decision.AGREE) {
                caseService.moveTo(id, CaseState.NOTICE, actor);
            } else if (returnTo != null && decision == Opinion.Decision.RETURN) {
                caseService.moveTo(id, returnTo.state(), actor);
            }
        }
        return recording;
    }

    private Recording give(
            CaseId id,
            Hand hand,
            Opinion.Decision decision,
            @Nullable ReturnTo returnTo,
            String opinion,
            Opinions.@Nullable TownProposal proposal,
            Actor actor) {
        var reviewed = cases.require(id).require(CaseState.TOWN_REVIEW);
        var objections = objections(decision, returnTo, opinion);
        if (!objections.isEmpty()) {
            return new Recording.Objected(objections);
        }
        hands.take(id, actor.person(), hand);
        opinions.addTown(id, actor.person(), hand, decision, returnTo, opinion, proposal);
        trail.append(TrailEvent.of("town.opinion", id, reviewed.household(), actor)
                .with("hand", hand.name())
                .with("decision", decision.name())
                .with("returnTo", returnTo == null ? null : returnTo.name())
                .with("opinion", opinion)
                .with("reportNumber", proposal == null ? null : proposal.reportNumber()));
        return new Recording.Done();
    }

    static List<FieldError> objections(Opinion.Decision decision, @Nullable ReturnTo returnTo, String opinion) {
        var objections = new ArrayList<FieldError>();
        if (opinion.isBlank()) {
            objections.add(
                    new FieldError("opinion", decision == Opinion.Decision.REFUSE ? "请写明不予纳入的理由，告知书上要用。" : "请填写意见。"));
        }
        if (decision == Opinion.Decision.RETURN && returnTo == null) {
            objections.add(new FieldError("returnTo", "请选择退回到哪个环节。"));
        }
        return objections;
    }
}
