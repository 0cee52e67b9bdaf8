package cn.bangfu.identification;

import cn.bangfu.policy.Income;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a household earned in the income window. Emergency relief, temporary assistance, medical reimbursement and pay-outs for a fixed
 * purpose are no income and have no line here: they lessen the rigid expenditure (rules.md 1.2).
 *
 * @param lines yuan a kind, not negative; kinds that are absent count as zero
 */
public record HouseholdIncome(Map<IncomeKind, BigDecimal> lines) {

    public HouseholdIncome {
        lines = Map.copyOf(lines);
        lines.forEach((kind, yuan) -> {
            if (yuan.signum() < 0) {
                throw new IllegalArgumentException(kind + " is negative");
            }
        });
    }

    /** First and last month of the window. */
    public record Window(YearMonth from, YearMonth to) {

        /** The 12 months before the month of application (procedure.md 2.2). */
        public static Window before(LocalDate application) {
            var month = YearMonth.from(application);
            return new Window(month.minusMonths(12), month.minusMonths(1));
        }
    }

    /** Wages + business + property + counted transfers − business costs, in yuan; may be negative. */
    public BigDecimal net() {
        return lines.entrySet().stream()
                .map(line -> line.getKey().group() == IncomeKind.Group.COSTS
                        ? line.getValue().negate()
                        : line.getValue())
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    /** Net income per head in yuan with two decimals, as it is shown, signed and compared. */
    public BigDecimal perHead(int people) {
        return Income.perHead(net(), people);
    }

    /** Sums a group, in yuan. */
    public Map<IncomeKind.Group, BigDecimal> byGroup() {
        var sums = new EnumMap<IncomeKind.Group, BigDecimal>(IncomeKind.Group.class);
        lines.forEach((kind, yuan) -> sums.merge(kind.group(), yuan, BigDecimal::add));
        return sums;
    }
}
