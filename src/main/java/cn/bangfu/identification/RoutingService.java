package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Households;
import cn.bangfu.monitoring.MonitoredHousehold;
import cn.bangfu.monitoring.MonitoredHouseholds;
import cn.bangfu.policy.EntryFacts;
import cn.bangfu.policy.EntryRouting;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.ReliefState;
import cn.bangfu.policy.Residency;
import cn.bangfu.policy.RouteOutcome;
import cn.bangfu.policy.Routing;
import cn.bangfu.policy.StopReason;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which way a case goes ({@code entry-routing.dmn}, rules.md 1.4), and what is found out when the table cannot tell. */
@Service
@Transactional
public class RoutingService {

    private final IdentificationCases cases;
    private final CaseRuns runs;
    private final CaseClock clock;
    private final CaseService caseService;
    private final Households households;
    private final MonitoredHouseholds monitored;
    private final EntryRouting routing;
    private final CaseTerms terms;
    private final LegalClock legalClock;
    private final Trail trail;

    public RoutingService(
            IdentificationCases cases,
            CaseRuns runs,
            CaseClock clock,
            CaseService caseService,
            Households households,
            MonitoredHouseholds monitored,
            EntryRouting routing,
            CaseTerms terms,
            LegalClock legalClock,
            Trail trail) {
        this.cases = cases;
        this.runs = runs;
        this.clock = clock;
        this.caseService = caseService;
        this.households = households;
        this.monitored = monitored;
        this.routing = routing;
        this.terms = terms;
        this.legalClock = legalClock;
        this.trail = trail;
    }

    /** Asks the table and keeps the run. */
    public RouteOutcome route(CaseId id) {
        var routed = cases.require(id).require(CaseState.ROUTING);
        var answer = routing.route(facts(routed), terms.parameters(routed));
        runs.add(
                id,
                "ROUTING",
                answer.decision(),
                answer.rows(),
                answer.outcome().name(),
                answer.inputs());
        cases.setRoute(id, answer.outcome().name());
        append(routed, answer);
        switch (answer.outcome()) {
            case JUDGE -> caseService.moveTo(id, CaseState.ASSESSMENT, null);
            case RELIEF_FIRST -> {
                cases.setRelief(id, ReliefState.PENDING);
                clock.stop(id, StopReason.RELIEF, reliefWaitEnd(id));
                caseService.moveTo(id, CaseState.RELIEF, null);
            }
            default -> {
                // a person answers or finds out; the case stays where it is
            }
        }
        return answer.outcome();
    }

    private void append(IdentificationCase routed, Routing answer) {
        trail.append(TrailEvent.of("case.routed", routed.id(), routed.household(), null)
                .under(answer.decision().reference())
                .with("route", answer.outcome().name())
                .with("followUps", answer.followUps()));
    }

    private EntryFacts facts(IdentificationCase routed) {
        var household = households.require(routed.household());
        var ended = monitored.lastEnded(routed.household()).map(MonitoredHousehold::risks);
        var sameRisk = ended.isPresent() && !Collections.disjoint(ended.get(), routed.risks());
        var decided = routed.decidedResidency();
        return new EntryFacts(
                monitored.stateOf(routed.household()),
                households.policyStatusOn(routed.household(), legalClock.today()),
                decided != null ? decided : household.residency(),
                decided != null,
                routed.risks(),
                sameRisk,
                routed.exitVerified(),
                null,
                routed.relief());
    }

    /** When waiting for relief ends and the household is judged on what is known (rules.md 1.3 {@code reliefWaitMax}). */
    public Instant reliefWaitEnd(CaseId id) {
        return terms.endFromNow(cases.require(id), Parameters.RELIEF_WAIT_MAX);
    }

    /** The town's word on residency, with a reason (row A5b); the table is asked again. */
    public Recording decideResidency(CaseId id, Residency residency, String reason, Actor actor) {
        var decided = cases.require(id).require(CaseState.ROUTING);
        if (residency == Residency.DOUBTFUL) {
            return Recording.objected("residency", "请认定为“常住”或“不常住”。");
        }
        if (reason.isBlank()) {
            return Recording.objected("reason", "请写明认定理由。");
        }
        cases.setDecidedResidency(id, residency);
        trail.append(TrailEvent.of("case.residencyDecided", id, decided.household(), actor)
                .with("residency", residency.name())
                .with("reason", reason));
        return new Recording.Done();
    }

    /** The town looked at an earlier risk elimination again: it stands, or the old entry lives on (row A2). */
    public void verifiedElimination(CaseId id, boolean stands, String reason, Actor actor) {
        var verified = cases.require(id).require(CaseState.ROUTING);
        if (stands) {
            cases.setExitVerified(id);
        } else {
            monitored.rollBack(verified.household());
            monitored.addRisks(verified.household(), id, verified.risks());
        }
        trail.append(TrailEvent.of("case.eliminationVerified", id, verified.household(), actor)
                .with("stands", stands)
                .with("reason", reason));
    }

    /** New risks of a household that is monitored already join its entry (风险补录, row A1). */
    public void addRisksToEntry(CaseId id, Actor actor) {
        var routed = cases.require(id).require(CaseState.ROUTING);
        monitored.addRisks(routed.household(), id, routed.risks());
        trail.append(TrailEvent.of("monitoring.risksAdded", id, routed.household(), actor)
                .with("risks", routed.risks()));
    }

    /** What became of emergency relief; the household is judged now (rules.md 1.5 R2). */
    public void reliefEnded(CaseId id, ReliefState result, Actor actor) {
        reliefEnds(id, result, actor);
    }

    /** Nobody reported by the last day: judged on what is known (R4b). */
    public void reliefTimedOut(CaseId id) {
        reliefEnds(id, ReliefState.TIMED_OUT, null);
    }

    private void reliefEnds(CaseId id, ReliefState result, @Nullable Actor actor) {
        var waiting = cases.require(id).require(CaseState.RELIEF);
        cases.setRelief(id, result);
        clock.resume(id, StopReason.RELIEF);
        caseService.moveTo(id, CaseState.ASSESSMENT, actor);
        trail.append(
                TrailEvent.of("relief.ended", id, waiting.household(), actor).with("result", result.name()));
    }
}
