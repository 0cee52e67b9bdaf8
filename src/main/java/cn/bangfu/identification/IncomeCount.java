package cn.bangfu.identification;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Income and rigid expenditure of a household in its income window, in yuan. A figure that could not be found out is absent, never
 * zero.
 *
 * @param windowFrom first of the months counted
 * @param peopleCounted those who share income and expenditure (共享收支), at least one
 * @param netIncome of the household
 * @param previousNetIncomePerHead of the window before
 * @param rigidExcessJudged the visitors' word whether rigid expenditure is excessive; counts where the county set no threshold
 * @param incomeDropJudged the visitors' word whether income fell sharply; counts where the county set no threshold
 */
public record IncomeCount(
        Basis basis,
        YearMonth windowFrom,
        int peopleCounted,
        @Nullable BigDecimal netIncome,
        @Nullable BigDecimal netIncomePerHead,
        @Nullable BigDecimal previousNetIncomePerHead,
        @Nullable BigDecimal compliantSelfPay,
        @Nullable BigDecimal rigidExpenditure,
        @Nullable Boolean rigidExcessJudged,
        @Nullable Boolean incomeDropJudged) {

    /** Why it was counted. */
    public enum Basis {
        VISIT,
        RECOUNT,
        MEMBER_CHANGE
    }
}
