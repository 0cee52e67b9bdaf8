package cn.bangfu.process.assistance;

import cn.bangfu.access.Department;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.assistance.MeasureFollowUp;
import cn.bangfu.assistance.ProposedMeasure;
import cn.bangfu.household.Households;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.util.ArrayList;
import java.util.Collections;
import org.springframework.stereotype.Component;

/** How a measure reads on forms. */
@Component
class MeasureWords {

    private final Households households;
    private final Offices offices;

    MeasureWords(Households households, Offices offices) {
        this.households = households;
        this.offices = offices;
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

    /** What was done for a measure so far, the latest first; 无 if nothing. */
    static String earlier(MeasureFollowUp followUp) {
        var lines = new ArrayList<String>();
        followUp.settlements()
                .forEach(settled -> lines.add(settled.result().label() + "（" + settled.by() + "）：" + settled.reason()));
        followUp.confirmations().stream()
                .filter(confirmation -> !confirmation.confirmed())
                .forEach(confirmation -> lines.add("农户不认可：" + confirmation.word()));
        for (var delivery : followUp.deliveries()) {
            var inspection = delivery.inspection();
            lines.add(delivered(delivery)
                    + (inspection == null
                            ? ""
                            : "；" + (inspection.passed() ? "验收合格" : "验收不合格：" + inspection.remark())));
        }
        Collections.reverse(lines);
        var text = lines.isEmpty() ? "无" : String.join("\n", lines);
        return text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
    }

    static String delivered(MeasureFollowUp.Delivery delivery) {
        var quantity = delivery.quantity();
        var on = delivery.deliveredOn();
        return (on == null ? "不能落实：" : ChinaTime.day(on) + "已落实：")
                + delivery.content()
                + (quantity == null ? "" : "（" + plain(quantity) + delivery.unit() + "）")
                + "（" + delivery.office() + " " + delivery.by() + "）";
    }

    /** As the department is called in the household's county today. */
    String department(HouseholdId household, Department department) {
        return offices.department(households.require(household).village().county(), department)
                .map(Office::name)
                .orElse(department.label());
    }
}
