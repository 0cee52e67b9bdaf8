package cn.bangfu.policy;

import static cn.bangfu.policy.DecisionRun.AFTER_RELIEF;
import static cn.bangfu.policy.DecisionRun.FINAL;
import static cn.bangfu.policy.Facts.household;
import static cn.bangfu.policy.PolicyStatus.FORMERLY_POOR_ENJOYING;
import static cn.bangfu.policy.PolicyStatus.FORMERLY_POOR_NOT_ENJOYING;
import static cn.bangfu.policy.Profiles.HANGJIN;
import static cn.bangfu.policy.Profiles.LINE_8000;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bangfu.testing.DecisionFiles;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Table B, row by row and as a whole (rules 1.6), and what relief and the county's switches make of it (rules 1.3, 1.5). */
class CategoryProposalsTest {

    private static final DecisionFiles FILES = new DecisionFiles();
    private static final CategoryProposals PROPOSALS = new CategoryProposals(FILES);
    private static final Setting<BigDecimal> NO_LINE = new Setting.Unset<>("incomeLine", "监测线", "公布监测线的文件");

    private record RowCase(String ruleId, Facts household, ProposalOutcome outcome) {}

    static Stream<RowCase> rows() {
        return Stream.of(
                new RowCase(
                        "Rule_B1",
                        household()
                                .status(FORMERLY_POOR_NOT_ENJOYING)
                                .income("5000")
                                .risks(RiskCause.DISABILITY),
                        ProposalOutcome.UNSTABLE),
                new RowCase(
                        "Rule_B2", household().income("5000").risks(RiskCause.DISABILITY), ProposalOutcome.MARGINAL),
                new RowCase("Rule_B3", stricken(), ProposalOutcome.SUDDEN_HARDSHIP),
                new RowCase("Rule_B4", household().gap(Guarantee.HOUSING), ProposalOutcome.MANUAL),
                new RowCase("Rule_B5", household().risks(RiskCause.DISABILITY), ProposalOutcome.NOT_QUALIFIED),
                new RowCase("Rule_B6", household().income("5000"), ProposalOutcome.WATCH),
                new RowCase(
                        "Rule_B7",
                        household().income("5000").risks(RiskCause.DISABILITY).copes(Copes.YES),
                        ProposalOutcome.MANUAL),
                new RowCase(
                        "Rule_B8",
                        household().risks(RiskCause.DISABILITY).copes(Copes.YES),
                        ProposalOutcome.NOT_QUALIFIED),
                new RowCase("Rule_B9", household(), ProposalOutcome.NOT_QUALIFIED),
                new RowCase("Rule_B10_1", household().income(null), ProposalOutcome.INCOMPLETE),
                new RowCase("Rule_B10_2", stricken().rigidExcessJudged(null), ProposalOutcome.INCOMPLETE));
    }

