package cn.bangfu.policy;

import static cn.bangfu.policy.DecisionRun.AFTER_RELIEF;
import static cn.bangfu.policy.DecisionRun.FINAL;
import static cn.bangfu.policy.DecisionRun.PRELIMINARY;
import static cn.bangfu.policy.Facts.household;
import static cn.bangfu.policy.PolicyStatus.FORMERLY_POOR_ENJOYING;
import static cn.bangfu.policy.PolicyStatus.FORMERLY_POOR_NOT_ENJOYING;
import static cn.bangfu.policy.PolicyStatus.ORDINARY;
import static cn.bangfu.policy.Profiles.HANGJIN;
import static cn.bangfu.policy.Profiles.LINE_8000;
import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.testing.DecisionFiles;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The worked cases of rules 1.7: Hangjin's parameters, and a line of 8,000 yuan that is an example. */
class WorkedCasesTest {

    private static final DecisionFiles FILES = new DecisionFiles();

    private final EntryRouting routing = new EntryRouting(FILES);
    private final CategoryProposals proposals = new CategoryProposals(FILES);

    @Test
    void aHouseholdStillEnjoyingPolicyKeepsItAfterAStroke() {
        var household = household()
                .status(FORMERLY_POOR_ENJOYING)
                .income("5000")
                .risks(RiskCause.ILLNESS)
                .event(SuddenEvent.ILLNESS);
        var route = routing.route(household.entry(), HANGJIN);
        assertThat(route.outcome()).isEqualTo(RouteOutcome.POLICY_CONTINUES);
        assertThat(route.rows()).containsExactly("A5");
        assertThat(route.followUps())
                .containsExactlyInAnyOrder(FollowUp.CHECK_DUE_POLICIES, FollowUp.TEMPORARY_ASSISTANCE);
    }

    @Test
    void aFormerlyPoorHouseholdAwayForWorkEntersWithoutLivingHere() {
        var household = household()
                .status(FORMERLY_POOR_NOT_ENJOYING)
                .resident(Residency.NO)
                .income("5000")
                .risks(RiskCause.UNSTABLE_EMPLOYMENT)
                .copes(Copes.NO);
        assertThat(route(household)).isEqualTo("JUDGE A8");
        assertThat(propose(FINAL, household)).isEqualTo("UNSTABLE B1");
    }

    @Test
    void aFormerlyPoorResidentTakenIllIsRelievedFirstAndThenEntersIfStillPoor() {
        var household = household()
                .status(FORMERLY_POOR_NOT_ENJOYING)
                .income("5000")
                .risks(RiskCause.ILLNESS)
                .copes(Copes.NO);
        assertThat(route(household)).isEqualTo("RELIEF_FIRST A6 R1");
        household.relief(ReliefState.DELIVERED).selfPay("0.00").rigid("0.00");
        assertThat(propose(AFTER_RELIEF, household)).isEqualTo("UNSTABLE R2 B1");
    }

    @Test
    void aFailedCropOneFenUnderTheLineMakesAHouseholdMarginal() {
        var household = household()
                .status(ORDINARY)
                .income("7999.99")
                .risks(RiskCause.BUSINESS_FAILURE)
                .copes(Copes.NO);
        assertThat(route(household)).isEqualTo("JUDGE A9");
        assertThat(propose(FINAL, household)).isEqualTo("MARGINAL B2");
    }

