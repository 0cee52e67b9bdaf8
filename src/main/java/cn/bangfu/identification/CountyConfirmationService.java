package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The county's confirmation by three hands on a list: handler, reviewer, head (县级确认; F1 五(二)2). */
@Service
@Transactional
public class CountyConfirmationService {

    private final IdentificationCases cases;
    private final Opinions opinions;
    private final CaseHands hands;
    private final CaseService caseService;
    private final MonitoredHouseholds monitored;
    private final LateComparisonService comparisons;
    private final Trail trail;

    public CountyConfirmationService(
            IdentificationCases cases,
            Opinions opinions,
            CaseHands hands,
            CaseService caseService,
            MonitoredHouseholds monitored,
            LateComparisonService comparisons,
            Trail trail) {
        this.cases = cases;
        this.opinions = opinions;
        this.hands = hands;
        this.caseService = caseService;
        this.monitored = monitored;
        this.comparisons = comparisons;
        this.trail = trail;
    }

    /** The notice is over; the case lies with the county on the town's list. */
    public void receive(CaseId id) {
        var received = cases.require(id).require(CaseState.NOTICE);
        opinions.newList(
                received.village().town(),
                opinions.townProposal(id).orElseThrow().reportNumber(),
                id);
        caseService.moveTo(id, CaseState.COUNTY_CONFIRMATION, null);
    }

    public Recording handle(CaseId id, String opinion, Actor actor) {
        return give(id, Hand.COUNTY_HANDLER, Opinion.Decision.AGREE, null, opinion, actor);
    }

    /** The reviewer agrees, or gives it back to the handler. */
    public Recording review(CaseId id, boolean agree, String opinion, Actor actor) {
        var decision = agree ? Opinion.Decision.AGREE : Opinion.Decision.HAND_BACK;
        return give(id, Hand.COUNTY_REVIEWER, decision, null, opinion, actor);
    }

    /** Back to a named step, with the reason. */
    public Recording sendBack(CaseId id, ReturnTo returnTo, String opinion, Actor actor) {
        var recording = give(id, Hand.COUNTY_HEAD, Opinion.Decision.RETURN, returnTo, opinion, actor);
        if (recording instanceof Recording.Done) {
            caseService.moveTo(id, returnTo.state(), actor);
        }
        return recording;
    }

    /** Not entered; the reason stands in the letter to the household, with the way to a re-check. */
    public Recording refuse(CaseId id, String opinion, Actor actor) {
        return give(id, Hand.COUNTY_HEAD, Opinion.Decision.REFUSE, null, opinion, actor);
    }

    /** Entered with category and risks. Another category than proposed needs a reason, which becomes an audit finding, no error. */
    public Recording confirm(CaseId id, Confirmation confirmation, String opinion, Actor actor) {
        var confirmed = cases.require(id).require(CaseState.COUNTY_CONFIRMATION);
        var objections = new ArrayList<FieldError>();
        if (confirmation.risks().isEmpty()) {
            objections.add(new FieldError("risks", "请至少勾选一项风险，帮扶措施要与风险对应。"));
        }
        if (confirmation.documentNumber().isBlank()) {
            objections.add(new FieldError("documentNumber", "请填写批复文号。"));
        }
        var override = confirmed.deviates(confirmation.category());
        if (override && isBlank(confirmation.overrideReason())) {
            objections.add(new FieldError("overrideReason", "确认的类别与系统建议不一致，请写明理由。"));
        }
        comparisons.unexplained(id).ifPresent(objections::add);
        objections.addAll(TownReviewService.objections(Opinion.Decision.CONFIRM, null, opinion));
        if (!objections.isEmpty()) {
            return new Recording.Objected(objections);
        }
        var recording = give(id, Hand.COUNTY_HEAD, Opinion.Decision.CONFIRM, null, opinion, actor);
        if (recording instanceof Recording.Done) {
            opinions.confirm(id, list(id), actor.person(), confirmation);
            trail.append(TrailEvent.of("county.confirmed", id, confirmed.household(), actor)
                    .with("category", confirmation.category().name())
                    .with("risks", confirmation.risks())
                    .with("override", override)
                    .with("overrideReason", confirmation.overrideReason())
                    .with("documentNumber", confirmation.documentNumber()));
        }
        return recording;
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    /** Enters the household as monitored; assistance begins. */
    public MonitoredHousehold enter(CaseId id) {
        var entered = cases.require(id).require(CaseState.COUNTY_CONFIRMATION);
        var confirmation = opinions.confirmation(id).orElseThrow();
        var household = monitored.enter(entered.household(), id, confirmation.category(), confirmation.risks());
        trail.append(TrailEvent.of("monitoring.entered", id, entered.household(), null)
                .with("category", confirmation.category().name()));
        caseService.moveTo(id, CaseState.ASSISTANCE, null);
        return household;
    }

    private Recording give(
            CaseId id, Hand hand, Opinion.Decision decision, @Nullable ReturnTo returnTo, String opinion, Actor actor) {
        var decided = cases.require(id).require(CaseState.COUNTY_CONFIRMATION);
        List<FieldError> objections = TownReviewService.objections(decision, returnTo, opinion);
        if (!objections.isEmpty()) {
            return new Recording.Objected(objections);
        }
        hands.take(id, actor.person(), hand);
        opinions.addCounty(id, actor.person(), hand, list(id), decision, returnTo, opinion);
        trail.append(TrailEvent.of("county.opinion", id, decided.household(), actor)
                .with("hand", hand.name())
                .with("decision", decision.name())
                .with("returnTo", returnTo == null ? null : returnTo.name())
                .with("opinion", opinion));
        return new Recording.Done();
    }

    private UUID list(CaseId id) {
        return opinions.listOf(id).orElseThrow();
    }
}
