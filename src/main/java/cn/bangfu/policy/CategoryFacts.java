package cn.bangfu.policy;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the category is proposed on (rules 1.2). Money in yuan with at most two decimals; a figure that was not found out is
 * {@code null}, never zero.
 *
 * @param netIncomePerHead of the income window; see {@link Income#perHead}
 * @param previousNetIncomePerHead of the window before, to judge a sharp drop
 * @param countedMembers people sharing income and expenditure
 * @param compliantSelfPay of the household: medical, within the catalogue, after all pay-outs
 * @param rigidExpenditure of the household: compliant self-payment, schooling, disaster, accident, other, less pay-outs and relief
 * @param rigidExcessJudged officials' word whether rigid expenditure is excessive; counts only where the county has set no threshold
 * @param incomeDropJudged officials' word whether income fell sharply; counts only where the county has set no threshold
 * @param guaranteeGap what is not secured
 * @param risks verified ones
 * @param suddenEvent inside the income window, with evidence
 * @param basicLifeHardship whether basic life is in severe hardship: visitors' judgement with a reason
 */
public record CategoryFacts(
        PolicyStatus policyStatus,
        @Nullable BigDecimal netIncomePerHead,
        @Nullable BigDecimal previousNetIncomePerHead,
        int countedMembers,
        @Nullable BigDecimal compliantSelfPay,
        @Nullable BigDecimal rigidExpenditure,
        @Nullable Boolean rigidExcessJudged,
        @Nullable Boolean incomeDropJudged,
        Set<Guarantee> guaranteeGap,
        Set<RiskCause> risks,
        @Nullable SuddenEvent suddenEvent,
        Copes copes,
        boolean basicLifeHardship,
        ReliefState relief) {

    /** @throws IllegalArgumentException if nobody is counted, money has more than two decimals, or the status is unknown */
    public CategoryFacts {
        guaranteeGap = Set.copyOf(guaranteeGap);
        risks = Set.copyOf(risks);
        if (countedMembers < 1) {
            throw new IllegalArgumentException("at least one member is counted");
        }
        if (policyStatus == PolicyStatus.UNKNOWN) {
            throw new IllegalArgumentException("routing stops a household of unknown status (A4)");
        }
        Income.requireYuan(netIncomePerHead);
        Income.requireYuan(previousNetIncomePerHead);
        Income.requireYuan(compliantSelfPay);
        Income.requireYuan(rigidExpenditure);
    }
}
