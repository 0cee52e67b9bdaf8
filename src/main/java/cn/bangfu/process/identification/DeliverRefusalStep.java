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

/** The letter of refusal reaches the household: reason in plain words, and the way to a re-check one level up. */
@Component
class DeliverRefusalStep implements Step {

    private final CaseFacts facts;
    private final DeliveryPart deliveries;
    private final RecheckRoute recheck;

    DeliverRefusalStep(CaseFacts facts, DeliveryPart deliveries, RecheckRoute recheck) {
        this.facts = facts;
        this.deliveries = deliveries;
        this.recheck = recheck;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.DELIVER_REFUSAL;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        facts.putRefusal(values, context.caseId());
        recheck.putInto(
                values, context.caseId(), facts.refusedByCounty(context.caseId()) ? Role.COUNTY_HEAD : Role.TOWN_HEAD);
        deliveries.prefill(context, DeliveryKind.REFUSED, values);
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return deliveries.record(context, DeliveryKind.REFUSED, answers);
    }
}
