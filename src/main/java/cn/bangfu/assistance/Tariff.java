package cn.bangfu.assistance;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import cn.bangfu.shared.DivisionCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a county's tariff (补助标准), as the decision table {@code tariff} gives it.
 *
 * @param item code of the item; free for a county to choose
 * @param noticeLabel as a poster says it: nothing of anybody's health
 * @param capGroup items of one group share one cap
 * @param rate yuan for one, or percent; none where no document gives it
 * @param cap how many of {@code unit} a year; none for shares of a bill, of which there is one a year
 * @param beneficiaries categories and policy statuses, or {@code ANY}
 * @param missingPaper what to ask the county for where the document gives no figure
 * @param rule table, version and row
 */
public record Tariff(
        DivisionCode county,
        String item,
        String label,
        String noticeLabel,
        String capGroup,
        MeasureKind kind,
        Method method,
        @Nullable BigDecimal rate,
        String unit,
        @Nullable BigDecimal cap,
        Per per,
        Year year,
        Set<String> beneficiaries,
        String missingPaper,
        String rule,
        String source) {

    /** How the row is used. */
    public enum Method {
        /** So much for one, up to the cap. */
        UNIT,
        /** A percentage of a bill. */
        SHARE,
        /** A share that a reimbursement must reach: a check, never a payment. */
        FLOOR,
        /** Percentage points by which a reimbursement must lie higher: a check. */
        RAISE,
        /** Percent by which a deductible must be lower: a check. */
        CUT,
        /** No document gives a figure: nothing is computed. */
        UNSET;

        public boolean pays() {
            return this == UNIT || this == SHARE;
        }
    }

    /** Whose cap it is. */
    public enum Per {
        HOUSEHOLD,
        PERSON
    }

    /** What 「每年」 means; F1 says neither (G). */
    public enum Year {
        CALENDAR,
        /** From September to August. */
        SCHOOL;

        /** 2026, or 2026-2027. */
        public String of(LocalDate day) {
            if (this == CALENDAR) {
                return String.valueOf(day.getYear());
            }
            var first = day.getMonth().compareTo(Month.SEPTEMBER) < 0 ? day.getYear() - 1 : day.getYear();
            return first + "-" + (first + 1);
        }
    }

    private static final String ANYBODY = "ANY";

    public Tariff {
        beneficiaries = Set.copyOf(beneficiaries);
    }

    /** Whether the document names such a household. Whom it does not name, the county decides about; the system does not guess. */
    public boolean names(MonitoringCategory category, PolicyStatus status) {
        return beneficiaries.contains(ANYBODY)
                || beneficiaries.contains(category.name())
                || beneficiaries.contains(status.name());
    }
}
