package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.Funds;
import cn.bangfu.assistance.MeasureFollowUps;
import cn.bangfu.assistance.MeasureService;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Two who did not do it look whether it was done (验收). */
@Component
class InspectDeliveryStep implements Step {

    private final AssistancePlans plans;
    private final MeasureFollowUps followUps;
    private final MeasureService measures;
    private final Funds funds;

    InspectDeliveryStep(AssistancePlans plans, MeasureFollowUps followUps, MeasureService measures, Funds funds) {
        this.plans = plans;
        this.followUps = followUps;
        this.measures = measures;
        this.funds = funds;
    }

    @Override
    public String element() {
        return AssistanceDelivery.Elements.INSPECT_DELIVERY;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = DeliverMeasureStep.measure(context);
        var values = DeliverMeasureStep.asked(plans, id);
        var deliveries = followUps.of(id).deliveries();
        var last = deliveries.get(deliveries.size() - 1);
        var quantity = last.quantity();
        values.put("delivered", MeasureWords.delivered(last));
        values.put("acceptedQuantity", quantity == null ? null : MeasureWords.plain(quantity));
        var funded = plans.withMeasure(id).orElseThrow().measure(id).proposed().fundSource() != null;
        values.put("fundsOwed", isPaid(id) ? "NO" : funded ? "YES" : null);
        return values;
    }

    /** Whether all money that was allocated for it has been paid. */
    private boolean isPaid(UUID measure) {
        var lines = funds.of(plans.withMeasure(measure).orElseThrow().household()).stream()
                .flatMap(batch -> batch.standing().stream())
                .filter(line -> line.measure().equals(measure))
                .toList();
        return !lines.isEmpty() && lines.stream().allMatch(line -> line.paid() != null);
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var passed = answers.text("inspectionPassed").equals("YES");
        if (passed && answers.text("fundsOwed").equals("YES") && isPaid(DeliverMeasureStep.measure(context))) {
            return new StepResult.Refused(List.of(new FieldError("fundsOwed", "这项措施的资金已经发放，请选择不用发放资金")));
        }
        return StepOutcomes.of(measures.inspect(
                context.caseId(),
                DeliverMeasureStep.measure(context),
                new MeasureFollowUps.NewInspection(
                        passed,
                        passed ? answers.findDecimal("acceptedQuantity").orElse(null) : null,
                        answers.date("inspectedOn"),
                        answers.text("secondName").strip(),
                        answers.text("secondOffice").strip(),
                        answers.findText("remark").orElse(null),
                        answers.evidence("evidence")),
                context.actor()));
    }
}
