package cn.bangfu.process.identification;

import cn.bangfu.access.Role;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The letter of non-acceptance reaches the household, with the way to a re-check. */
@Component
class DeliverNonAcceptanceStep implements Step {

    private final EarlierAnswers earlier;
    private final DeliveryPart deliveries;
    private final RecheckRoute recheck;

    DeliverNonAcceptanceStep(EarlierAnswers earlier, DeliveryPart deliveries, RecheckRoute recheck) {
        this.earlier = earlier;
        this.deliveries = deliveries;
        this.recheck = recheck;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DELIVER_NON_ACCEPTANCE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "reason",
                earlier.text(context.caseId(), HouseholdIdentification.Elements.DECIDE_NON_ACCEPTANCE, "reason"));
        recheck.putInto(values, context.caseId(), Role.TOWN_HEAD);
        deliveries.prefill(context, DeliveryKind.NON_ACCEPTANCE, values);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return deliveries.record(context, DeliveryKind.NON_ACCEPTANCE, answers);
    }
}
