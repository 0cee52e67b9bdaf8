package cn.bangfu.process.assistance;

import cn.bangfu.assistance.AssistancePlans;
import cn.bangfu.assistance.MeasureFollowUp;
import cn.bangfu.assistance.MeasureFollowUps;
import cn.bangfu.assistance.MeasureService;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.Step;
import cn.bangfu.process.gateway.StepContext;
import cn.bangfu.process.gateway.StepResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The town decides what becomes of a measure that can't be done, or whose money was taken out of its batch. */
@Component
class SettleMeasureStep implements Step {

    private final AssistancePlans plans;
    private final MeasureFollowUps followUps;
    private final MeasureService measures;

    SettleMeasureStep(AssistancePlans plans, MeasureFollowUps followUps, MeasureService measures) {
        this.plans = plans;
        this.followUps = followUps;
        this.measures = measures;
    }

    @Override
    public String element() {
        return AssistanceDelivery.Elements.SETTLE_MEASURE;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StepContext context) {
        var id = DeliverMeasureStep.measure(context);
        var values = DeliverMeasureStep.asked(plans, id);
        values.put("earlier", MeasureWords.earlier(followUps.of(id)));
        return values;
    }

    @Override
    public StepResult submit(StepContext context, Answers answers) {
        return StepOutcomes.of(measures.settle(
                context.caseId(),
                DeliverMeasureStep.measure(context),
                answers.choice("settleResult", MeasureFollowUp.Result.class),
                answers.text("reason"),
                context.actor()));
    }
}
