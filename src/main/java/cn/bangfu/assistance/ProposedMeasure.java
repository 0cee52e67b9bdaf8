package cn.bangfu.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.policy.RiskCause;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan, as it is proposed.
 *
 * @param risk the recorded risk it answers
 * @param kind how
 * @param lead the department that does it and reports
 * @param cooperating units that are informed and given tasks
 * @param content what exactly
 * @param quantity of {@code unit}
 * @param amount yuan; what no paper gives stays unset, never zero
 * @param amountReason why there is no amount
 * @param accountHolder name of the member who is paid
 * @param effect how it will be seen that it worked
 * @param answers why it answers the risk, where that is not plain: 其他, or 因残 without a registered disability
 */
public record ProposedMeasure(
        RiskCause risk,
        MeasureKind kind,
        Department lead,
        @Nullable String cooperating,
        String content,
        @Nullable BigDecimal quantity,
        @Nullable String unit,
        @Nullable BigDecimal amount,
        @Nullable String amountReason,
        @Nullable String fundSource,
        LocalDate beginsOn,
        LocalDate dueOn,
        @Nullable String accountHolder,
        String effect,
        @Nullable String answers) {

    /** Equal measures are equal however their figures were written. */
    public ProposedMeasure {
        quantity = quantity == null ? null : quantity.setScale(2);
        amount = amount == null ? null : amount.setScale(2);
    }
}
