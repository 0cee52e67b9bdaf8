package cn.bangfu.process.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.assistance.ProposedMeasure;
import cn.bangfu.household.Households;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/** How a measure reads on forms. */
@Component
class MeasureWords {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final Households households;
    private final Offices offices;

    MeasureWords(Households households, Offices offices) {
        this.households = households;
        this.offices = offices;
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String amount(ProposedMeasure measure) {
        var amount = measure.amount();
        return amount == null
                ? "未定（" + measure.amountReason() + "）"
                : new DecimalFormat("#,##0.00").format(amount) + "元";
    }

    /** What exactly, with the quantity. */
    static String content(ProposedMeasure measure) {
        var quantity = measure.quantity();
        return quantity == null ? measure.content() : measure.content() + "（" + plain(quantity) + measure.unit() + "）";
    }

    static String plain(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }

    /** As the department is called in the household's county today. */
    String department(HouseholdId household, Department department) {
        return offices.department(households.require(household).village().county(), department)
                .map(Office::name)
                .orElse(department.label());
    }
}
