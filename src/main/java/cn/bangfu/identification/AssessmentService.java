package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Households;
import cn.bangfu.policy.CategoryFacts;
import cn.bangfu.policy.CategoryProposal;
import cn.bangfu.policy.CategoryProposals;
import cn.bangfu.policy.Copes;
import cn.bangfu.policy.DecisionRun;
import cn.bangfu.policy.Income;
import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.ReliefState;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Home visit, count of income, and the category that {@code monitoring-category.dmn} proposes. The table proposes, people decide. */
@Service
@Transactional
public class AssessmentService {

    private final IdentificationCases cases;
    private final HomeVisits visits;
    private final CaseRuns runs;
    private final CaseHands hands;
    private final CaseService caseService;
    private final Households households;
    private final CategoryProposals proposals;
    private final CaseTerms terms;
    private final IncomeLines lines;
    private final LegalClock clock;
    private final Trail trail;

    public AssessmentService(
            IdentificationCases cases,
            HomeVisits visits,
            CaseRuns runs,
            CaseHands hands,
            CaseService caseService,
            Households households,
            CategoryProposals proposals,
            CaseTerms terms,
            IncomeLines lines,
            LegalClock clock,
            Trail trail) {
        this.cases = cases;
        this.visits = visits;
        this.runs = runs;
        this.hands = hands;
        this.caseService = caseService;
        this.households = households;
        this.proposals = proposals;
        this.terms = terms;
        this.lines = lines;
        this.clock = clock;
        this.trail = trail;
    }

    /** A visit with its count. Everybody who visited has the village's hand from now on. */
    public Recording record(CaseId id, HomeVisit visit, IncomeCount count, Actor actor) {
        var visited = cases.require(id).require(CaseState.ASSESSMENT);
        var objections = objections(visited, visit, actor);
        if (!objections.isEmpty()) {
            return new Recording.Objected(objections);
        }
        hands.take(id, actor.person(), Hand.VILLAGE);
        visit.visitors().stream()
                .map(Visitor::person)
                .filter(Objects::nonNull)
                .forEach(person -> hands.take(id, person, Hand.VILLAGE));
        visits.add(id, visit, actor.officer());
        visits.addCount(id, count, actor.officer());
        cases.setRisks(id, visit.risks());
        trail.append(TrailEvent.of("visit.recorded", id, visited.household(), actor)
                .with("visitedAt", visit.visitedAt().toString())
                .with("visitors", visit.visitors().stream().map(Visitor::name).toList())
                .with("risks", visit.risks())
                .with("netIncomePerHead", count.netIncomePerHead())
                .with("peopleCounted", count.peopleCounted()));
        return new Recording.Done();
    }

    private List<FieldError> objections(IdentificationCase visited, HomeVisit visit, Actor actor) {
        var objections = new ArrayList<FieldError>();
        var least = Math.max(2, terms.parameters(visited).require(Parameters.VISITORS_MINIMUM));
        var names = visit.visitors().stream().map(Visitor::name).distinct().count();
        if (names < least) {
            objections.add(new FieldError("visitors", "入户核实至少%d人，请补填同行核实人。".formatted(least)));
        }
        for (var i = 0; i < visit.visitors().size(); i++) {
            var visitor = visit.visitors().get(i);
            var person = visitor.person();
            if (person != null && !hands.mayTake(visited.id(), person, Hand.VILLAGE)) {
                objections.add(new FieldError(
                        "visitors[%d].name".formatted(i), visitor.name() + "已在本案担任其他环节的办理人，不能再参加入户核实，请换人。"));
            }
        }
        if (visit.visitedAt().isAfter(clock.now())) {
            objections.add(new FieldError("visitedOn", "入户时间晚于现在，请核对。"));
        }
        var main = visit.mainRisk();
        if (!visit.risks().isEmpty() && (main == null || !visit.risks().contains(main))) {
            objections.add(new FieldError("mainRisk", "请从已勾选的风险中选一项作为主要风险。"));
        }
        if (!hands.mayTake(visited.id(), actor.person(), Hand.VILLAGE)) {
            objections.add(new FieldError("", "您已在本案担任其他环节的办理人，不能再填入户核实。"));
        }
        return objections;
    }

    /** The town's recount after findings were answered. */
    public void recount(CaseId id, IncomeCount count, Actor actor) {
        var counted = cases.require(id).require(CaseState.ASSESSMENT);
        visits.addCount(id, count, actor.officer());
        trail.append(TrailEvent.of("income.recounted", id, counted.household(), actor)
                .with("netIncomePerHead", count.netIncomePerHead())
                .with("peopleCounted", count.peopleCounted()));
    }

    /** Run a: after the visit, before the comparison is answered. */
    public CategoryProposal judgePreliminarily(CaseId id) {
        return judge(id, DecisionRun.PRELIMINARY);
    }

    /** Run b, or run c where relief came first: the one that reviews and decisions show. */
    public CategoryProposal propose(CaseId id) {
        var judged = cases.require(id);
        var run = judged.relief() == ReliefState.NONE ? DecisionRun.FINAL : DecisionRun.AFTER_RELIEF;
        var proposal = judge(id, run);
        cases.setProposal(id, proposal.outcome().name());
        return proposal;
    }

