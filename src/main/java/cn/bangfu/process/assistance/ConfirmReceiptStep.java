package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.FundBatch;
import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.Funds;
import cn.bangfu.assistance.MeasureFollowUps;
import cn.bangfu.assistance.MeasureService;
import cn.bangfu.notice.DeliverOutcome;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Handover;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.ChinaTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The household says whether it got what was promised, and gets the slip of what was paid (rules.md annex B). */
@Component
class ConfirmReceiptStep implements Step {

    private final AssistancePlans plans;
    private final MeasureFollowUps followUps;
    private final MeasureService measures;
    private final Funds funds;
    private final DeliveryService deliveries;

    ConfirmReceiptStep(
            AssistancePlans plans,
            MeasureFollowUps followUps,
            MeasureService measures,
            Funds funds,
            DeliveryService deliveries) {
        this.plans = plans;
        this.followUps = followUps;
        this.measures = measures;
        this.funds = funds;
        this.deliveries = deliveries;
    }

    @Override
    public String element() {
        return AssistanceDelivery.Elements.CONFIRM_RECEIPT;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = DeliverMeasureStep.measure(context);
        var values = DeliverMeasureStep.asked(plans, id);
        var plan = plans.withMeasure(id).orElseThrow();
        values.put("expectedEffect", plan.measure(id).proposed().effect());
        values.put("delivered", MeasureWords.earlier(followUps.of(id)));
        var paid = funds.of(plan.household()).stream()
                .flatMap(batch -> batch.lines().stream())
                .filter(line -> line.measure().equals(id) && line.paid() != null)
                .map(ConfirmReceiptStep::slip)
                .collect(Collectors.joining("；"));
        values.put("paid", paid.isEmpty() ? "没有发放资金" : paid);
        return values;
    }

    private static String slip(FundBatch.Line line) {
        var amount = line.paid();
        var on = line.paidOn();
        return line.label() + (amount == null ? "" : FundService.yuan(amount) + "元") + "，" + line.payeeName() + "收款"
                + (on == null ? "" : "，" + ChinaTime.day(on));
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        var id = DeliverMeasureStep.measure(context);
        var household = plans.withMeasure(id).orElseThrow().household();
        var outcome = measures.confirm(
                context.caseId(),
                id,
                new MeasureFollowUps.NewConfirmation(
                        answers.text("householdContent").equals("YES"),
                        answers.date("confirmedOn"),
                        answers.findText("effect").orElse(null),
                        answers.findText("householdWord").orElse(null),
                        answers.evidence("signature")),
                context.actor());
        var owed = deliveries.owed(context.caseId()).stream()
                .anyMatch(delivery -> delivery.kind() == DeliveryKind.PAYMENT);
        if (outcome instanceof cn.bangfu.assistance.AssistanceOutcome.Recorded && owed) {
            var slip = new Handover(
                    answers.date("confirmedOn"), DeliveryProof.SIGNATURE, answers.evidence("signature"), null);
            var delivered =
                    deliveries.deliver(context.caseId(), household, DeliveryKind.PAYMENT, slip, context.actor());
            if (delivered instanceof DeliverOutcome.Refused refused) {
                return new StepResult.Refused(refused.errors());
            }
        }
        return StepOutcomes.of(outcome);
    }
}
