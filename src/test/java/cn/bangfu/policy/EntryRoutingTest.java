package cn.bangfu.policy;

import static cn.bangfu.policy.Facts.household;
import static cn.bangfu.policy.PolicyStatus.FORMERLY_POOR_ENJOYING;
import static cn.bangfu.policy.PolicyStatus.FORMERLY_POOR_NOT_ENJOYING;
import static cn.bangfu.policy.PolicyStatus.ORDINARY;
import static cn.bangfu.policy.PolicyStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.DecisionFiles;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table A, row by row and as a whole (rules 1.4). */
class EntryRoutingTest {

    private static final DecisionFiles FILES = new DecisionFiles();
    private static final EntryRouting ROUTING = new EntryRouting(FILES);

    private record RowCase(String ruleId, Facts household, ParameterSet county, RouteOutcome outcome) {}

    private static RowCase row(String ruleId, Facts household, RouteOutcome outcome) {
        return new RowCase(ruleId, household, Profiles.HANGJIN, outcome);
    }

    static Stream<RowCase> rows() {
        return Stream.of(
                row("Rule_A1", household().state(MonitoringState.MONITORED), RouteOutcome.ALREADY_MONITORED),
                row(
                        "Rule_A2",
                        household().state(MonitoringState.ELIMINATED).sameRiskAgain(),
                        RouteOutcome.ROLLBACK_CHECK),
                row("Rule_A4", household().status(UNKNOWN), RouteOutcome.NEEDS_STATUS),
                row("Rule_A5", household().status(FORMERLY_POOR_ENJOYING), RouteOutcome.POLICY_CONTINUES),
                row("Rule_A5b_1", household().resident(Residency.DOUBTFUL), RouteOutcome.MANUAL),
                row(
                        "Rule_A5b_2",
                        household()
                                .status(FORMERLY_POOR_NOT_ENJOYING)
                                .resident(Residency.DOUBTFUL)
                                .risks(RiskCause.ILLNESS),
                        RouteOutcome.MANUAL),
                row(
                        "Rule_A6",
                        household().status(FORMERLY_POOR_NOT_ENJOYING).risks(RiskCause.ILLNESS),
                        RouteOutcome.RELIEF_FIRST),
                row("Rule_A7", household().risks(RiskCause.ACCIDENT), RouteOutcome.RELIEF_FIRST),
                row(
                        "Rule_A8",
                        household().status(FORMERLY_POOR_NOT_ENJOYING).resident(Residency.NO),
                        RouteOutcome.JUDGE),
                row("Rule_A9", household(), RouteOutcome.JUDGE),
                row("Rule_A10", household().resident(Residency.NO), RouteOutcome.OTHER_PLACE));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowSendsItsHousehold(RowCase row) {
        var routing = ROUTING.route(row.household().entry(), row.county());
        assertThat(routing.outcome()).isEqualTo(row.outcome());
        assertThat(routing.decision().decidingRow().ruleId()).isEqualTo(row.ruleId());
        assertThat(routing.decision().rows()).hasSize(1);
    }

    @Test
    void everyRowOfTheFileIsTestedAndNamed() {
        assertThat(rows().map(RowCase::ruleId))
                .containsExactlyInAnyOrderElementsOf(FILES.rules(EntryRouting.DECISION_KEY).stream()
                        .map(rule -> rule.getId())
                        .toList());
        assertThat(FILES.rules(EntryRouting.DECISION_KEY))
                .allSatisfy(rule -> assertThat(rule.getDescription().getTextContent())
                        .matches("(?s)A\\d+b? .+依据:.+")
                        .satisfies(text -> assertThat(rule.getId()).startsWith("Rule_" + text.split(" ")[0])));
    }

    /** What the rules say in prose, written down a second time, against every combination. */
    @Test
    void everyHouseholdIsSentSomewhereAndWhereTheRulesSay() {
        // What became of relief, once it is over, makes no difference to this table: two states stand for four.
        assertThat(FILES.rules(EntryRouting.DECISION_KEY)).allSatisfy(rule -> assertThat(rule.getTextContent())
                .doesNotContain("DELIVERED", "REFUSED", "TIMED_OUT"));
        for (var state : MonitoringState.values()) {
            for (var same : state == MonitoringState.ELIMINATED ? List.of(true, false) : List.of(false)) {
                for (var verified : state == MonitoringState.ELIMINATED ? List.of(true, false) : List.of(false)) {
                    for (var status : PolicyStatus.values()) {
                        for (var residency : List.of("YES", "NO", "DOUBTFUL", "NOT_NEEDED")) {
                            everyCounty(state, same, verified, status, residency);
                        }
                    }
                }
            }
        }
    }

    private static void everyCounty(
            MonitoringState state, boolean same, boolean verified, PolicyStatus status, String residency) {
        for (var mayEnter : List.of(true, false)) {
            for (var mode : ReliefMode.values()) {
                for (var cause : List.of(true, false)) {
                    for (var relief : List.of(ReliefState.NONE, ReliefState.DELIVERED)) {
                        var inputs = new HashMap<String, Object>();
                        inputs.put("monitoringState", state.name());
                        inputs.put("policyStatus", status.name());
                        inputs.put("residency", residency);
                        inputs.put("sameRiskAgain", same);
                        inputs.put("exitVerified", verified);
                        inputs.put("enjoyingPolicyMayEnter", mayEnter);
                        inputs.put("reliefMode", mode.name());
                        inputs.put("reliefCause", cause);
                        inputs.put("relief", relief.name());
                        var rollback = same && !verified;
                        var reliefFirst = mode == ReliefMode.JUDGE_AFTER && cause && relief == ReliefState.NONE;
                        assertThat(FILES.evaluate(EntryRouting.DECISION_KEY, inputs)
                                        .outcome("route", RouteOutcome.class))
                                .as("%s", inputs)
                                .isEqualTo(expected(state, rollback, status, residency, mayEnter, reliefFirst));
                    }
                }
            }
        }
    }

    private static RouteOutcome expected(
            MonitoringState state,
            boolean rollback,
            PolicyStatus status,
            String residency,
            boolean mayEnter,
            boolean reliefFirst) {
        if (state == MonitoringState.MONITORED) {
            return RouteOutcome.ALREADY_MONITORED;
        }
        if (rollback) {
            return RouteOutcome.ROLLBACK_CHECK;
        }
        return switch (status) {
            case UNKNOWN -> RouteOutcome.NEEDS_STATUS;
            case FORMERLY_POOR_ENJOYING -> mayEnter ? RouteOutcome.JUDGE : RouteOutcome.POLICY_CONTINUES;
            case FORMERLY_POOR_NOT_ENJOYING ->
                !reliefFirst || residency.equals("NO")
                        ? RouteOutcome.JUDGE
                        : residency.equals("DOUBTFUL") ? RouteOutcome.MANUAL : RouteOutcome.RELIEF_FIRST;
            case ORDINARY ->
                switch (residency) {
                    case "DOUBTFUL" -> RouteOutcome.MANUAL;
                    case "NO" -> RouteOutcome.OTHER_PLACE;
                    default -> reliefFirst ? RouteOutcome.RELIEF_FIRST : RouteOutcome.JUDGE;
                };
        };
    }

    @Test
    void theSameHouseholdKeepsItsPolicyInOneCountyAndIsJudgedInAnother() {
        var household = household().status(FORMERLY_POOR_ENJOYING).risks(RiskCause.ILLNESS);
        assertThat(ROUTING.route(household.entry(), Profiles.HANGJIN).outcome())
                .isEqualTo(RouteOutcome.POLICY_CONTINUES);
        var elsewhere = ROUTING.route(household.entry(), Profiles.DIANBAI);
        assertThat(elsewhere.outcome()).isEqualTo(RouteOutcome.JUDGE);
        assertThat(elsewhere.rows()).containsExactly("A8");
    }

    @Test
    void nothingIsDecidedWhileReliefIsPending() {
        var household = household().risks(RiskCause.ILLNESS).relief(ReliefState.PENDING);
        assertThatThrownBy(() -> ROUTING.route(household.entry(), Profiles.HANGJIN))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aHouseholdWhoseEliminationProvedRightIsJudgedAnew() {
        var household = household()
                .state(MonitoringState.ELIMINATED)
                .sameRiskAgain()
                .exitVerified()
                .risks(RiskCause.BUSINESS_FAILURE);
        assertThat(ROUTING.route(household.entry(), Profiles.HANGJIN).rows()).containsExactly("A9");
    }

    @Test
    void aHouseholdThatTheTownFoundNotResidentGoesToTheOtherPlaceAndIsNotAskedAgain() {
        var routing = ROUTING.route(household().residencyDecided(Residency.NO).entry(), Profiles.HANGJIN);
        assertThat(routing.outcome()).isEqualTo(RouteOutcome.OTHER_PLACE);
        assertThat(routing.followUps()).containsExactly(FollowUp.FORWARD);
    }

    @Test
    void whereTheCountyIsSilentAboutResidencyTheTownDecidesOfWhoeverIsNotResident() {
        assertThat(Profiles.DIANBAI.get(Parameters.RESIDENCY_NEEDED)).isInstanceOf(Setting.Unset.class);
        assertThat(ROUTING.route(household().resident(Residency.NO).entry(), Profiles.DIANBAI)
                        .outcome())
                .isEqualTo(RouteOutcome.MANUAL);
        assertThat(ROUTING.route(household().entry(), Profiles.DIANBAI).outcome())
                .isEqualTo(RouteOutcome.JUDGE);
        assertThat(ROUTING.route(household().residencyDecided(Residency.NO).entry(), Profiles.DIANBAI)
                        .outcome())
                .isEqualTo(RouteOutcome.OTHER_PLACE);
    }

    @Test
    void whereNobodyHasToBeResidentAnAbsentHouseholdIsJudged() {
        var county = Profiles.with(Profiles.DIANBAI, Parameters.RESIDENCY_NEEDED, "NOBODY");
        assertThat(ROUTING.route(household().resident(Residency.NO).entry(), county)
                        .rows())
                .containsExactly("A9");
    }

    @Test
    void underTheGreenChannelReliefRunsBesideTheProcedure() {
        var county = Profiles.with(Profiles.HANGJIN, Parameters.RELIEF_MODE, "PROCEDURE_OWED");
        var routing = ROUTING.route(household().risks(RiskCause.DISASTER).entry(), county);
        assertThat(routing.outcome()).isEqualTo(RouteOutcome.JUDGE);
        assertThat(routing.followUps()).containsExactly(FollowUp.RELIEF_BESIDE);
        assertThat(routing.rows()).containsExactly("A9", "R5");
    }

    @Test
    void anUnsafeHouseIsRepairedAtOnceWhateverTheStatus() {
        var routing = ROUTING.route(
                household()
                        .status(FORMERLY_POOR_ENJOYING)
                        .risks(RiskCause.HOUSING)
                        .entry(),
                Profiles.HANGJIN);
        assertThat(routing.outcome()).isEqualTo(RouteOutcome.POLICY_CONTINUES);
        assertThat(routing.followUps()).containsExactlyInAnyOrder(FollowUp.CHECK_DUE_POLICIES, FollowUp.REPAIR_AT_ONCE);
        assertThat(routing.rows()).containsExactly("A5", "R6");
    }

    @Test
    void whatTheTableWasAskedAndAnsweredCanBeKept() {
        var routing = ROUTING.route(household().status(ORDINARY).entry(), Profiles.HANGJIN);
        assertThat(routing.inputs()).containsEntry("residency", "YES").containsEntry("enjoyingPolicyMayEnter", false);
        assertThat(routing.decision().reference()).isEqualTo("entry-routing:1#A9");
    }
}
