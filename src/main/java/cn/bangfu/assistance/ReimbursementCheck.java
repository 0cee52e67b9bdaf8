package cn.bangfu.assistance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Whether a reimbursement reaches what the county promises (F1 五(一)3, F4 二(一)5). It leads to a request to the medical insurance
 * (提请医保局核补), never to a payment.
 */
public sealed interface ReimbursementCheck {

    record Reached(BigDecimal percent) implements ReimbursementCheck {}

    /** @param lacking yuan that the insurance is asked to look at */
    record Request(BigDecimal percent, BigDecimal lacking, String message) implements ReimbursementCheck {}

    record Refused(String message) implements ReimbursementCheck {}

    /**
     * @param base what the share is reckoned of; which costs count is the county's to say
     * @param before the deductible or the percentage that others have; used by CUT and RAISE
     */
    static ReimbursementCheck of(Tariff tariff, BigDecimal base, BigDecimal reimbursed, BigDecimal before) {
        var rate = tariff.rate();
        if (rate == null || tariff.method().pays()) {
            return new Refused("“" + tariff.label() + "”不是报销核对项目");
        }
        if (base.signum() <= 0 || reimbursed.signum() < 0 || reimbursed.compareTo(base) > 0) {
            return new Refused("请核对费用和报销金额：报销金额不能多于费用");
        }
        if (tariff.method() == Tariff.Method.RAISE && before.signum() <= 0) {
            return new Refused("“" + tariff.label() + "”在普通比例上提高，请填写普通比例");
        }
        if (tariff.method() == Tariff.Method.CUT && before.signum() <= 0) {
            return new Refused("“" + tariff.label() + "”在普通起付线上降低，请填写普通起付线");
        }
        var hundred = new BigDecimal(100);
        var promised =
                switch (tariff.method()) {
                    case RAISE -> before.add(rate).min(hundred);
                    case CUT -> before.multiply(hundred.subtract(rate)).divide(hundred, 2, RoundingMode.DOWN);
                    default -> rate;
                };
        if (tariff.method() == Tariff.Method.CUT) {
            // base: the deductible that was applied
            return base.compareTo(promised) <= 0
                    ? new Reached(base)
                    : new Request(base, base.subtract(promised), "起付线应降到" + promised.toPlainString() + "元，提请医保局核补");
        }
        var due = base.multiply(promised).divide(hundred, 2, RoundingMode.CEILING);
        var percent = reimbursed.multiply(hundred).divide(base, 2, RoundingMode.DOWN);
        return reimbursed.compareTo(due) >= 0
                ? new Reached(percent)
                : new Request(
                        percent,
                        due.subtract(reimbursed),
                        "报销" + percent.toPlainString() + "%，没有达到"
                                + promised.stripTrailingZeros().toPlainString() + "%，提请医保局核补");
    }
}
