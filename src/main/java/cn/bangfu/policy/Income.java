package cn.bangfu.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Sums in yuan that a decision rests on. */
public final class Income {

    private Income() {}

    /**
     * Net income per head: net income over the people counted, in yuan and fen, half a fen rounded up. The rounded figure is what
     * is shown, signed and compared.
     *
     * @throws IllegalArgumentException if nobody is counted
     */
    public static BigDecimal perHead(BigDecimal netIncome, int countedMembers) {
        if (countedMembers < 1) {
            throw new IllegalArgumentException("at least one member is counted");
        }
        return netIncome.divide(BigDecimal.valueOf(countedMembers), 2, RoundingMode.HALF_UP);
    }

    static void requireYuan(@Nullable BigDecimal amount) {
        if (amount != null && amount.stripTrailingZeros().scale() > 2) {
            throw new IllegalArgumentException("more than two decimals: " + amount.toPlainString());
        }
    }
}
