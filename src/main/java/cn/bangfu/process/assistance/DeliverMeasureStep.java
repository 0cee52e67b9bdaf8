package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.MeasureFollowUps;
import cn.bangfu.assistance.MeasureService;
import cn.bangfu.process.assistance.AssistanceDelivery.Variables;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lead department reports what it did, or that it can't be done. */
@Component
class DeliverMeasureStep implements Step {

    private final AssistancePlans plans;
    private final MeasureFollowUps followUps;
    private final MeasureService measures;

    DeliverMeasureStep(AssistancePlans plans, MeasureFollowUps followUps, MeasureService measures) {
        this.plans = plans;
        this.followUps = followUps;
        this.measures = measures;
    }

    @Override
    public String element() {
        return AssistanceDelivery.Elements.DELIVER_MEASURE;
    }

    static UUID measure(StepContext context) {
        return UUID.fromString(context.local().require(Variables.MEASURE));
    }

    static Map<String, @Nullable Object> asked(AssistancePlans plans, UUID id) {
        var asked = plans.withMeasure(id).orElseThrow().measure(id).proposed();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("kind", asked.kind().label());
        values.put("risk", asked.risk().label());
        values.put("dueOn", ChinaTime.day(asked.dueOn()));
        values.put("planned", MeasureWords.content(asked));
        values.put("amount", MeasureWords.amount(asked));
        return values;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = measure(context);
        var values = asked(plans, id);
        var asked = plans.withMeasure(id).orElseThrow().measure(id).proposed();
        var quantity = asked.quantity();
        values.put("quantity", quantity == null ? null : MeasureWords.plain(quantity));
        values.put("unit", asked.unit());
        values.put("earlier", MeasureWords.earlier(followUps.of(id)));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var done = answers.text("deliveryResult").equals("DELIVERED");
        return StepOutcomes.of(measures.deliver(
                context.caseId(),
                measure(context),
                new MeasureFollowUps.NewDelivery(
                        done,
                        done ? answers.findDate("deliveredOn").orElse(null) : null,
                        done ? answers.findDecimal("quantity").orElse(null) : null,
                        done ? answers.findText("unit").orElse(null) : null,
                        answers.findText(done ? "content" : "reason").orElse("").strip(),
                        done ? answers.evidence("evidence") : java.util.List.of()),
                context.actor()));
    }
}
