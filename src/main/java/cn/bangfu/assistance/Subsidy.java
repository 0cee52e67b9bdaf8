package cn.bangfu.assistance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What a tariff gives: an amount to the cent, or why there is none. Never zero for something unknown. */
public sealed interface Subsidy {

    /**
     * @param asked how many of the tariff's unit were asked for; none for a share of a bill
     * @param units what the cap leaves of it
     * @param base the bill, for a share of one
     */
    record Computed(
            Tariff tariff,
            @Nullable BigDecimal asked,
            @Nullable BigDecimal units,
            @Nullable BigDecimal base,
            BigDecimal amount)
            implements Subsidy {}

    /** @param field what to mend: {@code item}, {@code units} or {@code base} */
    record Refused(String field, String message) implements Subsidy {}

    /** A half: the stage of one of the two semesters (G). */
    BigDecimal SEMESTER = new BigDecimal("0.50");

    /**
     * @param asked units, or yuan of the bill for a share
     * @param left what is left of the cap; of a share of a bill there is one a year
     */
    static Subsidy compute(Tariff tariff, BigDecimal asked, BigDecimal left) {
        if (tariff.method() == Tariff.Method.UNSET) {
            return new Refused(
                    "item", "“" + tariff.label() + "”的标准文件没有给出，不能计算。请先取得：" + tariff.missingPaper() + "，由流程管理员写入补助标准表");
        }
        if (!tariff.method().pays()) {
            return new Refused("item", "“" + tariff.label() + "”是核对项目，不是发放项目。达不到的提请医保局核补");
        }
        var rate = tariff.rate();
        if (rate == null) {
            throw new IllegalStateException(tariff.rule() + " pays without a rate");
        }
        if (asked.signum() <= 0) {
            return new Refused(tariff.method() == Tariff.Method.UNIT ? "units" : "base", "请填写大于0的数");
        }
        return tariff.method() == Tariff.Method.UNIT
                ? units(tariff, rate, asked, left)
                : share(tariff, rate, asked, left);
    }

    private static Subsidy units(Tariff tariff, BigDecimal rate, BigDecimal asked, BigDecimal left) {
        var step = tariff.year() == Tariff.Year.SCHOOL ? SEMESTER : BigDecimal.ONE;
        if (asked.remainder(step).signum() != 0) {
            return new Refused(
                    "units",
                    tariff.year() == Tariff.Year.SCHOOL ? "人数按整学年1、一个学期0.5填写" : "数量请填写整数（" + tariff.unit() + "）");
        }
        var units = asked.min(left);
        if (units.signum() <= 0) {
            return new Refused(
                    "units", "“" + tariff.label() + "”本年度的上限（" + plain(tariff.cap()) + tariff.unit() + "）已用完");
        }
        return new Computed(
                tariff,
                asked.setScale(2, RoundingMode.UNNECESSARY),
                units.setScale(2, RoundingMode.UNNECESSARY),
                null,
                rate.multiply(units).setScale(2, RoundingMode.UNNECESSARY));
    }

    /** "At least" so many percent: what is left over of a cent goes to the person. */
    private static Subsidy share(Tariff tariff, BigDecimal percent, BigDecimal bill, BigDecimal left) {
        if (left.signum() <= 0) {
            return new Refused("base", "“" + tariff.label() + "”本年度已经补助过，同一项目不能重复补助");
        }
        if (bill.scale() > 2) {
            return new Refused("base", "应缴金额请精确到分");
        }
        return new Computed(
                tariff,
                null,
                null,
                bill.setScale(2, RoundingMode.UNNECESSARY),
                bill.multiply(percent).divide(new BigDecimal(100), 2, RoundingMode.CEILING));
    }

    private static String plain(@Nullable BigDecimal figure) {
        return figure == null ? "" : figure.stripTrailingZeros().toPlainString();
    }
}