    /** Above the line, struck by an accident, in severe hardship, unable to cope. */
    private static Facts stricken() {
        return household()
                .income("21000")
                .risks(RiskCause.ACCIDENT)
                .event(SuddenEvent.ACCIDENT)
                .rigid("90000")
                .rigidExcessJudged(true)
                .hardship(true);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowProposesForItsHousehold(RowCase row) {
        var proposal = PROPOSALS.propose(FINAL, row.household().category(), LINE_8000, HANGJIN);
        assertThat(proposal.outcome()).isEqualTo(row.outcome());
        assertThat(proposal.decision().rows()).hasSize(1);
        assertThat(proposal.decision().decidingRow().ruleId()).isEqualTo(row.ruleId());
    }

    @Test
    void everyRowOfTheFileIsTestedAndNamed() {
        assertThat(rows().map(RowCase::ruleId))
                .containsExactlyInAnyOrderElementsOf(FILES.rules(CategoryProposals.DECISION_KEY).stream()
                        .map(rule -> rule.getId())
                        .toList());
        assertThat(FILES.rules(CategoryProposals.DECISION_KEY))
                .allSatisfy(rule -> assertThat(rule.getDescription().getTextContent())
                        .matches("(?s)B\\d+ .+依据:.+")
                        .satisfies(text -> assertThat(rule.getId()).startsWith("Rule_" + text.split(" ")[0])));
    }

    @Test
    void everyRoutedHouseholdHitsExactlyOneRow() {
        for (var status : PolicyStatus.values()) {
            if (status == PolicyStatus.UNKNOWN) {
                continue;
            }
            for (var below : Ternary.values()) {
                for (var risk : List.of(true, false)) {
                    for (var cannotCope : List.of(true, false)) {
                        for (var sudden : Ternary.values()) {
                            for (var gap : List.of(true, false)) {
                                var inputs = new HashMap<String, Object>();
                                inputs.put("policyStatus", status.name());
                                inputs.put("belowLine", below.name());
                                inputs.put("riskPresent", risk);
                                inputs.put("cannotCope", cannotCope);
                                inputs.put("suddenHardship", sudden.name());
                                inputs.put("guaranteeGap", gap);
                                var result = FILES.evaluate(CategoryProposals.DECISION_KEY, inputs);
                                assertThat(result.rows()).as("%s", inputs).hasSize(1);
                                assertThat(result.outcome("proposal", ProposalOutcome.class))
                                        .as("%s", inputs)
                                        .isEqualTo(expected(status, below, risk, cannotCope, sudden, gap));
                            }
                        }
                    }
                }
            }
        }
    }

    /** What the rules say in prose, written down a second time. */
    private static ProposalOutcome expected(
            PolicyStatus status, Ternary below, boolean risk, boolean cannotCope, Ternary sudden, boolean gap) {
        if (below == Ternary.UNKNOWN) {
            return ProposalOutcome.INCOMPLETE;
        }
        if (below == Ternary.YES) {
            if (!risk) {
                return ProposalOutcome.WATCH;
            }
            if (!cannotCope) {
                return ProposalOutcome.MANUAL;
            }
            return status.formerlyPoor() ? ProposalOutcome.UNSTABLE : ProposalOutcome.MARGINAL;
        }
        if (!risk || !cannotCope) {
            return ProposalOutcome.NOT_QUALIFIED;
        }
        return switch (sudden) {
            case YES -> ProposalOutcome.SUDDEN_HARDSHIP;
            case UNKNOWN -> ProposalOutcome.INCOMPLETE;
            case NO -> gap ? ProposalOutcome.MANUAL : ProposalOutcome.NOT_QUALIFIED;
        };
    }

    @Test
    void exactlyOnTheLineIsNotBelowIt() {
        var household = household().risks(RiskCause.BUSINESS_FAILURE);
        assertThat(propose(household.income("7999.99")).indicators().belowLine())
                .isEqualTo(Ternary.YES);
        assertThat(propose(household.income("8000.00")).indicators().belowLine())
                .isEqualTo(Ternary.NO);
        assertThat(propose(household.income("8000")).indicators().belowLine()).isEqualTo(Ternary.NO);
    }

    @Test
    void aNegativeIncomeIsBelowTheLine() {
        assertThat(propose(household().income("-1200.50").risks(RiskCause.BUSINESS_FAILURE))
                        .outcome())
                .isEqualTo(ProposalOutcome.MARGINAL);
    }

    @Test
    void withoutAnIncomeOrALineNothingIsProposedAndWhatIsMissingIsSaid() {
        var household = household().risks(RiskCause.DISABILITY);
        assertThat(propose(household.income(null)).missing()).containsExactly("人均纯收入未核实：请补充收入各项后重新计算。");
        var withoutLine = PROPOSALS.propose(FINAL, household.income("5000").category(), NO_LINE, HANGJIN);
        assertThat(withoutLine.outcome()).isEqualTo(ProposalOutcome.INCOMPLETE);
        assertThat(withoutLine.missing()).containsExactly("监测线未设定：缺公布监测线的文件，请县级补充录入。");
    }

    @Test
    void whereTheCountyHasNoThresholdOfficialsJudgeAndUntilThenNothingIsProposed() {
        assertThat(propose(stricken().rigidExcessJudged(true)).outcome()).isEqualTo(ProposalOutcome.SUDDEN_HARDSHIP);
        var open = propose(stricken().rigidExcessJudged(null).incomeDropJudged(null));
        assertThat(open.outcome()).isEqualTo(ProposalOutcome.INCOMPLETE);
        assertThat(open.rows()).containsExactly("B10");
        assertThat(open.missing()).hasSize(2).allSatisfy(text -> assertThat(text)
                .contains("本县未定标准"));
    }

    @Test
    void aJudgementThatDecidesNothingIsNotAskedFor() {
        assertThat(propose(stricken().hardship(false).rigidExcessJudged(null)).rows())
                .containsExactly("B5");
        assertThat(propose(stricken().rigidExcessJudged(null).incomeDropJudged(true))
                        .rows())
                .containsExactly("B3");
        assertThat(propose(stricken().income("5000").rigidExcessJudged(null)).rows())
                .containsExactly("B2");
    }

    @Test
    void aThresholdOfTheCountyCountsAndNotTheJudgement() {
        var county = Profiles.with(HANGJIN, Parameters.RIGID_EXCESS_AMOUNT, "20000");
        assertThat(propose(stricken().rigid("20000.00").rigidExcessJudged(false), county)
                        .rows())
                .containsExactly("B3");
        assertThat(propose(stricken().rigid("19999.99").rigidExcessJudged(true), county)
                        .rows())
                .containsExactly("B5");
        assertThat(propose(stricken().rigid(null).rigidExcessJudged(true), county)
                        .missing())
                .containsExactly("刚性支出未核实：请补充刚性支出各项。");
    }

    @Test
    void aShareOfIncomeCanBeTheThreshold() {
        var county = Profiles.with(HANGJIN, Parameters.RIGID_EXCESS_SHARE, "40");
        var household = stricken().income("10000").members(3);
        assertThat(propose(household.rigid("12000.00"), county).rows()).containsExactly("B3");
        assertThat(propose(household.rigid("11999.99"), county).rows()).containsExactly("B5");
    }

    @Test
    void aSharpDropIsMeasuredAgainstThePreviousYear() {
        var county = Profiles.with(HANGJIN, Parameters.INCOME_DROP_PERCENT, "30");
        var household = stricken().rigidExcessJudged(false).income("14000");
        assertThat(propose(household.previousIncome("20000"), county).rows()).containsExactly("B3");
        assertThat(propose(household.previousIncome("19999.99"), county).rows()).containsExactly("B5");
        assertThat(propose(household.previousIncome("0"), county).rows()).containsExactly("B5");
        assertThat(propose(household.previousIncome(null), county).missing())
                .containsExactly("上年人均纯收入未核实：请补充，以判断收入是否大幅缩减。");
    }

    @Test
    void aCountyMayHoldIncomeLessSelfPaymentAgainstTheLine() {
        var county = Profiles.with(HANGJIN, Parameters.LINE_BASIS, "NET_INCOME_MINUS_SELF_PAY");
        var household = household().income("9000").members(3).selfPay("3000.03").risks(RiskCause.ILLNESS);
        assertThat(propose(household).rows()).containsExactly("B5");
        assertThat(propose(household).indicators().incomeAfterSelfPay()).isEqualByComparingTo("7999.99");
        assertThat(propose(household, county).rows()).containsExactly("B2");
        assertThat(propose(household.selfPay(null), county).missing())
                .containsExactly("合规自付支出未核实：本县以扣减合规自付支出后的收入对照监测线，请补充。");
    }

    @Test
    void aCountyWithoutSuddenHardshipWatchesAndRefersToTemporaryAssistance() {
        var county = Profiles.with(HANGJIN, Parameters.CATEGORIES, "UNSTABLE,MARGINAL");
        var proposal = propose(stricken(), county);
        assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.WATCH);
        assertThat(proposal.followUps()).containsExactlyInAnyOrder(FollowUp.WATCH, FollowUp.TEMPORARY_ASSISTANCE);
        assertThat(proposal.rows()).containsExactly("B3");
    }