    private CategoryProposal judge(CaseId id, DecisionRun run) {
        var judged = cases.require(id);
        var visit = visits.latest(id).orElseThrow();
        var count = visits.latestCount(id).orElseThrow();
        var household = households.require(judged.household());
        var facts = new CategoryFacts(
                households.policyStatusOn(household.id(), clock.today()),
                count.netIncomePerHead(),
                count.previousNetIncomePerHead(),
                count.peopleCounted(),
                count.compliantSelfPay(),
                count.rigidExpenditure(),
                count.rigidExcessJudged(),
                count.incomeDropJudged(),
                visit.guaranteeGaps(),
                visit.risks(),
                visit.suddenEvent(),
                visit.copes(),
                visit.basicLifeHardship(),
                judged.relief());
        var line = lines.of(judged.village().county(), LegalClock.dayOf(acceptedAt(judged)));
        var proposal = proposals.propose(run, facts, line, terms.parameters(judged));
        runs.add(
                id,
                run.name(),
                proposal.decision(),
                proposal.rows(),
                proposal.outcome().name(),
                proposal.inputs());
        trail.append(TrailEvent.of("case.judged", id, judged.household(), null)
                .under(proposal.decision().reference())
                .with("run", run.name())
                .with("proposal", proposal.outcome().name())
                .with("rows", proposal.rows())
                .with("followUps", proposal.followUps()));
        return proposal;
    }

    private static Instant acceptedAt(IdentificationCase judged) {
        var accepted = judged.acceptedAt();
        return accepted == null ? judged.openedAt() : accepted;
    }

    /** The town's own word on what the visitors judged; kept beside theirs, and used from now on. */
    public void townJudges(CaseId id, Copes copes, boolean basicLifeHardship, Actor actor) {
        var judged = cases.require(id).require(CaseState.ASSESSMENT);
        visits.addTownJudgement(id, copes, basicLifeHardship, actor.officer());
        trail.append(TrailEvent.of("visit.townJudged", id, judged.household(), actor)
                .with("copes", copes.name())
                .with("basicLifeHardship", basicLifeHardship));
    }

    /** Counts again for the people who still belong, after the comparison brought a death to light. */
    public void recountPeople(CaseId id, Actor actor) {
        cases.require(id).require(CaseState.ASSESSMENT);
        addCountForThoseLeft(id, actor);
    }

    /**
     * After a death or another change in the household: the people who still belong share the same income, and the table is asked
     * again. Nothing happens before the first visit.
     */
    public void countAgain(CaseId id) {
        var changed = cases.require(id);
        if (!addCountForThoseLeft(id, null)) {
            return;
        }
        if (changed.proposal() == null) {
            judgePreliminarily(id);
        } else {
            propose(id);
        }
    }

    /** A finding that came late has been answered: the table is asked again, and until the county decides its word is the proposal. */
    public void judgeAgain(CaseId id) {
        var judged = cases.require(id);
        if (visits.latest(id).isEmpty()) {
            return;
        }
        if (judged.proposal() == null || judged.state().compareTo(CaseState.COUNTY_CONFIRMATION) > 0) {
            judgePreliminarily(id);
        } else {
            propose(id);
        }
    }

    private boolean addCountForThoseLeft(CaseId id, @Nullable Actor actor) {
        var changed = cases.require(id);
        var last = visits.latestCount(id);
        if (last.isEmpty()) {
            return false;
        }
        var before = last.get();
        var belonging = households.require(changed.household()).belonging().size();
        var people = Math.max(1, Math.min(before.peopleCounted(), belonging));
        var net = before.netIncome();
        visits.addCount(
                id,
                new IncomeCount(
                        IncomeCount.Basis.MEMBER_CHANGE,
                        before.windowFrom(),
                        people,
                        net,
                        net == null ? null : Income.perHead(net, people),
                        before.previousNetIncomePerHead(),
                        before.compliantSelfPay(),
                        before.rigidExpenditure(),
                        before.rigidExcessJudged(),
                        before.incomeDropJudged()),
                actor == null ? null : actor.officer());
        trail.append(TrailEvent.of("income.countedAgain", id, changed.household(), actor)
                .with("peopleCounted", people));
        return true;
    }

    /** What follows from a proposal. A negative one goes on to review as well: no row refuses by itself (rules.md 1.1). */
    public enum Conclusion {
        CONTINUE,
        /** Something needed for the table is missing: back to the visit (B10). */
        INCOMPLETE,
        /** Relief has done what was needed (R4): the town countersigns, the household may insist. */
        RELIEF_SUFFICED
    }

    /** Proposes, and moves the case on. */
    public Conclusion conclude(CaseId id) {
        var proposal = propose(id);
        return switch (proposal.outcome()) {
            case INCOMPLETE -> Conclusion.INCOMPLETE;
            case RELIEF_SUFFICED -> Conclusion.RELIEF_SUFFICED;
            default -> {
                caseService.moveTo(id, CaseState.VILLAGE_REVIEW, null);
                yield Conclusion.CONTINUE;
            }
        };
    }

    /** The town has looked at a case that relief seems to have settled; where the household insists it goes on to the village review. */
    public void reliefSuffices(CaseId id, boolean suffices, String reason, Actor actor) {
        var settled = cases.require(id).require(CaseState.ASSESSMENT);
        trail.append(TrailEvent.of("relief.countersigned", id, settled.household(), actor)
                .with("suffices", suffices)
                .with("reason", reason));
        if (!suffices) {
            caseService.moveTo(id, CaseState.VILLAGE_REVIEW, actor);
        }
    }
}