    @Test
    void exactlyOnTheLineWithoutASuddenEventAHouseholdIsWatched() {
        var household = household()
                .status(ORDINARY)
                .income("8000.00")
                .risks(RiskCause.BUSINESS_FAILURE)
                .copes(Copes.NO);
        assertThat(route(household)).isEqualTo("JUDGE A9");
        var proposal = proposals.propose(FINAL, household.category(), LINE_8000, HANGJIN);
        assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.NOT_QUALIFIED);
        assertThat(proposal.followUps()).containsExactly(FollowUp.WATCH);
        assertThat(proposal.rows()).containsExactly("B5");
    }

    @Test
    void aHouseholdAboveTheLineMayStillEnterAfterASevereAccident() {
        var household = afterAnAccident();
        assertThat(route(household)).isEqualTo("RELIEF_FIRST A7 R1");
        household
                .relief(ReliefState.DELIVERED)
                .rigid("90000")
                .rigidExcessJudged(true)
                .hardship(true);
        assertThat(propose(AFTER_RELIEF, household)).isEqualTo("SUDDEN_HARDSHIP R2 B3");
    }

    @Test
    void anInsurerWhoPaysInTimeEndsTheCaseWithoutEntry() {
        var household = afterAnAccident();
        assertThat(route(household)).isEqualTo("RELIEF_FIRST A7 R1");
        household
                .relief(ReliefState.DELIVERED)
                .rigid("5000")
                .rigidExcessJudged(false)
                .hardship(false);
        var proposal = proposals.propose(AFTER_RELIEF, household.category(), LINE_8000, HANGJIN);
        assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.RELIEF_SUFFICED);
        assertThat(proposal.rows()).containsExactly("R2", "B5", "R4");
        assertThat(proposal.followUps()).contains(FollowUp.FOLLOW_UP_VISIT);
    }

    private static Facts afterAnAccident() {
        return household()
                .status(ORDINARY)
                .income("21000")
                .risks(RiskCause.ACCIDENT)
                .event(SuddenEvent.ACCIDENT)
                .rigid("90000")
                .copes(Copes.NO);
    }

    @Test
    void aDangerousHouseIsRepairedAtOnceAndTheTownJudges() {
        var household = household()
                .status(ORDINARY)
                .income("15000")
                .risks(RiskCause.HOUSING)
                .gap(Guarantee.HOUSING)
                .copes(Copes.NO);
        assertThat(route(household)).isEqualTo("JUDGE A9 R6");
        var proposal = proposals.propose(FINAL, household.category(), LINE_8000, HANGJIN);
        assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.MANUAL);
        assertThat(proposal.rows()).containsExactly("B4", "R6");
        assertThat(proposal.followUps()).containsExactlyInAnyOrder(FollowUp.FIX_GAP, FollowUp.REPAIR_AT_ONCE);
    }

    @Test
    void anOrdinaryHouseholdLivingElsewhereIsForwardedThere() {
        assertThat(route(household().status(ORDINARY).resident(Residency.NO).income("4000")))
                .isEqualTo("OTHER_PLACE A10");
    }

    @Test
    void aMonitoredHouseholdWhoseChildDropsOutHasTheRiskAdded() {
        var route = routing.route(
                household()
                        .state(MonitoringState.MONITORED)
                        .risks(RiskCause.DROPOUT)
                        .entry(),
                HANGJIN);
        assertThat(route.outcome()).isEqualTo(RouteOutcome.ALREADY_MONITORED);
        assertThat(route.rows()).containsExactly("A1");
        assertThat(route.followUps()).containsExactly(FollowUp.ADD_RISK);
    }

    @Test
    void aFormerlyPoorHouseholdInNoListWaitsForTheCounty() {
        assertThat(route(household().status(PolicyStatus.UNKNOWN))).isEqualTo("NEEDS_STATUS A4");
    }

    @Test
    void aMemberWhoDiedTwoMonthsAgoIsNotCountedAndTheRecountDecidesDifferently() {
        var netIncome = new BigDecimal("27000.00");
        var household =
                household().status(ORDINARY).risks(RiskCause.BUSINESS_FAILURE).copes(Copes.NO);
        var asDeclared = household
                .members(4)
                .income(Income.perHead(netIncome, 4).toPlainString())
                .category();
        var recounted = household
                .members(3)
                .income(Income.perHead(netIncome, 3).toPlainString())
                .category();
        assertThat(proposals
                        .propose(PRELIMINARY, asDeclared, LINE_8000, HANGJIN)
                        .rows())
                .containsExactly("B2");
        assertThat(proposals.propose(FINAL, recounted, LINE_8000, HANGJIN).rows())
                .containsExactly("B5");
    }

    private String route(Facts household) {
        var route = routing.route(household.entry(), HANGJIN);
        return route.outcome() + " " + String.join(" ", route.rows());
    }

    private String propose(DecisionRun run, Facts household) {
        var proposal = proposals.propose(run, household.category(), LINE_8000, HANGJIN);
        return proposal.outcome() + " " + String.join(" ", proposal.rows());
    }
}