    @Test
    void aFormerlyPoorHouseholdInSuddenHardshipEntersToo() {
        assertThat(propose(stricken().status(FORMERLY_POOR_ENJOYING)).outcome())
                .isEqualTo(ProposalOutcome.SUDDEN_HARDSHIP);
    }

    @Test
    void whereReliefWasRefusedOrLateTheHouseholdIsNotEndedButGoesOn() {
        for (var relief : List.of(ReliefState.REFUSED, ReliefState.TIMED_OUT)) {
            var household = household().risks(RiskCause.ILLNESS).relief(relief);
            var proposal = PROPOSALS.propose(AFTER_RELIEF, household.category(), LINE_8000, HANGJIN);
            assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.NOT_QUALIFIED);
            assertThat(proposal.rows()).containsExactly("R2", "B5", "R4b");
        }
    }

    @Test
    void reliefSufficesAlsoForAHouseholdThatIsOnlyToBeWatched() {
        var household = household().income("5000").relief(ReliefState.DELIVERED);
        var proposal = PROPOSALS.propose(AFTER_RELIEF, household.category(), LINE_8000, HANGJIN);
        assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.RELIEF_SUFFICED);
        assertThat(proposal.rows()).containsExactly("R2", "B6", "R4");
    }

    @Test
    void severeHardshipThatTheCountyHasNoCategoryForIsNotEndedByRelief() {
        var county = Profiles.with(HANGJIN, Parameters.CATEGORIES, "UNSTABLE,MARGINAL");
        var household = stricken().relief(ReliefState.DELIVERED);
        assertThat(PROPOSALS
                        .propose(AFTER_RELIEF, household.category(), LINE_8000, county)
                        .outcome())
                .isEqualTo(ProposalOutcome.WATCH);
    }

    @Test
    void underTheGreenChannelReliefEndsNothing() {
        var county = Profiles.with(HANGJIN, Parameters.RELIEF_MODE, "PROCEDURE_OWED");
        var household = household().risks(RiskCause.ILLNESS).relief(ReliefState.DELIVERED);
        assertThat(PROPOSALS
                        .propose(AFTER_RELIEF, household.category(), LINE_8000, county)
                        .outcome())
                .isEqualTo(ProposalOutcome.NOT_QUALIFIED);
    }

    @Test
    void openQuestionsStayOpenAfterRelief() {
        var household = household().gap(Guarantee.MEDICAL_CARE).relief(ReliefState.DELIVERED);
        var proposal = PROPOSALS.propose(AFTER_RELIEF, household.category(), LINE_8000, HANGJIN);
        assertThat(proposal.outcome()).isEqualTo(ProposalOutcome.MANUAL);
        assertThat(proposal.followUps()).containsExactly(FollowUp.FIX_GAP);
    }

    @Test
    void aHouseholdOfUnknownStatusIsNotJudged() {
        assertThatThrownBy(() -> household().status(PolicyStatus.UNKNOWN).category())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moneyHasTwoDecimals() {
        assertThatThrownBy(() -> household().income("7999.999").category())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Income.perHead(new BigDecimal("20000.00"), 3)).isEqualByComparingTo("6666.67");
    }

    private static CategoryProposal propose(Facts household) {
        return propose(household, HANGJIN);
    }

    private static CategoryProposal propose(Facts household, ParameterSet county) {
        return PROPOSALS.propose(FINAL, household.category(), LINE_8000, county);
    }
}
